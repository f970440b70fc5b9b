#pragma once

#include "ui/history/history_view.h"
#include "ui/history/kept_job.h"
#include "ui/history/run_keeper.h"
#include "ui/shell/page.h"

#include <QElapsedTimer>
#include <QTimer>

#include <functional>
#include <memory>

class QStackedWidget;

namespace synscope {

class EmptyState;
class FrameClock;
class InlineMessage;
class MeasureForm;

/// What the pages of measurements have in common: the form above; below it, one at a time, what the page is for, the
/// result, the kept runs. A run goes on while other pages are shown.
class MeasurePage : public Page {
  Q_OBJECT

 public:
  void focusFirst() override;
  /// Asks where to save the result.
  void save() override;

  virtual bool isRunning() const = 0;
  /// What happens at every frame.
  virtual void refresh() = 0;
  virtual void showHistory();
  /// One kept run, or several to compare.
  virtual void openKept(const QStringList& ids) = 0;
  bool saveTo(const QString& file);
  HistoryView& history() { return *m_history; }
  RunStore& store() { return m_store; }

 protected:
  /// @param kind Of measurement: names the icon, the folder of the kept runs and exported files.
  /// @param base Where runs are kept; empty: among the application's data.
  MeasurePage(const QString& kind, const QString& base, MeasureForm* form, QWidget* result, QWidget* parent);

  /// Ending, by which a result is saved unless another is chosen.
  virtual QString usualEnding() const = 0;
  virtual QString saveTitle() const = 0;
  virtual bool hasResult() const = 0;
  virtual QByteArray resultAs(const QString& ending) const = 0;
  /// Once a second while something runs, also while the page is hidden.
  virtual void onSecond() = 0;
  virtual bool wantsFrames() const { return isRunning(); }

  /// Keeps a run: nothing waits for the disk. @param json,then See RunKeeper.
  void keep(const KeptRun& run, std::function<QByteArray()> json, std::function<void()> then = {});
  /// Works beside the window; the list of runs says so and offers to give it up. Another job takes its place.
  /// @param done Not called for what was given up.
  template <typename OneJob>
  void startJob(std::unique_ptr<OneJob> job, HistoryView::Work work, std::function<void(OneJob&)> done) {
    OneJob* mine = job.release();
    beginJob(mine, work, [mine, done = std::move(done)] { done(*mine); });
  }
  void giveUpJob();

  void addPart(QWidget* part);
  void showPart(QWidget* part);
  bool isPartShown(const QWidget* part) const;
  /// To the result, or to what the page is for.
  void goBack();
  /// Something began or ended to run.
  void updateRunning();
  void askAndSave(const QString& ending);
  void sayFailed(const QString& sentence);
  QString fileName() const;
  /// Whether tables and sentences are due: they change a few times a second, because faster nobody can read them.
  bool areNumbersDue();
  EmptyState& empty() { return *m_empty; }
  InlineMessage& message() { return *m_message; }

 private:
  void setupLayout();
  void connectParts();
  void beginJob(KeptJob* job, HistoryView::Work work, std::function<void()> done);

  QString m_kind;
  RunStore m_store;
  RunKeeper m_keeper;
  KeptJob* m_job = nullptr;  ///< A child, while it runs.
  MeasureForm* m_form;
  QWidget* m_result;
  HistoryView* m_history;
  EmptyState* m_empty;
  QStackedWidget* m_body;
  InlineMessage* m_message;
  FrameClock* m_clock;
  QTimer m_second;
  QElapsedTimer m_numbers;  ///< Since tables and sentences were brought up to date.
};

}  // namespace synscope
