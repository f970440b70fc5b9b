#pragma once

#include "core/engine/throughput/stream_counts.h"
#include "core/logic/kernel/tcp_info.h"

#include <optional>

namespace synscope {

/// Everything one stream tells at one moment, since it was started.
struct StreamReading {
  StreamCounts counts;
  std::optional<TcpInfo> info;
  std::optional<std::uint64_t> bufferDrops;
};

}  // namespace synscope
