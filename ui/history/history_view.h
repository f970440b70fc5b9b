#pragma once

#include "ui/history/history_model.h"
#include "ui/widgets/localized.h"

#include <QStringList>

class QProgressBar;
class QPushButton;
class QTableView;

namespace synscope {

class Text;

/// The list of kept runs: one is opened, several are compared, any are deleted.
class HistoryView : public Localized<QWidget> {
  Q_OBJECT

 public:
  /// What is done with runs meanwhile.
  enum class Work { kNone, kReading, kRecovering };

  explicit HistoryView(RunStore& store, QWidget* parent = nullptr);

  /// Reads the list again.
  void refresh();
  QTableView& table() { return *m_table; }
  HistoryModel& model() { return *m_model; }
  QStringList chosen() const;
  /// Says what is being done, with a button to give it up.
  void setWork(Work work);
  Work currentWork() const { return m_work; }
  /// @param share 0 to 1 of that.
  void setProgress(double share);

 Q_SIGNALS:
  /// One to open, or several to compare, the one chosen first in front.
  void openRequested(const QStringList& ids);
  void closeRequested();
  void giveUpRequested();

 protected:
  void retranslate() override;

 private:
  void setupLayout();
  void setupWork();
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
  QWidget* m_workRow;
  Text* m_workText;
  QProgressBar* m_progress;
  QPushButton* m_giveUp;
  Work m_work = Work::kNone;
};

}  // namespace synscope
