#include "core/engine/reach/native_socket.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>

namespace synscope {

std::optional<TcpInfo> tcpInfo(qintptr fd) {
  std::array<std::byte, 512> bytes{};
  socklen_t length = bytes.size();
  if (getsockopt(static_cast<int>(fd), IPPROTO_TCP, TCP_INFO, bytes.data(), &length) != 0) return std::nullopt;
  return decodeLinuxTcpInfo(std::span(bytes).first(std::min<std::size_t>(length, bytes.size())));
}

}  // namespace synscope
