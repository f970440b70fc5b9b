#include "core/engine/throughput/data_stream_calls.h"

#include <sys/socket.h>
#include <sys/time.h>

#include <cerrno>
#include <fcntl.h>

namespace synscope {

StreamStep failedStep(int osCode) {
  const bool again = osCode == EAGAIN || osCode == EWOULDBLOCK || osCode == EINTR || osCode == ENOBUFS;
  return again ? StreamStep{} : StreamStep{0, false, osCode};
}

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
  return sent >= 0 ? StreamStep{static_cast<std::size_t>(sent)} : failedStep(errno);
}

}  // namespace synscope
