#pragma once

#include "core/logic/base/time.h"

#include <cstdint>
#include <deque>
#include <utility>

namespace synscope {

/// Whether what comes in keeps to a limit, on average over a window: told as soon as more has come within the window
/// than the limit allows for the whole of it, so that a flood is noticed long before the window is over.
/// Invariant: keeps one total for each look within the window, at least a hundredth of it apart.
class RateWatch {
 public:
  /// @param bitsPerSecond The limit; 0: none.
  RateWatch(std::uint64_t bitsPerSecond, Duration window) : m_limit(bitsPerSecond), m_window(window) {}

  /// What a sender that keeps to the limit may be ahead of it: bursts, and data that waited in buffers.
  static constexpr Duration kSlack = std::chrono::seconds(1);

  /// @param total Bytes since the beginning. @return Whether the limit is exceeded.
  bool exceeded(std::uint64_t total, TimePoint now) {
    if (m_limit == 0) return false;
    while (m_past.size() > 1 && m_past[1].first <= now - m_window)
      m_past.pop_front();
    if (m_past.empty() || now - m_past.back().first >= m_window / 100) m_past.emplace_back(now, total);
    const double seconds = std::chrono::duration<double>(m_window + kSlack).count();
    const auto bits = static_cast<double>(total - m_past.front().second) * 8;
    return bits > static_cast<double>(m_limit) * seconds;
  }

 private:
  std::uint64_t m_limit;
  Duration m_window;
  std::deque<std::pair<TimePoint, std::uint64_t>> m_past;
};

}  // namespace synscope
