#pragma once

#include "core/engine/endpoint/peer_key.h"
#include "core/logic/reach/socket_error.h"

#include <QtGlobal>

#include <sys/socket.h>

#include <cstddef>
#include <span>

namespace synscope {

/// With which several sockets of this machine hear one group: SO_REUSEADDR or SO_REUSEPORT.
extern const int kSharedPortOption;

SocketError setBroadcastInterface(qintptr fd, unsigned index);
/// Groups that other programs have joined are not heard on this socket, where the system can tell them apart.
void hearOwnGroupsOnly(qintptr fd, IpFamily family);

/// Room for one control message with an address of either family.
constexpr std::size_t kDestinationControl = 64;
/// What tellDestination() asked for, out of a received message.
PeerKey destinationOf(const msghdr& received);
/// Makes `message` leave from that address; `control` has kDestinationControl bytes, aligned, and must stay.
void setSource(msghdr& message, const PeerKey& from, std::span<std::byte> control);

}  // namespace synscope
