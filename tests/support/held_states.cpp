#include "tests/support/held_states.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <array>
#include <poll.h>
#include <unistd.h>

namespace synscope::test {
namespace {

constexpr int kPatienceMs = 2000;

sockaddr_in loopback(quint16 port = 0) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return address;
}

bool bindTo(int fd, const sockaddr_in& address) {
  return ::bind(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
}

quint16 portOf(int fd) {
  sockaddr_in address{};
  socklen_t length = sizeof address;
  ::getsockname(fd, reinterpret_cast<sockaddr*>(&address), &length);
  return ntohs(address.sin_port);
}

bool becomes(int fd, short events) {
  pollfd wanted{fd, events, 0};
  return ::poll(&wanted, 1, kPatienceMs) == 1;
}

}  // namespace

HeldStates::HeldStates() {
  holdClosed();
  holdSynSent();
  holdSynReceived();
  holdHalfClosed();
  holdTimeWait();
  holdFinWait1();
  holdLastAck();
  holdClosing();
}

int HeldStates::keep(int fd) {
  m_ok = m_ok && fd >= 0;
  m_fds.emplace_back(fd);
  return fd;
}

int HeldStates::listenOn(int backlog, int option) {
  const int fd = keep(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  const int small = 4096, seconds = 30;
  ::setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &small, sizeof small);
  if (option != 0) ::setsockopt(fd, IPPROTO_TCP, option, &seconds, sizeof seconds);
  m_ok = m_ok && bindTo(fd, loopback()) && ::listen(fd, backlog) == 0;
  return fd;
}

int HeldStates::connectTo(int listener) {
  const int fd = keep(::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
  const int small = 4096;
  ::setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &small, sizeof small);
  const sockaddr_in target = loopback(portOf(listener));
  ::connect(fd, reinterpret_cast<const sockaddr*>(&target), sizeof target);
  return fd;
}

HeldStates::Pair HeldStates::connectedPair() {
  const int listener = listenOn(1);
  const int client = connectTo(listener);
  m_ok = m_ok && becomes(client, POLLOUT) && becomes(listener, POLLIN);
  return {client, keep(::accept4(listener, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC))};
}

/// Until nothing more is taken: the peer's window is closed then.
void HeldStates::fill(int fd) {
  const std::array<char, 65'536> bytes{};
  pollfd writable{fd, POLLOUT, 0};
  while (::poll(&writable, 1, 100) == 1)
    if (::send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL) < 0) break;
}

/// Until the peer's FIN.
void HeldStates::drain(int fd) {
  std::array<char, 65'536> bytes{};
  while (becomes(fd, POLLIN))
    if (::recv(fd, bytes.data(), bytes.size(), 0) <= 0) break;
}

void HeldStates::holdClosed() {
  const int fd = keep(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  m_ok = m_ok && bindTo(fd, loopback());
}

/// LISTEN with a full accept queue, ESTABLISHED, and SYN_SENT of the client that finds no room.
void HeldStates::holdSynSent() {
  const int listener = listenOn(0);
  m_fullPort = portOf(listener);
  m_ok = m_ok && becomes(connectTo(listener), POLLOUT);
  connectTo(listener);
}

void HeldStates::holdSynReceived() {
  const int listener = listenOn(5, TCP_DEFER_ACCEPT);
  m_deferredPort = portOf(listener);
  m_ok = m_ok && becomes(connectTo(listener), POLLOUT);
}

/// FIN_WAIT_2 and CLOSE_WAIT.
void HeldStates::holdHalfClosed() {
  const Pair pair = connectedPair();
  ::shutdown(pair.client, SHUT_WR);
  m_ok = m_ok && becomes(pair.server, POLLIN);
}

void HeldStates::holdTimeWait() {
  const Pair pair = connectedPair();
  ::shutdown(pair.client, SHUT_WR);
  drain(pair.server);
  ::shutdown(pair.server, SHUT_WR);
  drain(pair.client);
}

void HeldStates::holdFinWait1() {
  const Pair pair = connectedPair();
  fill(pair.client);
  ::shutdown(pair.client, SHUT_WR);
}

void HeldStates::holdLastAck() {
  const Pair pair = connectedPair();
  ::shutdown(pair.client, SHUT_WR);
  drain(pair.server);
  fill(pair.server);
  ::shutdown(pair.server, SHUT_WR);
}

void HeldStates::holdClosing() {
  const Pair pair = connectedPair();
  fill(pair.client);
  fill(pair.server);
  ::shutdown(pair.client, SHUT_WR);
  ::shutdown(pair.server, SHUT_WR);
  drain(pair.client);
}

}  // namespace synscope::test
