#include "core/engine/base/native_address_posix.h"
#include "core/engine/base/native_error.h"
#include "core/engine/endpoint/socket_options.h"
#include "core/engine/endpoint/stream_calls.h"
#include "core/engine/reach/native_socket.h"

#include <sys/socket.h>
#include <sys/uio.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <fcntl.h>

namespace synscope {
namespace {

/// Where send(2) has no such flag (macOS), the socket has SO_NOSIGPIPE.
#ifdef MSG_NOSIGNAL
constexpr int kNoSignal = MSG_NOSIGNAL;
#else
constexpr int kNoSignal = 0;
#endif
constexpr std::size_t kMostPieces = 16;

int native(qintptr fd) {
  return static_cast<int>(fd);
}

bool isTransient(int error) {
  return error == EAGAIN || error == EWOULDBLOCK || error == EINTR;
}

StreamResult resultOf(ssize_t returned) {
  StreamResult result;
  if (returned > 0) result.bytes = static_cast<std::size_t>(returned);
  if (returned < 0 && !isTransient(errno)) {
    result.osCode = errno;
    result.error = socketErrorFromNative(result.osCode);
  }
  return result;
}

StreamResult readResult(ssize_t returned) {
  StreamResult result = resultOf(returned);
  result.ended = returned == 0;
  return result;
}

/// The connection went away before it was taken, or its error is passed on by accept(2), as Linux does.
bool concernsOneConnection(int error) {
  switch (error) {
    case ECONNABORTED:
    case EPROTO:
    case ENOPROTOOPT:
    case EHOSTDOWN:
    case EHOSTUNREACH:
    case ENETDOWN:
    case ENETUNREACH:
    case EINTR: return true;
    default: return false;
  }
}

bool makeOrdinary(int fd) {
#ifdef SO_NOSIGPIPE
  const int on = 1;
  setsockopt(fd, SOL_SOCKET, SO_NOSIGPIPE, &on, sizeof on);
#endif
  return fcntl(fd, F_SETFL, O_NONBLOCK) == 0 && fcntl(fd, F_SETFD, FD_CLOEXEC) == 0;
}

int bindAndListen(int fd, const IpEndpoint& local, int backlog) {
  const auto address = toNative(local);
  if (!address) return ENODEV;
  if (::bind(fd, address->get(), address->length) != 0) return errno;
  return ::listen(fd, backlog) == 0 ? 0 : errno;
}

}  // namespace

StreamResult receiveInto(qintptr fd, std::span<std::byte> buffer) {
  return readResult(::recv(native(fd), buffer.data(), buffer.size(), MSG_DONTWAIT));
}

StreamResult sendPieces(qintptr fd, std::span<const std::span<const std::byte>> pieces) {
  std::array<iovec, kMostPieces> vectors{};
  const std::size_t count = std::min(pieces.size(), kMostPieces);
  for (std::size_t i = 0; i < count; ++i)
    vectors[i] = {const_cast<std::byte*>(pieces[i].data()), pieces[i].size()};
  msghdr message{};
  message.msg_iov = vectors.data();
  message.msg_iovlen = static_cast<decltype(message.msg_iovlen)>(count);
  return resultOf(::sendmsg(native(fd), &message, MSG_DONTWAIT | kNoSignal));
}

void shutDownWriting(qintptr fd) {
  ::shutdown(native(fd), SHUT_WR);
}

StreamResult lookAhead(qintptr fd, bool inputEnded) {
  std::byte next{};
  if (!inputEnded) return readResult(::recv(native(fd), &next, 1, MSG_DONTWAIT | MSG_PEEK));
  StreamResult result;
  result.ended = true;
  socklen_t length = sizeof result.osCode;
  getsockopt(native(fd), SOL_SOCKET, SO_ERROR, &result.osCode, &length);
  result.error = socketErrorFromNative(result.osCode);
  return result;
}

AcceptedSocket acceptStream(qintptr listener) {
  AcceptedSocket accepted;
  sockaddr_storage storage{};
  auto* address = reinterpret_cast<sockaddr*>(&storage);
  for (int tries = 0; tries < 64; ++tries) {
    socklen_t length = sizeof storage;
    accepted.fd.reset(::accept(native(listener), address, &length));
    const int error = errno;
    if (!accepted.fd && concernsOneConnection(error)) continue;
    if (!accepted.fd && !isTransient(error)) {
      accepted.osCode = error;
      accepted.error = socketErrorFromNative(error);
    }
    if (accepted.fd && !makeOrdinary(native(accepted.fd.get()))) accepted.fd.reset();
    if (accepted.fd) accepted.peer = fromNative(address, length).value_or(IpEndpoint{});
    break;
  }
  return accepted;
}

ListeningSocket listenAt(const IpEndpoint& local, int backlog, std::optional<int> sendBuffer,
                         std::optional<int> receiveBuffer) {
  ListeningSocket listening;
  OpenedSocket opened = openTcp(local.address.family());
  listening.error = opened.error;
  listening.osCode = opened.fd ? 0 : errno;
  if (opened.error != SocketError::kNone) return listening;
  const int fd = native(opened.fd.get());
  setErrorQueue(fd, local.address.family(), false);
  const int on = 1;
  setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  setBufferSizes(fd, sendBuffer, receiveBuffer);
  saveSyn(fd);
  listening.osCode = bindAndListen(fd, local, backlog);
  listening.error = socketErrorFromNative(listening.osCode);
  if (listening.error != SocketError::kNone) return listening;
  listening.local = localEndpoint(fd).value_or(local);
  listening.fd = std::move(opened.fd);
  return listening;
}

}  // namespace synscope
