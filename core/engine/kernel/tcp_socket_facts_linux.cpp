#include "core/engine/kernel/tcp_socket_facts.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

namespace synscope {
namespace {

constexpr int kTcpSavedSyn = 28;          // TCP_SAVED_SYN, tcp(7)
constexpr std::size_t kLongestSyn = 256;  // Two headers with every option: at most 60 + 60, IPv6 extensions aside.

}  // namespace

std::optional<std::uint64_t> unreadBytes(qintptr fd) {
  int bytes = 0;
  if (::ioctl(static_cast<int>(fd), FIONREAD, &bytes) != 0 || bytes < 0) return std::nullopt;
  return static_cast<std::uint64_t>(bytes);
}

std::optional<Duration> userTimeout(qintptr fd) {
  unsigned milliseconds = 0;
  socklen_t length = sizeof milliseconds;
  const int failed = ::getsockopt(static_cast<int>(fd), IPPROTO_TCP, TCP_USER_TIMEOUT, &milliseconds, &length);
  if (failed != 0 || milliseconds == 0) return std::nullopt;
  return std::chrono::milliseconds(milliseconds);
}

std::vector<std::byte> savedSyn(qintptr fd) {
  std::vector<std::byte> bytes(kLongestSyn);
  socklen_t length = static_cast<socklen_t>(bytes.size());
  if (::getsockopt(static_cast<int>(fd), IPPROTO_TCP, kTcpSavedSyn, bytes.data(), &length) != 0) return {};
  bytes.resize(length);
  return bytes;
}

}  // namespace synscope
