#include "core/engine/throughput/data_stream_calls.h"

#include <linux/sockios.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>

#include <cerrno>
#include <unistd.h>

namespace synscope {

/// recv(2) by its number: wrappers that check memory take for granted that it writes what it returns.
StreamStep discardBytes(qintptr fd, std::span<std::byte> scratch, std::size_t most) {
  const long taken = ::syscall(SYS_recvfrom, static_cast<int>(fd), scratch.data(), most, MSG_TRUNC, nullptr, nullptr);
  if (taken > 0) return {static_cast<std::size_t>(taken)};
  return taken == 0 ? StreamStep{0, true} : failedStep(errno);
}

std::size_t unsentBytes(qintptr fd) {
  int bytes = 0;
  return ::ioctl(static_cast<int>(fd), SIOCOUTQ, &bytes) == 0 && bytes > 0 ? static_cast<std::size_t>(bytes) : 0;
}

}  // namespace synscope
