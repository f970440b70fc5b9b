#pragma once

#include "core/logic/latency/latency_summary.h"

#include <deque>
#include <map>

namespace synscope {

/// Outages and streaks, by the order in which requests were sent: what ended out of order waits for those before it,
/// so that one slow time-out between two good answers is told as what it was.
class LatencyStreaks {
 public:
  static constexpr std::size_t kKeptOutages = 1000;

  /// Each `seq` once, from 1. One far ahead of the others (`kMostWaiting`) passes over what never came.
  void add(std::uint64_t seq, TimePoint at, bool ok, PortState verdict, Reason reason);

  std::uint64_t longestGood() const { return m_longestGood; }
  std::uint64_t longestBad() const { return m_longestBad; }
  std::uint64_t outageCount() const { return m_outageCount; }
  const std::deque<LatencyOutage>& outages() const { return m_outages; }

 private:
  struct Outcome {
    TimePoint at;
    bool ok;
    PortState verdict;
    Reason reason;
  };
  static constexpr std::size_t kMostWaiting = 100'000;

  void take(const Outcome& outcome);
  void takeGood(const Outcome& outcome);
  void takeBad(const Outcome& outcome);

  std::uint64_t m_next = 1;
  std::map<std::uint64_t, Outcome> m_waiting;
  std::uint64_t m_good = 0, m_bad = 0;  ///< Of the streak that lasts.
  std::uint64_t m_longestGood = 0, m_longestBad = 0;
  std::uint64_t m_outageCount = 0;
  std::deque<LatencyOutage> m_outages;
};

}  // namespace synscope
