#include "core/engine/kernel/socket_lookup.h"

namespace synscope {

SocketLookup::SocketLookup() : m_capability{false, "capability.socket-table.not-linux", {}} {}

std::optional<SocketRow> SocketLookup::find(const IpEndpoint&, const IpEndpoint&, bool& failed) {
  failed = true;
  return std::nullopt;
}

}  // namespace synscope
