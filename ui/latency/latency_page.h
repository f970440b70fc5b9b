#pragma once

#include "ui/latency/latency_form.h"
#include "ui/latency/latency_source.h"
#include "ui/latency/latency_view.h"
#include "ui/measure/run_page.h"

#include <functional>

class QPushButton;

namespace synscope {

class NetThread;

/// "Latency": how long connections take, live and in numbers, with earlier runs to open and compare.
class LatencyPage : public RunPage<LatencySource, LatencyRunRecord, LatencyView> {
  Q_OBJECT

 public:
  /// Makes the measurement of given settings, already begun.
  using Opener = std::function<std::unique_ptr<LatencySource>(const LatencySettings&)>;

  /// @param base Where runs are kept; empty: among the application's data.
  LatencyPage(SettingsStore& settings, Opener opener, const QString& base, QWidget* parent = nullptr);
  explicit LatencyPage(SettingsStore& settings, QWidget* parent = nullptr);
  ~LatencyPage() override;

  void begin(const LatencySettings& settings);
  void openKept(const QStringList& ids) override;
  void showHistory() override;
  void refresh() override;
  LatencyForm& form() { return *m_form; }

 protected:
  void retranslate() override;
  QString usualEnding() const override { return QStringLiteral("csv"); }
  QString saveTitle() const override { return tr("Save the measurement"); }
  QByteArray resultAs(const QString& ending) const override;
  QString titleOf(const LatencyRunRecord& record) const override;
  QString settingsOf(const LatencyRunRecord& record) const override;
  QString lengthOf(const LatencyRunRecord& record) const override;
  void onSecond() override;
  void onEnded() override;

 private:
  LatencyPage(SettingsStore& settings, Opener opener, const QString& base, LatencyForm* form, QWidget* parent);

  void offerSteps();
  void offerLastTarget();
  /// Against a listener of its own: a first look needs no network.
  void measureThisMachine();
  std::shared_ptr<LatencyRunRecord> newRecord(const LatencySettings& settings);
  void take();
  /// Nothing where nothing was sent. @param over The samples recorded on the way are not needed any more.
  void keepRun(const LatencyRunRecord& record, bool over);
  void showProgress();
  double secondsNow() const;

  SettingsStore& m_settings;
  Opener m_opener;
  LatencyForm* m_form;
  QPushButton* m_try;
  std::unique_ptr<NetThread> m_ownThread;  ///< Of the listener that this machine is measured against.
  std::vector<LatencySample> m_early;      ///< Came before the table said when the run began.
  std::uint64_t m_shownGeneration = 0;
  int m_seconds = 0;
};

}  // namespace synscope
