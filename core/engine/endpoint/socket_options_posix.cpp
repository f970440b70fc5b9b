#include "core/engine/base/native_address_posix.h"
#include "core/engine/base/native_error.h"
#include "core/engine/endpoint/socket_options.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

namespace synscope {
namespace {

/// macOS has its own name for the idle time (tcp(4)).
#ifdef TCP_KEEPIDLE
constexpr int kKeepIdle = TCP_KEEPIDLE;
#else
constexpr int kKeepIdle = TCP_KEEPALIVE;
#endif

SocketError set(qintptr fd, int level, int option, int value) {
  const int returned = setsockopt(static_cast<int>(fd), level, option, &value, sizeof value);
  return returned == 0 ? SocketError::kNone : lastSocketError();
}

SocketError setKeepalive(qintptr fd, const KeepaliveSettings& keepalive) {
  SocketError error = set(fd, SOL_SOCKET, SO_KEEPALIVE, 1);
  if (error == SocketError::kNone) error = set(fd, IPPROTO_TCP, kKeepIdle, keepalive.idleSeconds);
  if (error == SocketError::kNone) error = set(fd, IPPROTO_TCP, TCP_KEEPINTVL, keepalive.intervalSeconds);
  if (error == SocketError::kNone) error = set(fd, IPPROTO_TCP, TCP_KEEPCNT, keepalive.count);
  return error;
}

}  // namespace

SocketError applyTcpOptions(qintptr fd, const EndpointSettings& settings) {
  SocketError error = SocketError::kNone;
  if (settings.noDelay) error = set(fd, IPPROTO_TCP, TCP_NODELAY, 1);
  if (error == SocketError::kNone && settings.keepalive) error = setKeepalive(fd, *settings.keepalive);
  if (error == SocketError::kNone && settings.userTimeout) error = SocketError::kProtocolNotAvailable;
  return error;
}

SocketError setBufferSizes(qintptr fd, std::optional<int> sendBuffer, std::optional<int> receiveBuffer) {
  SocketError error = SocketError::kNone;
  if (sendBuffer) error = set(fd, SOL_SOCKET, SO_SNDBUF, *sendBuffer);
  if (error == SocketError::kNone && receiveBuffer) error = set(fd, SOL_SOCKET, SO_RCVBUF, *receiveBuffer);
  return error;
}

SocketError bindSource(qintptr fd, const IpEndpoint& source) {
  const auto address = toNative(source);
  if (!address) return SocketError::kNoSuchDevice;
  set(fd, SOL_SOCKET, SO_REUSEADDR, 1);
  const int returned = ::bind(static_cast<int>(fd), address->get(), address->length);
  return returned == 0 ? SocketError::kNone : lastSocketError();
}

SocketError bindToInterface(qintptr, const std::string&) {
  return SocketError::kProtocolNotAvailable;
}

void saveSyn(qintptr) {}

}  // namespace synscope
