#pragma once

#include "core/engine/base/job.h"
#include "core/logic/throughput/throughput_report.h"

#include <memory>
#include <vector>

namespace synscope {

/// Runs one test against an iperf3 server or ours, or two in turn, which are one report. Lives in the net thread
/// (control connection, timers); data streams have threads of their own. cancel() ends it early with CLIENT_TERMINATE
/// and keeps what there is.
class ThroughputClient : public Job {
  Q_OBJECT

 public:
  enum class Phase {
    kResolving,
    kConnecting,
    kWaitingForServer,
    kMeasuringIdle,
    kStarting,
    kOmitting,
    kRunning,
    kExchanging,
    kEnded
  };
  Q_ENUM(Phase)

  ThroughputClient(ThroughputConnection connection, ThroughputSettings settings, QObject* parent = nullptr);
  ~ThroughputClient() override;

  void start() override;
  void cancel() override;

  /// Thread-safe: the report as far as it goes; after ended() the whole of it.
  std::shared_ptr<const ThroughputReport> report() const;
  /// Thread-safe feed for plots: finer than the report's intervals (100 ms), since the last call; bounded.
  std::vector<ThroughputInterval> drainLive();
  /// Thread-safe feed for plots: round trips beside the test as they come, those without load first, since the last
  /// call; bounded. Empty unless the latency is asked for.
  std::vector<LoadSample> drainLatency();

 Q_SIGNALS:
  void phaseChanged(synscope::ThroughputClient::Phase phase);
  /// A line of the report is complete.
  void intervalEnded(const synscope::ThroughputInterval& interval);
  /// The server is busy; asked again after `wait`.
  void serverBusy(synscope::Duration wait);

 private:
  class Private;
  std::unique_ptr<Private> d;
};

}  // namespace synscope
