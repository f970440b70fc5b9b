#include "core/engine/base/native_error.h"
#include "core/engine/diagnose/stream_io.h"

#include <sys/socket.h>

#include <cerrno>
#include <fcntl.h>

namespace synscope {
namespace {

/// Where send(2) has no such flag (macOS), openTcp() sets SO_NOSIGPIPE.
#ifdef MSG_NOSIGNAL
constexpr int kNoSignal = MSG_NOSIGNAL;
#else
constexpr int kNoSignal = 0;
#endif

}  // namespace

StreamRead readStream(qintptr fd, std::size_t limit) {
  StreamRead read;
  read.bytes.resize(limit);
  const ssize_t got = recv(static_cast<int>(fd), read.bytes.data(), limit, MSG_DONTWAIT);
  const int error = errno;
  read.bytes.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
  read.closed = got == 0;
  if (got < 0 && error != EAGAIN && error != EWOULDBLOCK && error != EINTR) read.error = socketErrorFromNative(error);
  return read;
}

std::size_t writeStream(qintptr fd, std::span<const std::byte> bytes) {
  const ssize_t sent = send(static_cast<int>(fd), bytes.data(), bytes.size(), MSG_DONTWAIT | kNoSignal);
  return sent > 0 ? static_cast<std::size_t>(sent) : 0;
}

UniqueFd duplicateSocket(qintptr fd) {
  return UniqueFd(fcntl(static_cast<int>(fd), F_DUPFD_CLOEXEC, 0));
}

}  // namespace synscope
