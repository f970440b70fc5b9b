#include "core/engine/base/native_error.h"
#include "core/engine/throughput/data_socket.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

namespace synscope {
namespace {

constexpr int kUdpReceiveBuffer = 16 * 1024 * 1024;

template <typename Value>
SocketError set(qintptr fd, int level, int option, const Value& value) {
  const int returned = ::setsockopt(static_cast<int>(fd), level, option, &value, sizeof value);
  return returned == 0 ? SocketError::kNone : lastSocketError();
}

SocketError setBuffer(qintptr fd, int option, std::uint32_t bytes) {
  if (const SocketError error = set(fd, SOL_SOCKET, option, static_cast<int>(bytes)); error != SocketError::kNone)
    return error;
  int given = 0;
  socklen_t length = sizeof given;
  ::getsockopt(static_cast<int>(fd), SOL_SOCKET, option, &given, &length);
  return static_cast<std::uint32_t>(given) < bytes ? SocketError::kOutOfMemory : SocketError::kNone;
}

SocketError setWindow(qintptr fd, std::uint32_t bytes) {
  const SocketError error = setBuffer(fd, SO_SNDBUF, bytes);
  return error == SocketError::kNone ? setBuffer(fd, SO_RCVBUF, bytes) : error;
}

SocketError setTos(qintptr fd, IpFamily family, int tos) {
  return family == IpFamily::kV4 ? set(fd, IPPROTO_IP, IP_TOS, tos) : set(fd, IPPROTO_IPV6, IPV6_TCLASS, tos);
}

SocketError setTcpOptions(qintptr fd, const ThroughputSettings& settings, const char*& step) {
  SocketError error = SocketError::kNone;
  step = "nodelay";
  if (settings.noDelay) error = set(fd, IPPROTO_TCP, TCP_NODELAY, 1);
  if (error != SocketError::kNone) return error;
  step = "mss";
  if (settings.mss > 0) error = set(fd, IPPROTO_TCP, TCP_MAXSEG, static_cast<int>(settings.mss));
  if (error != SocketError::kNone) return error;
  step = "congestion";
  return settings.congestion.empty() ? error : SocketError::kProtocolNotAvailable;
}

SocketError setUdpOptions(qintptr fd, const ThroughputSettings& settings, const char*& step) {
  if (settings.window == 0) set(fd, SOL_SOCKET, SO_RCVBUF, kUdpReceiveBuffer);
  step = "dont-fragment";
  return settings.dontFragment ? SocketError::kProtocolNotAvailable : SocketError::kNone;
}

}  // namespace

std::optional<DataSocketProblem> applyDataOptions(qintptr fd, IpFamily family, const ThroughputSettings& settings) {
  const char* step = "";
  const bool tcp = settings.protocol == Protocol::kTcp;
  const SocketError own = tcp ? setTcpOptions(fd, settings, step) : setUdpOptions(fd, settings, step);
  if (own != SocketError::kNone) return DataSocketProblem{step, own};
  if (settings.window > 0)
    if (const auto error = setWindow(fd, settings.window); error != SocketError::kNone)
      return DataSocketProblem{"window", error};
  if (settings.tos > 0)
    if (const auto error = setTos(fd, family, settings.tos); error != SocketError::kNone)
      return DataSocketProblem{"tos", error};
  if (settings.pacing > 0) return DataSocketProblem{"pacing", SocketError::kProtocolNotAvailable};
  return std::nullopt;
}

std::string congestionOf(qintptr) {
  return {};
}

std::optional<std::uint32_t> segmentSizeOf(qintptr fd) {
  int size = 0;
  socklen_t length = sizeof size;
  const int returned = ::getsockopt(static_cast<int>(fd), IPPROTO_TCP, TCP_MAXSEG, &size, &length);
  return returned == 0 && size > 0 ? std::optional(static_cast<std::uint32_t>(size)) : std::nullopt;
}

}  // namespace synscope
