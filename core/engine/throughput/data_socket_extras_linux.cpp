#include "core/engine/throughput/data_socket.h"
#include "core/engine/throughput/data_socket_extras.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <array>
#include <cstring>

namespace synscope {
namespace {

constexpr int kFlowInfoSend = 33;  // IPV6_FLOWINFO_SEND, linux/in6.h

template <typename Value>
SocketError set(qintptr fd, int level, int option, const Value& value) {
  const int returned = ::setsockopt(static_cast<int>(fd), level, option, &value, sizeof value);
  return returned == 0 ? SocketError::kNone : lastSocketError();
}

}  // namespace

SocketError setCongestion(qintptr fd, const std::string& name) {
  const int returned = ::setsockopt(static_cast<int>(fd), IPPROTO_TCP, TCP_CONGESTION, name.c_str(),
                                    static_cast<socklen_t>(name.size()));
  return returned == 0 ? SocketError::kNone : lastSocketError();
}

SocketError setPacing(qintptr fd, std::uint64_t bitsPerSecond) {
  return set(fd, SOL_SOCKET, SO_MAX_PACING_RATE, bitsPerSecond / 8);
}

SocketError setDontFragment(qintptr fd, IpFamily family) {
  return family == IpFamily::kV4 ? set(fd, IPPROTO_IP, IP_MTU_DISCOVER, IP_PMTUDISC_DO) : SocketError::kNone;
}

void sendFlowLabel(qintptr fd) {
  set(fd, IPPROTO_IPV6, kFlowInfoSend, 1);
}

std::string congestionOf(qintptr fd) {
  std::array<char, 16> name{};  // TCP_CA_NAME_MAX
  socklen_t length = name.size();
  if (::getsockopt(static_cast<int>(fd), IPPROTO_TCP, TCP_CONGESTION, name.data(), &length) != 0) return {};
  return {name.data(), ::strnlen(name.data(), length)};
}

}  // namespace synscope
