#pragma once

#include "core/logic/endpoint/traffic_export.h"
#include "core/logic/endpoint/traffic_search.h"
#include "ui/widgets/localized.h"

#include <QWidget>

class QComboBox;
class QHBoxLayout;
class QLineEdit;
class QPushButton;
class QToolButton;

namespace synscope {

class Text;

/// What stands above a log: a line to search in, the filter, how records are written, following, and export.
class LogBar : public Localized<QWidget> {
  Q_OBJECT

 public:
  explicit LogBar(QWidget* parent = nullptr);

  QString searchText() const;
  PatternKind patternKind() const;
  bool caseSensitive() const;
  bool onlyMatches() const;
  std::optional<TrafficDirection> direction() const;
  TimeStyle timeStyle() const;
  PayloadStyle payloadStyle() const;
  QString encoding() const;

  void setSearchText(const QString& text);
  void setPatternKind(PatternKind kind);
  void setPayloadStyle(PayloadStyle style);
  void setEncoding(const QString& encoding);
  void setFollowing(bool following);
  void setOnlyMatches(bool only);
  void setDirection(std::optional<TrafficDirection> direction);
  void focusSearch();

  /// "3 of 120", or how far the search has got; empty: nothing is looked for.
  void setMatchText(const QString& text);
  QString matchText() const;
  /// The pattern is wrong.
  void setSearchError(const QString& error);

 Q_SIGNALS:
  void searchChanged();
  void onlyMatchesChanged(bool only);
  void nextWanted();
  void previousWanted();
  void directionChanged();
  void lookChanged();
  void followWanted(bool follow);
  void exportWanted(synscope::TrafficFormat format);

 protected:
  void retranslate() override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  QHBoxLayout* searchRow();
  QHBoxLayout* lookRow();
  void setupExport();
  void connectAll();

  QLineEdit* m_search;
  QComboBox* m_kind;
  QToolButton* m_case;
  QToolButton* m_previous;
  QToolButton* m_next;
  Text* m_matches;
  QToolButton* m_only;
  QToolButton* m_follow;
  QPushButton* m_export;
  QComboBox* m_direction;
  QComboBox* m_payload;
  QComboBox* m_encoding;
  QComboBox* m_time;
};

}  // namespace synscope
