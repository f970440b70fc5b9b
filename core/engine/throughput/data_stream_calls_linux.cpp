#include "core/engine/throughput/data_stream_calls.h"

#include <linux/sockios.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/time.h>

#include <cerrno>
#include <fcntl.h>
#include <unistd.h>

namespace synscope {
namespace {

StreamStep failedStep() {
  if (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR) return {};
  return {0, false, errno};
}

}  // namespace

bool setPatience(qintptr fd, Duration patience) {
  const int native = static_cast<int>(fd);
  const int flags = ::fcntl(native, F_GETFL, 0);
  if (flags < 0 || ::fcntl(native, F_SETFL, flags & ~O_NONBLOCK) != 0) return false;
  timeval time{};
  time.tv_usec = static_cast<suseconds_t>(std::chrono::duration_cast<std::chrono::microseconds>(patience).count());
  return ::setsockopt(native, SOL_SOCKET, SO_SNDTIMEO, &time, sizeof time) == 0 &&
         ::setsockopt(native, SOL_SOCKET, SO_RCVTIMEO, &time, sizeof time) == 0;
}

StreamStep sendBytes(qintptr fd, std::span<const std::byte> bytes) {
  const ssize_t sent = ::send(static_cast<int>(fd), bytes.data(), bytes.size(), MSG_NOSIGNAL);
  return sent >= 0 ? StreamStep{static_cast<std::size_t>(sent)} : failedStep();
}

/// recv(2) by its number: wrappers that check memory take for granted that it writes what it returns.
StreamStep discardBytes(qintptr fd, std::span<std::byte> scratch, std::size_t most) {
  const long taken = ::syscall(SYS_recvfrom, static_cast<int>(fd), scratch.data(), most, MSG_TRUNC, nullptr, nullptr);
  if (taken > 0) return {static_cast<std::size_t>(taken)};
  return taken == 0 ? StreamStep{0, true} : failedStep();
}

std::size_t unsentBytes(qintptr fd) {
  int bytes = 0;
  return ::ioctl(static_cast<int>(fd), SIOCOUTQ, &bytes) == 0 && bytes > 0 ? static_cast<std::size_t>(bytes) : 0;
}

}  // namespace synscope
