#pragma once

#include "core/logic/endpoint/connection_life.h"
#include "ui/widgets/localized.h"

#include <QWidget>

#include <vector>

class QBoxLayout;
class QTableWidget;

namespace synscope {

class BilingualLabel;
class Text;

/// The numbers that the kernel keeps of a connection, renewed in place; the chosen one is explained beside them.
class NumbersView : public Localized<QWidget> {
  Q_OBJECT

 public:
  explicit NumbersView(QWidget* parent = nullptr);

  void setLife(const ConnectionLife& life);
  /// "name: value" per line; only what the system reports.
  QString asText() const;

 protected:
  void retranslate() override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  void setupTable();
  QWidget* makeExplanation();
  void showValues();
  void explainCurrent();
  void copySelected() const;

  std::optional<TcpInfo> m_info;
  bool m_gone = false;
  QBoxLayout* m_sides;
  Text* m_note;
  QTableWidget* m_table;
  QWidget* m_explained;
  BilingualLabel* m_title;
  BilingualLabel* m_plain;
};

}  // namespace synscope
