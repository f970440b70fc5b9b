#include "core/logic/latency/latency_streaks.h"

#include <algorithm>

namespace synscope {

void LatencyStreaks::add(std::uint64_t seq, TimePoint at, bool ok, PortState verdict, Reason reason) {
  if (seq < m_next) return;
  m_waiting.emplace(seq, Outcome{at, ok, verdict, reason});
  if (m_waiting.size() > kMostWaiting) m_next = m_waiting.begin()->first;
  while (!m_waiting.empty() && m_waiting.begin()->first == m_next) {
    take(m_waiting.begin()->second);
    m_waiting.erase(m_waiting.begin());
    ++m_next;
  }
}

void LatencyStreaks::take(const Outcome& outcome) {
  outcome.ok ? takeGood(outcome) : takeBad(outcome);
}

void LatencyStreaks::takeGood(const Outcome& outcome) {
  if (m_bad > 0) m_outages.back().end = outcome.at;
  m_bad = 0;
  m_longestGood = std::max(m_longestGood, ++m_good);
}

void LatencyStreaks::takeBad(const Outcome& outcome) {
  if (m_bad == 0) {
    ++m_outageCount;
    m_outages.push_back({outcome.at, std::nullopt, 0, outcome.verdict, outcome.reason});
    if (m_outages.size() > kKeptOutages) m_outages.pop_front();
  }
  m_good = 0;
  ++m_outages.back().failed;
  m_longestBad = std::max(m_longestBad, ++m_bad);
}

}  // namespace synscope
