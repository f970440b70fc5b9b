#pragma once

#include "core/logic/latency/latency_series.h"
#include "core/logic/latency/latency_streaks.h"

namespace synscope {

/// Whether a request was lost: the time was over and nothing had come, at whichever step.
bool isLost(const LatencySample& sample);

/// Exit code of the command line for a sample (CONTRACT): that of its verdict, 7 where the port was open and a later
/// step failed.
int exitCode(const LatencySample& sample);

/// Everything known of one lane, kept up to date sample by sample. The same samples in the same order give the same
/// summary, to the last bit: so a recording is summed up again.
class LatencyStatistics {
 public:
  explicit LatencyStatistics(LatencyLane lane, std::size_t window = LatencyWindow::kSize);

  /// Requests 1 to `sent` have been sent, and `missed` starts were passed over because this program was late.
  void noteSent(std::uint64_t sent, std::uint64_t missed);
  void retire() { m_lane.retired = true; }
  /// A request that has ended; each once. Cancelled ones say nothing and stay pending.
  void add(const LatencySample& sample);

  const LatencyLane& lane() const { return m_lane; }
  LatencySummary summary() const;

 private:
  void addSteps(const LatencySample& sample);

  LatencyLane m_lane;
  std::size_t m_window;
  std::uint64_t m_sent = 0, m_missed = 0, m_ok = 0, m_failed = 0, m_lost = 0;
  std::uint64_t m_retransmitted = 0, m_synRetransmits = 0;
  std::map<PortState, std::uint64_t> m_failures;
  std::map<Reason, std::uint64_t> m_openFailures;
  std::map<LatencyStep, LatencySeries> m_series;
  LatencyWindow m_kernelRtt, m_wall;
  LatencyStreaks m_streaks;
};

}  // namespace synscope
