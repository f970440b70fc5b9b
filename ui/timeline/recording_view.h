#pragma once

#include "core/logic/endpoint/recording.h"
#include "ui/widgets/localized.h"

#include <QWidget>

#include <memory>

class QListWidget;
class QSplitter;

namespace synscope {

class InlineMessage;
class LifeView;
class Text;

/// A recording that was opened: what it is of, its connections, and the life of the chosen one. Nothing in it moves.
class RecordingView : public Localized<QWidget> {
  Q_OBJECT

 public:
  explicit RecordingView(QWidget* parent = nullptr);

  void showRecording(std::shared_ptr<const Recording> recording);
  LifeView& life() { return *m_life; }
  QListWidget& connections() { return *m_list; }
  /// What stands above: "TCP client · 203.0.113.80:443 · saved 2026-03-01 17:30".
  QString headline() const;

 protected:
  void retranslate() override;

 private:
  void fillList();
  void showConnection(int row);

  std::shared_ptr<const Recording> m_recording;
  Text* m_headline;
  InlineMessage* m_leftOut;
  QListWidget* m_list;
  QSplitter* m_columns;
  LifeView* m_life;
};

}  // namespace synscope
