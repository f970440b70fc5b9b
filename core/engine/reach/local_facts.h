#pragma once

#include "core/logic/diagnose/evidence.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace synscope {

/// Questions this machine can answer about itself without sending a packet. None blocks for longer than a few
/// milliseconds; where a system does not tell, `known` is false or the optional is empty.

/// Route, interface and source address the kernel would use (Linux: rtnetlink(7) RTM_GETROUTE).
RouteEvidence routeTo(const IpAddress& destination);

/// Who listens on a port here (Linux: sock_diag(7); process through /proc where allowed).
ListenerEvidence listenersOn(std::uint16_t port, Protocol protocol);

/// Whether an address is one of this machine's own (loopback included).
bool isOwnAddress(const IpAddress& address);

/// State of the next hop towards an address in the neighbour table (Linux: RTM_GETNEIGH).
std::optional<NeighbourState> neighbourTowards(const IpAddress& destination);

}  // namespace synscope
