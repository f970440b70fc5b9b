#include "core/engine/base/native_error.h"
#include "core/engine/throughput/data_socket.h"
#include "core/engine/throughput/data_socket_extras.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

namespace synscope {
namespace {

constexpr int kUdpReceiveBuffer = 16 * 1024 * 1024;  // The kernel gives what its limit (net.core.rmem_max) allows.

template <typename Value>
SocketError set(qintptr fd, int level, int option, const Value& value) {
  const int returned = ::setsockopt(static_cast<int>(fd), level, option, &value, sizeof value);
  return returned == 0 ? SocketError::kNone : lastSocketError();
}

/// Linux reports twice what was asked for (socket(7)), others the same: less means that it was cut.
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
  return settings.congestion.empty() ? error : setCongestion(fd, settings.congestion);
}

SocketError setUdpOptions(qintptr fd, IpFamily family, const ThroughputSettings& settings, const char*& step) {
  // A larger send buffer would only overrun the queue of the interface.
  if (settings.window == 0) set(fd, SOL_SOCKET, SO_RCVBUF, kUdpReceiveBuffer);
  step = "dont-fragment";
  return settings.dontFragment ? setDontFragment(fd, family) : SocketError::kNone;
}

}  // namespace

std::optional<DataSocketProblem> applyDataOptions(qintptr fd, IpFamily family, const ThroughputSettings& settings) {
  const char* step = "";
  const bool tcp = settings.protocol == Protocol::kTcp;
  const SocketError own = tcp ? setTcpOptions(fd, settings, step) : setUdpOptions(fd, family, settings, step);
  if (own != SocketError::kNone) return DataSocketProblem{step, own};
  if (settings.window > 0)
    if (const auto error = setWindow(fd, settings.window); error != SocketError::kNone)
      return DataSocketProblem{"window", error};
  if (settings.tos > 0)
    if (const auto error = setTos(fd, family, settings.tos); error != SocketError::kNone)
      return DataSocketProblem{"tos", error};
  if (settings.flowLabel > 0 && family == IpFamily::kV6) sendFlowLabel(fd);
  if (settings.pacing > 0)
    if (const auto error = setPacing(fd, settings.pacing); error != SocketError::kNone)
      return DataSocketProblem{"pacing", error};
  return std::nullopt;
}

std::optional<std::uint32_t> segmentSizeOf(qintptr fd) {
  int size = 0;
  socklen_t length = sizeof size;
  const int returned = ::getsockopt(static_cast<int>(fd), IPPROTO_TCP, TCP_MAXSEG, &size, &length);
  return returned == 0 && size > 0 ? std::optional(static_cast<std::uint32_t>(size)) : std::nullopt;
}

}  // namespace synscope
