#pragma once

#include "core/engine/throughput/load_probe.h"
#include "core/engine/throughput/test_report.h"
#include "core/logic/throughput/load_samples.h"

#include <memory>

namespace synscope {

/// The latency beside a test: collects round trips without load and under it, and keeps numbers and feed of the report
/// up to date. Of the net thread.
class LatencyWatch {
 public:
  explicit LatencyWatch(std::shared_ptr<TestReport> report);

  /// Another try begins: what was idle then may not be now.
  void forget() { m_samples.forget(); }
  void addIdle(TimePoint at, Duration time, LoadMethod method);
  /// TEST_START of the first test.
  void begin(TimePoint at);
  /// Data flows: handshakes are made until rest().
  void probe(LoadState load, const IpEndpoint& server, const ThroughputConnection& connection);
  void rest();

 private:
  void onKnocked(LoadState load, const LoadProbe::Knock& knock);
  void addLeastRtt();
  void tell();

  const std::shared_ptr<TestReport> m_report;
  LoadSamples m_samples;
  std::unique_ptr<LoadProbe> m_probe;
};

}  // namespace synscope
