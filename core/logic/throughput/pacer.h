#pragma once

#include "core/logic/base/time.h"

#include <cstddef>
#include <cstdint>

namespace synscope {

/// Spreads blocks evenly over time at a rate (a generic cell rate algorithm, as ITU-T I.371). After a stall it catches
/// up by kCatchUp at most, where iperf3 bursts until the average since the start is met again.
/// Invariant: over any stretch of time T it allows at most rate × (T + kCatchUp) and one burst.
class Pacer {
 public:
  static constexpr Duration kCatchUp = std::chrono::milliseconds(20);

  /// @param bitsPerSecond 0: unlimited. @param blocks Sent back to back before the rate is looked at, at least 1.
  Pacer(std::uint64_t bitsPerSecond, std::size_t blockBytes, int blocks, TimePoint start);

  /// Bytes that may go now: 0, or at least one block; unlimited: the most a size_t holds.
  std::size_t allowance(TimePoint now);
  void sent(std::size_t bytes) { m_sent += static_cast<double>(bytes); }
  /// When allowance() is next above 0; the past where it is now.
  TimePoint nextSend() const;

 private:
  bool unlimited() const { return m_bytesPerNano <= 0; }

  double m_bytesPerNano;
  double m_burst;
  double m_sent = 0;  ///< Since m_epoch.
  TimePoint m_epoch;
};

}  // namespace synscope
