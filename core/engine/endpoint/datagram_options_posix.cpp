#include "core/engine/endpoint/datagram_options_posix.h"

#include "core/engine/endpoint/datagram_calls.h"

namespace synscope {

const int kSharedPortOption = SO_REUSEPORT;

void tellDestination(qintptr, IpFamily) {}

PeerKey destinationOf(const msghdr&) {
  return {};
}

void setSource(msghdr&, const PeerKey&, std::span<std::byte>) {}

SocketError setBroadcastInterface(qintptr, unsigned) {
  return SocketError::kProtocolNotAvailable;
}

void hearOwnGroupsOnly(qintptr, IpFamily) {}

std::optional<std::uint32_t> droppedDatagrams(qintptr) {
  return std::nullopt;
}

}  // namespace synscope
