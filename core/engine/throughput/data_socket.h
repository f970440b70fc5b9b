#pragma once

#include "core/logic/reach/socket_error.h"
#include "core/logic/throughput/throughput_settings.h"

#include <QtGlobal>

#include <optional>
#include <string>

namespace synscope {

/// Options of the sockets that carry a test's data.

/// The step that failed, "window", "mss", "congestion", "tos", "dont-fragment", "pacing", and how.
struct DataSocketProblem {
  const char* operation = "";
  SocketError error = SocketError::kNone;
};

/// Sets what the settings ask for, before connect(2) or listen(2): window, MSS, NODELAY, congestion control, TOS,
/// pacing, DF. UDP sockets get as much receive buffer as the system allows. @return The first that could not be set.
std::optional<DataSocketProblem> applyDataOptions(qintptr fd, IpFamily family, const ThroughputSettings& settings);

/// TCP_CONGESTION; empty where the system does not tell.
std::string congestionOf(qintptr fd);
/// TCP_MAXSEG: what fits in a segment now, bytes; nullopt where the system does not tell.
std::optional<std::uint32_t> segmentSizeOf(qintptr fd);

}  // namespace synscope
