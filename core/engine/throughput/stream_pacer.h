#pragma once

#include "core/logic/base/time.h"

#include <cstdint>

namespace synscope {

/// Says when the next block of a stream may leave so that its rate is met: evenly spaced, not in bursts. A stream that
/// was held up catches up with what 100 ms are worth at most.
class StreamPacer {
 public:
  /// @param bitsPerSecond 0: no limit. @param burst Blocks that leave back to back; 0 as 1.
  StreamPacer(std::uint64_t bitsPerSecond, std::uint32_t blockLength, int burst, TimePoint start);

  bool limited() const { return m_gap > Duration::zero(); }
  /// Until the next block may leave; zero or less: now.
  Duration wait(TimePoint now) const { return m_due - now; }
  /// Blocks that may leave now, up to `most`.
  std::uint64_t blocksDue(TimePoint now, std::uint64_t most) const;
  void sent(std::uint64_t blocks, TimePoint now);

 private:
  Duration m_gap{};  ///< Between two blocks.
  std::uint64_t m_burst = 1;
  TimePoint m_due;
};

}  // namespace synscope
