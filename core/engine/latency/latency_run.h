#pragma once

#include "core/engine/base/job.h"
#include "core/logic/base/error.h"
#include "core/logic/latency/latency_settings.h"
#include "core/logic/latency/latency_summary.h"

#include <memory>
#include <vector>

namespace synscope {

/// Measures the latency of one or several targets until its count is reached or it is cancelled. Lives in the net
/// thread. Out of it lead: drain() for plots (bounded, what was dropped is counted), table() for numbers, sampled() for
/// who lives in its thread, and the recording on disk, which a killed program loses at most a second of.
class LatencyRun : public Job {
  Q_OBJECT

 public:
  explicit LatencyRun(LatencySettings settings, QObject* parent = nullptr);
  ~LatencyRun() override;

  void start() override;
  void cancel() override;

  const LatencySettings& settings() const;

  /// Thread-safe. Samples since the last call, in the order they ended; the oldest are dropped beyond 100,000.
  std::vector<LatencySample> drain();
  std::uint64_t dropped() const;
  /// Thread-safe, renewed up to ten times a second and at the end.
  std::shared_ptr<const LatencyTable> table() const;

 Q_SIGNALS:
  void laneOpened(const synscope::LatencyLane& lane);
  /// The name does not resolve to this address any more.
  void laneRetired(const synscope::LatencyLane& lane);
  void sampled(const synscope::LatencySample& sample);
  /// A name that does not resolve, a recording that cannot be written.
  void failed(const synscope::Error& error);

 private:
  class Private;
  std::unique_ptr<Private> d;
};

}  // namespace synscope
