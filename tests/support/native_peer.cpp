#include "tests/support/native_peer.h"

#include "core/engine/reach/native_socket.h"
#include "tests/support/scripted_peer.h"

#include <netinet/in.h>
#include <sys/socket.h>

#include <array>
#include <fcntl.h>
#include <poll.h>
#include <utility>

namespace synscope::test {
namespace {

constexpr timeval kPatience{10, 0};
constexpr int kFloodSilenceMs = 500;

int native(const UniqueFd& fd) {
  return static_cast<int>(fd.get());
}

/// Blocking calls that give up after a while.
void makePatient(const UniqueFd& fd) {
  setsockopt(native(fd), SOL_SOCKET, SO_RCVTIMEO, &kPatience, sizeof kPatience);
  setsockopt(native(fd), SOL_SOCKET, SO_SNDTIMEO, &kPatience, sizeof kPatience);
  fcntl(native(fd), F_SETFL, fcntl(native(fd), F_GETFL) & ~O_NONBLOCK);
}

}  // namespace

NativePeer::NativePeer(UniqueFd socket) : m_socket(std::move(socket)) {
  makePatient(m_socket);
}

NativePeer NativePeer::connectTo(quint16 port) {
  UniqueFd fd(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(native(fd), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) return {};
  return NativePeer(std::move(fd));
}

quint16 NativePeer::port() const {
  const auto local = localEndpoint(m_socket.get());
  return local ? local->port : quint16{0};
}

bool NativePeer::send(const QByteArray& bytes) {
  return ::send(native(m_socket), bytes.constData(), static_cast<size_t>(bytes.size()), MSG_NOSIGNAL) == bytes.size();
}

QByteArray NativePeer::read(qsizetype count) {
  QByteArray bytes(count, Qt::Uninitialized);
  const ssize_t got = ::recv(native(m_socket), bytes.data(), static_cast<size_t>(count), MSG_WAITALL);
  return bytes.left(std::max<qsizetype>(0, got));
}

QByteArray NativePeer::readAll(bool* cut) {
  QByteArray bytes;
  std::array<char, 65'536> buffer{};
  ssize_t got = 0;
  while ((got = ::recv(native(m_socket), buffer.data(), buffer.size(), 0)) > 0)
    bytes.append(buffer.data(), got);
  if (cut != nullptr) *cut = got < 0;
  return bytes;
}

void NativePeer::shutdownWrite() {
  ::shutdown(native(m_socket), SHUT_WR);
}

void NativePeer::reset() {
  constexpr linger kAtOnce{1, 0};
  setsockopt(native(m_socket), SOL_SOCKET, SO_LINGER, &kAtOnce, sizeof kAtOnce);
  m_socket.reset();
}

qsizetype NativePeer::flood() {
  static constexpr std::array<char, 65'536> kZeros{};
  qsizetype total = 0;
  pollfd ready{native(m_socket), POLLOUT, 0};
  while (poll(&ready, 1, kFloodSilenceMs) == 1) {
    const ssize_t sent = ::send(ready.fd, kZeros.data(), kZeros.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
    if (sent < 0) break;
    total += sent;
  }
  return total;
}

NativeListener::NativeListener() : m_socket(boundTcp({loopback(), 0}, 8)) {
  m_endpoint = localEndpoint(m_socket.get()).value_or(IpEndpoint{});
  makePatient(m_socket);
}

NativePeer NativeListener::accept() {
  UniqueFd fd(::accept4(native(m_socket), nullptr, nullptr, SOCK_CLOEXEC));
  return fd ? NativePeer(std::move(fd)) : NativePeer{};
}

}  // namespace synscope::test
