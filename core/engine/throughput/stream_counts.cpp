#include "core/engine/throughput/stream_counts.h"

namespace synscope {

StreamCounts StreamCounters::read() const {
  constexpr auto kRelaxed = std::memory_order_relaxed;
  StreamCounts counts;
  counts.bytes = bytes.load(kRelaxed);
  counts.packets = packets.load(kRelaxed);
  counts.lost = lost.load(kRelaxed);
  counts.outOfOrder = outOfOrder.load(kRelaxed);
  counts.jitter = Duration(jitterNs.load(kRelaxed));
  counts.lastData = TimePoint(Duration(lastDataNs.load(kRelaxed)));
  return counts;
}

}  // namespace synscope
