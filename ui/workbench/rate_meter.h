#pragma once

#include "core/logic/base/time.h"

#include <cstdint>

namespace synscope {

/// Bytes per second in each direction.
struct TrafficRate {
  double in = 0, out = 0;

  double both() const { return in + out; }
};

/// Bytes per second from a counter that grows, over windows of a second, so that the number can be read.
class RateMeter {
 public:
  void sample(TimePoint now, std::uint64_t total) {
    if (m_from == TimePoint{}) return begin(now, total);
    const double seconds = toMs(now - m_from) / 1000;
    if (seconds < kWindowSeconds) return;
    m_rate = total >= m_base ? static_cast<double>(total - m_base) / seconds : 0;
    begin(now, total);
  }

  /// Of the last full window; 0 before there is one.
  double perSecond() const { return m_rate; }

 private:
  static constexpr double kWindowSeconds = 1;

  void begin(TimePoint now, std::uint64_t total) {
    m_from = now;
    m_base = total;
  }

  TimePoint m_from{};
  std::uint64_t m_base = 0;
  double m_rate = 0;
};

}  // namespace synscope
