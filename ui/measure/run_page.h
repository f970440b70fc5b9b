#pragma once

#include "ui/history/run_reading.h"
#include "ui/measure/measure_page.h"
#include "ui/plots/plot_stack.h"
#include "ui/shell/shown_text.h"
#include "ui/widgets/answer_card.h"
#include "ui/widgets/inline_message.h"

#include <QClipboard>
#include <QGuiApplication>

#include <memory>
#include <vector>

namespace synscope {

/// A page of measurements with the types of one kind: what runs (a Source, which ends once, with ended()), what is kept
/// of it (a Record) and what shows records (a View).
template <typename Source, typename Record, typename View>
class RunPage : public MeasurePage {
 public:
  using Records = std::vector<std::shared_ptr<Record>>;

  bool stop() override {
    if (!m_source) return false;
    m_source->stop();
    return true;
  }

  void copy() override {
    if (hasResult()) QGuiApplication::clipboard()->setText(m_view->asText());
  }

  void showRecords(Records records) {
    m_view->plots().setTitle(titleOf(*records.front()), settingsOf(*records.front()), fileName());
    m_view->setRecords(std::move(records));
    m_view->plots().view().setLive(isRunning() && isRunInView());
    showLine();
    showPart(m_view);
  }

  bool isRunning() const override { return m_source != nullptr; }
  View& view() { return *m_view; }

 protected:
  RunPage(const QString& kind, const QString& base, MeasureForm* form, View* view, QWidget* parent)
      : MeasurePage(kind, base, form, view, parent), m_view(view) {
    connect(view, &View::exportRequested, this, [this](const QString& ending) { askAndSave(ending); });
  }

  virtual QString titleOf(const Record& record) const = 0;
  /// How it was measured, in a line.
  virtual QString settingsOf(const Record& record) const = 0;
  /// How long it lasted, where that line does not say so.
  virtual QString lengthOf(const Record& record) const = 0;
  virtual void onEnded() = 0;

  bool hasResult() const override { return !m_view->records().empty(); }

  void start(std::shared_ptr<Record> record, std::unique_ptr<Source> source) {
    message().clear();
    m_record = std::move(record);
    m_source = std::move(source);
    connect(m_source.get(), &Source::ended, this, [this] { onEnded(); });
    updateRunning();
    showRecords({m_record});
  }

  /// It may be within a signal of its own.
  void letGo() {
    m_source.release()->deleteLater();
    updateRunning();
    if (isRunInView()) m_view->plots().view().setLive(false);
  }

  /// How it was measured, in a line below the answer; several have a line each among their numbers.
  virtual void showLine() {
    if (records().size() != 1) return m_view->answer().hideProgress();
    const Record& record = *records().front();
    QStringList parts{settingsOf(record), lengthOf(record)};
    parts.removeAll(QString());
    m_view->answer().setProgress(-1, parts.join(QStringLiteral("  ·  ")));
  }

  /// Whether the last run is what the view shows, with no other beside it.
  bool isRunInView() const { return m_view->records().size() == 1 && m_view->records().front() == m_record; }
  bool isRunShown() const { return isRunInView() && isPartShown(m_view); }

  const Records& records() const { return m_view->records(); }

  /// What can be read of them is shown. @param read Of the JSON that was kept; called in another thread.
  void openKeptAs(const QStringList& ids, typename RunReading<Record>::Read read) {
    using Reading = RunReading<Record>;
    startJob<Reading>(std::make_unique<Reading>(store(), ids, std::move(read)), HistoryView::Work::kReading,
                      [this](Reading& reading) {
                        for (const Error& error : reading.errors())
                          sayFailed(shownError(error));
                        if (auto opened = reading.takeRecords(); !opened.empty()) showRecords(std::move(opened));
                      });
  }

  /// What runs, or null.
  Source* source() const { return m_source.get(); }
  /// The last run; null before the first.
  const std::shared_ptr<Record>& run() const { return m_record; }

 private:
  View* m_view;
  std::unique_ptr<Source> m_source;
  std::shared_ptr<Record> m_record;
};

}  // namespace synscope
