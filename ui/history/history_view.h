#pragma once

#include "ui/history/history_model.h"
#include "ui/widgets/localized.h"

#include <QStringList>

class QPushButton;
class QTableView;

namespace synscope {

class Text;

/// The list of kept runs: one is opened, several are compared, any are deleted.
class HistoryView : public Localized<QWidget> {
  Q_OBJECT

 public:
  explicit HistoryView(RunStore& store, QWidget* parent = nullptr);

  /// Reads the list again.
  void refresh();
  QTableView& table() { return *m_table; }
  HistoryModel& model() { return *m_model; }
  QStringList chosen() const;

 Q_SIGNALS:
  /// One to open, or several to compare, the one chosen first in front.
  void openRequested(const QStringList& ids);
  void closeRequested();

 protected:
  void retranslate() override;

 private:
  void setupLayout();
  void open();
  void remove();
  void showChoice();

  RunStore& m_store;
  HistoryModel* m_model;
  QTableView* m_table;
  Text* m_heading;
  QPushButton* m_back;
  QPushButton* m_open;
  QPushButton* m_delete;
  Text* m_nothing;
};

}  // namespace synscope
