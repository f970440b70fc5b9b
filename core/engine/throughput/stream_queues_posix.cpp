#include "core/engine/throughput/data_stream_calls.h"

#include <sys/socket.h>

#include <algorithm>
#include <cerrno>

namespace synscope {

StreamStep discardBytes(qintptr fd, std::span<std::byte> scratch, std::size_t most) {
  const ssize_t taken = ::recv(static_cast<int>(fd), scratch.data(), std::min(most, scratch.size()), 0);
  if (taken > 0) return {static_cast<std::size_t>(taken)};
  return taken == 0 ? StreamStep{0, true} : failedStep(errno);
}

std::size_t unsentBytes(qintptr) {
  return 0;
}

}  // namespace synscope
