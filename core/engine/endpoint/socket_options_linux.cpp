#include "core/engine/base/native_address_posix.h"
#include "core/engine/base/native_error.h"
#include "core/engine/endpoint/socket_options.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <algorithm>
#include <limits>

namespace synscope {
namespace {

SocketError set(qintptr fd, int level, int option, int value) {
  const int returned = setsockopt(static_cast<int>(fd), level, option, &value, sizeof value);
  return returned == 0 ? SocketError::kNone : lastSocketError();
}

SocketError setKeepalive(qintptr fd, const KeepaliveSettings& keepalive) {
  SocketError error = set(fd, SOL_SOCKET, SO_KEEPALIVE, 1);
  if (error == SocketError::kNone) error = set(fd, IPPROTO_TCP, TCP_KEEPIDLE, keepalive.idleSeconds);
  if (error == SocketError::kNone) error = set(fd, IPPROTO_TCP, TCP_KEEPINTVL, keepalive.intervalSeconds);
  if (error == SocketError::kNone) error = set(fd, IPPROTO_TCP, TCP_KEEPCNT, keepalive.count);
  return error;
}

int milliseconds(Duration duration) {
  constexpr auto kMost = static_cast<Duration::rep>(std::numeric_limits<int>::max());
  return static_cast<int>(
      std::clamp<Duration::rep>(std::chrono::ceil<std::chrono::milliseconds>(duration).count(), 0, kMost));
}

}  // namespace

SocketError applyTcpOptions(qintptr fd, const EndpointSettings& settings) {
  SocketError error = SocketError::kNone;
  if (settings.noDelay) error = set(fd, IPPROTO_TCP, TCP_NODELAY, 1);
  if (error == SocketError::kNone && settings.keepalive) error = setKeepalive(fd, *settings.keepalive);
  if (error == SocketError::kNone && settings.userTimeout)
    error = set(fd, IPPROTO_TCP, TCP_USER_TIMEOUT, milliseconds(*settings.userTimeout));
  return error;
}

SocketError setBufferSizes(qintptr fd, std::optional<int> sendBuffer, std::optional<int> receiveBuffer) {
  SocketError error = SocketError::kNone;
  if (sendBuffer) error = set(fd, SOL_SOCKET, SO_SNDBUF, *sendBuffer);
  if (error == SocketError::kNone && receiveBuffer) error = set(fd, SOL_SOCKET, SO_RCVBUF, *receiveBuffer);
  return error;
}

/// Without a port the kernel picks one in connect(2), where a port may serve several destinations at once
/// (ip(7), IP_BIND_ADDRESS_NO_PORT).
SocketError bindSource(qintptr fd, const IpEndpoint& source) {
  const auto address = toNative(source);
  if (!address) return SocketError::kNoSuchDevice;
  set(fd, SOL_SOCKET, SO_REUSEADDR, 1);
  if (source.port == 0) set(fd, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, 1);
  const int returned = ::bind(static_cast<int>(fd), address->get(), address->length);
  return returned == 0 ? SocketError::kNone : lastSocketError();
}

SocketError bindToInterface(qintptr fd, const std::string& interface) {
  const int returned = setsockopt(static_cast<int>(fd), SOL_SOCKET, SO_BINDTODEVICE, interface.c_str(),
                                  static_cast<socklen_t>(interface.size()));
  return returned == 0 ? SocketError::kNone : lastSocketError();
}

void saveSyn(qintptr fd) {
  set(fd, IPPROTO_TCP, TCP_SAVE_SYN, 1);
}

}  // namespace synscope
