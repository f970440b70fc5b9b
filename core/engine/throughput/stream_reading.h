#pragma once

#include "core/engine/throughput/cpu_time.h"
#include "core/engine/throughput/stream_counts.h"
#include "core/logic/kernel/tcp_info.h"

#include <algorithm>
#include <optional>

namespace synscope {

/// What a stream's thread has seen on its own CPU clock.
struct StreamCpu {
  CpuTime used;
  TimePoint at;        ///< When it looked.
  bool ended = false;  ///< It ended then: it has used no more since.

  /// Until when this holds.
  TimePoint validAt(TimePoint now) const { return ended ? std::max(at, now) : at; }
};

/// Everything one stream tells at one moment, since it was started.
struct StreamReading {
  StreamCounts counts;
  std::optional<TcpInfo> info;
  std::optional<std::uint64_t> bufferDrops;
  std::optional<StreamCpu> cpu;
};

}  // namespace synscope
