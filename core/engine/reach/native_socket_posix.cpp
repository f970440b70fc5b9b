#include "core/engine/base/native_address_posix.h"
#include "core/engine/base/native_error.h"
#include "core/engine/reach/native_socket.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <array>
#include <cerrno>
#include <cstring>

namespace synscope {
namespace {

int native(qintptr fd) {
  return static_cast<int>(fd);
}

SocketError failure(int returned) {
  return returned == 0 ? SocketError::kNone : lastSocketError();
}

using NameCall = int (*)(int, sockaddr*, socklen_t*);

std::optional<IpEndpoint> nameOf(qintptr fd, NameCall call) {
  sockaddr_storage storage{};
  socklen_t length = sizeof storage;
  auto* address = reinterpret_cast<sockaddr*>(&storage);
  if (call(native(fd), address, &length) != 0) return std::nullopt;
  return fromNative(address, length);
}

StartedConnect connectResult(int error) {
  if (error == 0) return {ConnectStart::kConnected, SocketError::kNone};
  if (error == EINPROGRESS || error == EINTR) return {ConnectStart::kPending, SocketError::kNone};
  return {ConnectStart::kFailed, socketErrorFromNative(error)};
}

void attachTtl(msghdr& message, std::span<std::byte> control, IpFamily family, int ttl) {
  message.msg_control = control.data();
  message.msg_controllen = CMSG_SPACE(sizeof ttl);
  cmsghdr* header = CMSG_FIRSTHDR(&message);
  header->cmsg_level = family == IpFamily::kV4 ? IPPROTO_IP : IPPROTO_IPV6;
  header->cmsg_type = family == IpFamily::kV4 ? IP_TTL : IPV6_HOPLIMIT;
  header->cmsg_len = CMSG_LEN(sizeof ttl);
  std::memcpy(CMSG_DATA(header), &ttl, sizeof ttl);
}

}  // namespace

SocketError setTtl(qintptr fd, IpFamily family, int ttl) {
  if (family == IpFamily::kV4) return failure(setsockopt(native(fd), IPPROTO_IP, IP_TTL, &ttl, sizeof ttl));
  return failure(setsockopt(native(fd), IPPROTO_IPV6, IPV6_UNICAST_HOPS, &ttl, sizeof ttl));
}

SocketError setMaximumSegment(qintptr fd, int bytes) {
  return failure(setsockopt(native(fd), IPPROTO_TCP, TCP_MAXSEG, &bytes, sizeof bytes));
}

void setResetOnClose(qintptr fd) {
  const linger now{1, 0};
  setsockopt(native(fd), SOL_SOCKET, SO_LINGER, &now, sizeof now);
}

StartedConnect startConnect(qintptr fd, const IpEndpoint& target, std::uint32_t flowLabel) {
  auto address = toNative(target);
  if (!address) return {ConnectStart::kFailed, SocketError::kNoSuchDevice};
  if (target.address.isV6()) reinterpret_cast<sockaddr_in6&>(address->storage).sin6_flowinfo = htonl(flowLabel);
  return connectResult(::connect(native(fd), address->get(), address->length) == 0 ? 0 : errno);
}

std::optional<IpEndpoint> localEndpoint(qintptr fd) {
  return nameOf(fd, &getsockname);
}

std::optional<IpEndpoint> peerEndpoint(qintptr fd) {
  return nameOf(fd, &getpeername);
}

SocketError sendDatagram(qintptr fd, const IpEndpoint& target, std::span<const std::byte> payload,
                         std::optional<int> ttl) {
  auto address = toNative(target);
  if (!address) return SocketError::kNoSuchDevice;
  iovec data{const_cast<std::byte*>(payload.data()), payload.size()};
  alignas(cmsghdr) std::array<std::byte, CMSG_SPACE(sizeof(int))> control{};
  msghdr message{};
  message.msg_name = &address->storage;
  message.msg_namelen = address->length;
  message.msg_iov = &data;
  message.msg_iovlen = 1;
  if (ttl) attachTtl(message, control, target.address.family(), *ttl);
  return ::sendmsg(native(fd), &message, 0) < 0 ? lastSocketError() : SocketError::kNone;
}

std::optional<ReceivedDatagram> receiveDatagram(qintptr fd, std::size_t limit) {
  ReceivedDatagram datagram;
  datagram.payload.resize(limit);
  sockaddr_storage storage{};
  socklen_t length = sizeof storage;
  auto* address = reinterpret_cast<sockaddr*>(&storage);
  const auto size = ::recvfrom(native(fd), datagram.payload.data(), limit, MSG_DONTWAIT, address, &length);
  const auto from = size < 0 ? std::nullopt : fromNative(address, length);
  if (!from) return std::nullopt;
  datagram.from = *from;
  datagram.payload.resize(static_cast<std::size_t>(size));
  return datagram;
}

}  // namespace synscope
