#pragma once

#include "core/logic/base/time.h"

#include <atomic>
#include <cstdint>

namespace synscope {

/// What one data stream has done since it was started: a value.
struct StreamCounts {
  std::uint64_t bytes = 0;
  std::uint64_t packets = 0;     ///< UDP receiver: the highest number seen; sender: datagrams sent.
  std::int64_t lost = 0;         ///< UDP receiver; late ones are taken off.
  std::uint64_t outOfOrder = 0;  ///< UDP receiver.
  Duration jitter{};             ///< UDP receiver.
  TimePoint lastData{};          ///< When bytes were last moved; the epoch before the first.
};

/// The same while it is being counted: one writer, the stream's thread; any number of readers. On cache lines of its
/// own.
struct alignas(64) StreamCounters {
  std::atomic<std::uint64_t> bytes = 0, packets = 0, outOfOrder = 0;
  std::atomic<std::int64_t> lost = 0, jitterNs = 0, lastDataNs = 0;

  StreamCounts read() const;
};

/// The only writer adds without a locked instruction.
template <typename Number>
void addRelaxed(std::atomic<Number>& counter, Number amount) {
  counter.store(counter.load(std::memory_order_relaxed) + amount, std::memory_order_relaxed);
}

}  // namespace synscope
