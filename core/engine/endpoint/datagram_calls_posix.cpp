#include "core/engine/base/native_address_posix.h"
#include "core/engine/base/native_error.h"
#include "core/engine/endpoint/datagram_address_posix.h"
#include "core/engine/endpoint/datagram_calls.h"
#include "core/engine/endpoint/datagram_options_posix.h"

#include <net/if.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <cerrno>

namespace synscope {
namespace {

SocketError failure(int returned) {
  return returned == 0 ? SocketError::kNone : lastSocketError();
}

SocketError set(qintptr fd, int level, int option, int value) {
  return failure(setsockopt(static_cast<int>(fd), level, option, &value, sizeof value));
}

SocketError setMulticastInterface(qintptr fd, IpFamily family, unsigned index) {
  if (family == IpFamily::kV6) return set(fd, IPPROTO_IPV6, IPV6_MULTICAST_IF, static_cast<int>(index));
  ip_mreqn request{};
  request.imr_ifindex = static_cast<int>(index);
  return failure(setsockopt(static_cast<int>(fd), IPPROTO_IP, IP_MULTICAST_IF, &request, sizeof request));
}

}  // namespace

SocketError bindDatagrams(qintptr fd, const IpEndpoint& local, bool shared) {
  const auto address = toNative(local);
  if (!address) return SocketError::kNoSuchDevice;
  if (shared) set(fd, SOL_SOCKET, kSharedPortOption, 1);
  return failure(::bind(static_cast<int>(fd), address->get(), address->length));
}

SocketError connectDatagrams(qintptr fd, const PeerKey& peer) {
  DatagramAddress address;
  const socklen_t length = pack(peer, address);
  return failure(::connect(static_cast<int>(fd), &address.any, length));
}

SocketError setBroadcast(qintptr fd, const std::string& interface) {
  const auto index = zoneIndex(interface);
  if (!index) return SocketError::kNoSuchDevice;
  if (const auto error = set(fd, SOL_SOCKET, SO_BROADCAST, 1); error != SocketError::kNone) return error;
  return *index == 0 ? SocketError::kNone : setBroadcastInterface(fd, *index);
}

SocketError setMulticastOut(qintptr fd, IpFamily family, const EndpointSettings& settings) {
  const bool v4 = family == IpFamily::kV4;
  const auto index = zoneIndex(settings.interface);
  if (!index) return SocketError::kNoSuchDevice;
  SocketError error = *index == 0 ? SocketError::kNone : setMulticastInterface(fd, family, *index);
  if (error == SocketError::kNone)
    error = v4 ? set(fd, IPPROTO_IP, IP_MULTICAST_TTL, settings.multicastTtl)
               : set(fd, IPPROTO_IPV6, IPV6_MULTICAST_HOPS, settings.multicastTtl);
  const int loop = settings.multicastLoopback ? 1 : 0;
  if (error == SocketError::kNone)
    error = v4 ? set(fd, IPPROTO_IP, IP_MULTICAST_LOOP, loop) : set(fd, IPPROTO_IPV6, IPV6_MULTICAST_LOOP, loop);
  return error;
}

SocketError joinGroup(qintptr fd, const IpAddress& group, const std::string& interface) {
  const auto index = zoneIndex(group.zone().empty() ? interface : group.zone());
  const auto address = toNative({group, 0});
  if (!index || !address) return SocketError::kNoSuchDevice;
  group_req request{};
  request.gr_interface = *index;
  std::memcpy(&request.gr_group, &address->storage, address->length);
  hearOwnGroupsOnly(fd, group.family());
  const int level = group.isV4() ? IPPROTO_IP : IPPROTO_IPV6;
  return failure(setsockopt(static_cast<int>(fd), level, MCAST_JOIN_GROUP, &request, sizeof request));
}

msghdr fillMessage(const OutgoingDatagram& datagram, OutgoingMessage& room) {
  msghdr message{};
  if (datagram.to != nullptr) {
    message.msg_name = &room.address;
    message.msg_namelen = pack(*datagram.to, room.address);
  }
  room.data = {const_cast<std::byte*>(datagram.bytes.data()), datagram.bytes.size()};
  message.msg_iov = &room.data;
  message.msg_iovlen = 1;
  if (datagram.from != nullptr) setSource(message, *datagram.from, room.control);
  return message;
}

DatagramResult failedDatagramCall(int osCode) {
  if (osCode == EAGAIN || osCode == EWOULDBLOCK) return {SocketError::kNone, osCode, true};
  return {socketErrorFromNative(osCode), osCode, false};
}

}  // namespace synscope
