#include "core/logic/latency/latency_statistics.h"

#include <algorithm>

namespace synscope {

bool isLost(const LatencySample& sample) {
  if (sample.ok) return false;
  return sample.reason == Reason::kTimeout || sample.reason == Reason::kAnswerTimeout ||
         sample.verdict == PortState::kFiltered || sample.verdict == PortState::kOpenOrFiltered;
}

int exitCode(const LatencySample& sample) {
  constexpr int kLaterStep = 7;
  if (sample.verdict == PortState::kOpen) return sample.ok ? 0 : kLaterStep;
  return exitCode(sample.verdict);
}

LatencyStatistics::LatencyStatistics(LatencyLane lane, std::size_t window)
    : m_lane(std::move(lane)), m_window(window), m_kernelRtt(window), m_wall(window) {}

void LatencyStatistics::noteSent(std::uint64_t sent, std::uint64_t missed) {
  m_sent = std::max(m_sent, sent);
  m_missed = std::max(m_missed, missed);
}

void LatencyStatistics::add(const LatencySample& sample) {
  m_sent = std::max(m_sent, sample.seq);
  if (sample.verdict == PortState::kCancelled) return;
  m_streaks.add(sample.seq, sample.at, sample.ok, sample.verdict, sample.reason);
  m_synRetransmits += sample.synRetransmits.value_or(0);
  if (!sample.ok) {
    ++m_failed;
    ++m_failures[sample.verdict];
    if (sample.verdict == PortState::kOpen) ++m_openFailures[sample.reason];
    if (isLost(sample)) ++m_lost;
    return;
  }
  ++m_ok;
  if (sample.synRetransmits.value_or(0) > 0)
    ++m_retransmitted;
  else
    addSteps(sample);
}

void LatencyStatistics::addSteps(const LatencySample& sample) {
  for (const LatencyStep step : allLatencySteps()) {
    const auto value = sample.of(step);
    if (value) m_series.try_emplace(step, m_window).first->second.add(*value);
  }
  if (sample.kernelRtt) m_kernelRtt.add(*sample.kernelRtt);
  if (sample.wall) m_wall.add(*sample.wall);
}

LatencySummary LatencyStatistics::summary() const {
  LatencySummary summary;
  summary.lane = m_lane;
  summary.sent = m_sent;
  summary.missed = m_missed;
  summary.ok = m_ok;
  summary.failed = m_failed;
  summary.pending = m_sent - std::min(m_sent, m_ok + m_failed);
  summary.lost = m_lost;
  summary.retransmitted = m_retransmitted;
  summary.synRetransmits = m_synRetransmits;
  const std::uint64_t over = m_ok + m_failed;
  if (over > 0) summary.lossPercent = 100.0 * static_cast<double>(m_lost) / static_cast<double>(over);
  summary.failures = m_failures;
  summary.openFailures = m_openFailures;
  for (const auto& [step, series] : m_series)
    summary.series.emplace(step, series.numbers());
  summary.kernelRtt = m_kernelRtt.percentile(50);
  summary.wall = m_wall.percentile(50);
  summary.outages.assign(m_streaks.outages().begin(), m_streaks.outages().end());
  summary.outageCount = m_streaks.outageCount();
  summary.longestGood = m_streaks.longestGood();
  summary.longestBad = m_streaks.longestBad();
  return summary;
}

}  // namespace synscope
