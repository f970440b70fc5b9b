#pragma once

#include "ui/history/run_store.h"
#include "ui/latency/latency_record.h"
#include "ui/latency/latency_source.h"
#include "ui/shell/page.h"

#include <QTimer>

#include <functional>
#include <memory>

class QStackedWidget;
class QVBoxLayout;

namespace synscope {

class EmptyState;
class FrameClock;
class HistoryView;
class InlineMessage;
class LatencyForm;
class LatencyView;
class SettingsStore;

/// "Latency": how long connections take, live and in numbers, with earlier runs to open and compare. A run goes on
/// while other pages are shown.
class LatencyPage : public Page {
  Q_OBJECT

 public:
  /// Makes the measurement of given settings, already begun.
  using Opener = std::function<std::unique_ptr<LatencySource>(const LatencySettings&)>;

  /// @param base Where runs are kept; empty: among the application's data.
  LatencyPage(SettingsStore& settings, Opener opener, const QString& base, QWidget* parent = nullptr);
  explicit LatencyPage(SettingsStore& settings, QWidget* parent = nullptr);
  ~LatencyPage() override;

  void focusFirst() override;
  bool stop() override;
  void copy() override;
  void save() override;

  void begin(const LatencySettings& settings);
  /// One kept run, or several to compare.
  void openKept(const QStringList& ids);
  void showRecords(std::vector<std::shared_ptr<LatencyRunRecord>> records);
  void showHistory();
  bool saveTo(const QString& file);
  bool isRunning() const { return m_source != nullptr; }
  LatencyForm& form() { return *m_form; }
  LatencyView& view() { return *m_view; }
  HistoryView& history() { return *m_history; }
  RunStore& store() { return m_store; }
  /// What happens at every frame.
  void refresh();

 protected:
  void retranslate() override;

 private:
  void setupLayout();
  void fillSteps();
  void take();
  void onEnded();
  /// @param over The samples recorded on the way are not needed any more.
  void keep(bool over);
  void showProgress();
  void askAndSave(const QString& ending);
  void sayFailed(const QString& sentence);
  double secondsNow() const;

  SettingsStore& m_settings;
  Opener m_opener;
  RunStore m_store;
  LatencyForm* m_form;
  LatencyView* m_view;
  HistoryView* m_history;
  EmptyState* m_empty;
  QStackedWidget* m_body;
  InlineMessage* m_message;
  FrameClock* m_clock;
  QTimer m_autosave;
  QTimer m_hidden;  ///< Takes samples while the page is not shown.
  std::unique_ptr<LatencySource> m_source;
  std::shared_ptr<LatencyRunRecord> m_record;
  std::vector<LatencySample> m_early;  ///< Came before the table said when the run began.
  std::uint64_t m_shownGeneration = 0;
  int m_frame = 0;
};

}  // namespace synscope
