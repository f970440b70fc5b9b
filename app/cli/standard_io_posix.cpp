#include "app/cli/standard_io.h"

#include <sys/socket.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <climits>
#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

namespace synscope {
namespace {

/// Our own open file description of a stream. Linux, proc(5): opening /proc/self/fd/N makes a new one of the same pipe
/// or terminal. Elsewhere there is none, and the stream is asked with poll(2) before each small write.
constexpr const char* kOutputAgain = "/proc/self/fd/1";

bool isReadyFor(short events, int fd) {
  pollfd one{fd, events, 0};
  return poll(&one, 1, 0) == 1;
}

bool mustWait(int error) {
  return error == EAGAIN || error == EWOULDBLOCK || error == EINTR;
}

mode_t typeOf(int fd) {
  struct stat status {};
  return fstat(fd, &status) == 0 ? status.st_mode & S_IFMT : 0;
}

StandardIoResult resultOf(ssize_t count) {
  if (count >= 0) return {static_cast<std::size_t>(count), false, 0};
  if (mustWait(errno)) return {};
  return {0, errno == EPIPE || errno == ECONNRESET, errno};
}

}  // namespace

qintptr StandardInput::descriptor() const {
  return STDIN_FILENO;
}

bool StandardInput::isAlwaysReady() const {
  return typeOf(STDIN_FILENO) == S_IFREG;
}

StandardIoResult StandardInput::read(std::span<std::byte> buffer) {
  if (!isReadyFor(POLLIN, STDIN_FILENO)) return {};
  const ssize_t count = ::read(STDIN_FILENO, buffer.data(), buffer.size());
  const bool closed = count < 0 && errno == EBADF;  // "<&-" is an input that is empty.
  if (count == 0 || closed) return {0, true, 0};
  return resultOf(count);
}

StandardOutput::StandardOutput() {
  const mode_t type = typeOf(STDOUT_FILENO);
  if (type == S_IFSOCK) m_kind = Kind::kSocket;
  if (type != S_IFIFO && isatty(STDOUT_FILENO) != 1) return;
  m_reopened = UniqueFd(open(kOutputAgain, O_WRONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY));
  m_kind = m_reopened ? Kind::kNonBlocking : Kind::kPolled;
}

qintptr StandardOutput::descriptor() const {
  return m_reopened ? m_reopened.get() : STDOUT_FILENO;
}

StandardIoResult StandardOutput::write(std::span<const std::byte> bytes) {
  const int fd = static_cast<int>(descriptor());
  if (m_kind == Kind::kSocket) return resultOf(send(fd, bytes.data(), bytes.size(), MSG_DONTWAIT | MSG_NOSIGNAL));
  if (m_kind != Kind::kPolled) return resultOf(::write(fd, bytes.data(), bytes.size()));
  if (!isReadyFor(POLLOUT, fd)) return {};
  return resultOf(::write(fd, bytes.data(), std::min<std::size_t>(bytes.size(), PIPE_BUF)));  // pipe(7): does not wait.
}

void StandardOutput::close() {
  m_reopened.reset();
  m_kind = Kind::kPlain;
  const UniqueFd nothing(open("/dev/null", O_WRONLY | O_CLOEXEC));
  if (nothing) dup2(static_cast<int>(nothing.get()), STDOUT_FILENO);
}

}  // namespace synscope
