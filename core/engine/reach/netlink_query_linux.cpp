#include "core/engine/reach/netlink_query_linux.h"

#include "core/engine/base/unique_fd.h"

#include <sys/socket.h>

#include <cerrno>
#include <vector>

namespace synscope {
namespace {

constexpr std::size_t kBufferSize = 64 * 1024;
constexpr int kMaximumDatagrams = 4096;  // Bounds a dump at 256 MiB of rows.

bool isDump(std::span<const std::byte> request) {
  const auto messages = splitMessages(request);
  return !messages.empty() && (messages.front().flags & kNetlinkDump) == kNetlinkDump;
}

/// Hands the messages of one datagram on. Returns false when the answer is complete.
bool handOver(std::span<const std::byte> datagram, const std::function<void(const NetlinkMessage&)>& each, int& error) {
  for (const NetlinkMessage& message : splitMessages(datagram)) {
    if (message.type == kNetlinkDone) return false;
    if (const auto code = errorOf(message)) {
      error = *code;
      return false;
    }
    each(message);
  }
  return true;
}

}  // namespace

int netlinkQuery(int protocol, std::span<const std::byte> request,
                 const std::function<void(const NetlinkMessage&)>& each) {
  const UniqueFd fd(::socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK, protocol));
  if (!fd) return errno;
  const int native = static_cast<int>(fd.get());
  if (::send(native, request.data(), request.size(), 0) < 0) return errno;
  std::vector<std::byte> buffer(kBufferSize);
  int error = 0;
  for (int i = 0; i < kMaximumDatagrams; ++i) {
    const auto size = ::recv(native, buffer.data(), buffer.size(), 0);
    if (size < 0) return errno;
    const bool more = handOver(std::span(buffer).first(static_cast<std::size_t>(size)), each, error);
    if (!more || !isDump(request)) return error;
  }
  return EMSGSIZE;
}

}  // namespace synscope
