#include "core/engine/kernel/tcp_socket_facts.h"

#include <sys/ioctl.h>

namespace synscope {

std::optional<std::uint64_t> unreadBytes(qintptr fd) {
  int bytes = 0;
  if (::ioctl(static_cast<int>(fd), FIONREAD, &bytes) != 0 || bytes < 0) return std::nullopt;
  return static_cast<std::uint64_t>(bytes);
}

std::optional<Duration> userTimeout(qintptr) {
  return std::nullopt;
}

std::vector<std::byte> savedSyn(qintptr) {
  return {};
}

}  // namespace synscope
