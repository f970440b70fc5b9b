#pragma once

#include "core/engine/endpoint/datagram_calls.h"
#include "core/engine/endpoint/datagram_options_posix.h"

#include <netinet/in.h>
#include <sys/uio.h>

namespace synscope {

/// A sockaddr of either family, no bigger than it has to be.
union DatagramAddress {
  sockaddr any;
  sockaddr_in v4;
  sockaddr_in6 v6;
};

socklen_t pack(const PeerKey& key, DatagramAddress& address);
/// The address must be AF_INET or AF_INET6, as a UDP socket receives it.
PeerKey unpack(const DatagramAddress& address);

/// What a msghdr points to.
struct OutgoingMessage {
  DatagramAddress address;
  iovec data;
  alignas(cmsghdr) std::array<std::byte, kDestinationControl> control;
};

/// The result refers to `room` and the datagram's bytes.
msghdr fillMessage(const OutgoingDatagram& datagram, OutgoingMessage& room);

DatagramResult failedDatagramCall(int osCode);

}  // namespace synscope
