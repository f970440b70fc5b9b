#include "core/engine/base/clock.h"
#include "core/engine/base/native_error.h"
#include "core/engine/latency/stamped_receive.h"

#include <sys/socket.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <ctime>
#include <optional>

namespace synscope {
namespace {

/// A stamp further back than this is not of a packet that was just read: the clock was set meanwhile.
constexpr Duration kOldest = std::chrono::seconds(120);

Duration fromTimeSpec(const timespec& spec) {
  return std::chrono::seconds(spec.tv_sec) + std::chrono::nanoseconds(spec.tv_nsec);
}

std::optional<Duration> stampOf(msghdr& message) {
  for (cmsghdr* control = CMSG_FIRSTHDR(&message); control != nullptr; control = CMSG_NXTHDR(&message, control)) {
    if (control->cmsg_level != SOL_SOCKET || control->cmsg_type != SCM_TIMESTAMPNS) continue;
    timespec spec{};
    std::memcpy(&spec, CMSG_DATA(control), sizeof spec);
    return fromTimeSpec(spec);
  }
  return std::nullopt;
}

/// Stamps are of the wall clock; its distance to the monotonic one is taken now, so that a clock that is set only
/// disturbs what is on its way.
TimePoint toMonotonic(std::optional<Duration> stamp) {
  timespec wall{};
  clock_gettime(CLOCK_REALTIME, &wall);
  const TimePoint now = monotonicNow();
  if (!stamp) return now;
  const Duration age = fromTimeSpec(wall) - *stamp;
  return age < Duration{} || age > kOldest ? now : now - age;
}

bool isStream(int fd) {
  int type = 0;
  socklen_t length = sizeof type;
  return getsockopt(fd, SOL_SOCKET, SO_TYPE, &type, &length) == 0 && type == SOCK_STREAM;
}

}  // namespace

void stampArrivals(qintptr fd) {
  const int on = 1;
  setsockopt(static_cast<int>(fd), SOL_SOCKET, SO_TIMESTAMPNS, &on, sizeof on);
}

StampedRead receiveStamped(qintptr fd, std::span<std::byte> buffer) {
  const int native = static_cast<int>(fd);
  iovec data{buffer.data(), buffer.size()};
  alignas(cmsghdr) std::array<std::byte, 256> control;
  msghdr message{};
  message.msg_iov = &data;
  message.msg_iovlen = 1;
  message.msg_control = control.data();
  message.msg_controllen = control.size();
  const ssize_t got = recvmsg(native, &message, MSG_DONTWAIT);
  const int error = errno;
  StampedRead read;
  read.at = toMonotonic(got > 0 ? stampOf(message) : std::nullopt);
  if (got > 0) read.result.bytes = static_cast<std::size_t>(got);
  if (got == 0) read.result.ended = isStream(native);
  if (got >= 0 || error == EAGAIN || error == EWOULDBLOCK || error == EINTR) return read;
  read.result.error = socketErrorFromNative(error);
  read.result.osCode = error;
  return read;
}

}  // namespace synscope
