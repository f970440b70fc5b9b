#include "tests/engine/endpoint/life_pair.h"

#include "core/engine/base/clock.h"
#include "core/engine/base/native_error.h"
#include "core/engine/reach/native_socket.h"
#include "core/engine/reach/tcp_attempt.h"
#include "tests/support/job_runner.h"
#include "tests/support/life_words.h"
#include "tests/support/scripted_peer.h"

#include <sys/socket.h>

#include <array>
#include <poll.h>
#include <utility>

namespace synscope::test {
namespace {

bool isReadable(int fd, int waitMs) {
  pollfd wanted{fd, POLLIN, 0};
  return ::poll(&wanted, 1, waitMs) == 1;
}

}  // namespace

LifePair::LifePair(bool acceptedEnd) : LifePair(boundTcp({loopback(), 0}, 4), {}, acceptedEnd) {}

LifePair::LifePair(UniqueFd listener, const IpEndpoint& target, bool acceptedEnd) : m_listener(std::move(listener)) {
  const IpEndpoint to = target.port != 0 ? target : localEndpoint(m_listener.get()).value_or(IpEndpoint{});
  TcpAttempt::Options options;
  options.keepOpen = true;
  TcpAttempt attempt(to, options);
  if (!acceptedEnd) m_watch.connecting(kId, monotonicNow(), to);
  if (!runToEnd(attempt)) return;
  const Attempt& result = attempt.result();
  if (!acceptedEnd) m_watch.attempted(kId, result, attempt.timeline());
  m_ours.reset(attempt.takeSocket());
  if (!m_ours || !isReadable(static_cast<int>(m_listener.get()), 5000)) return;
  m_theirs.reset(::accept4(static_cast<int>(m_listener.get()), nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC));
  if (!m_theirs) return;
  if (acceptedEnd) {
    std::swap(m_ours, m_theirs);
    m_watch.accepted(kId, monotonicNow(), to, *result.local, m_ours.get());
  }
  m_watch.attach(kId, m_ours.get());
  m_ok = true;
}

std::string LifePair::words(bool bothEnds) const {
  return lifeWords(life()->timeline, bothEnds);
}

void LifePair::write(const QByteArray& bytes) {
  const auto sent = ::send(native(), bytes.data(), static_cast<std::size_t>(bytes.size()), MSG_NOSIGNAL);
  const TimePoint now = monotonicNow();
  if (sent >= 0)
    m_watch.sent(kId, now, static_cast<std::size_t>(sent));
  else
    m_watch.failed(kId, now, EndpointCall::kSend, lastSocketError());
}

void LifePair::read() {
  std::array<char, 4096> bytes{};
  isReadable(native(), 5000);
  const auto got = ::recv(native(), bytes.data(), bytes.size(), 0);
  const TimePoint now = monotonicNow();
  if (got > 0)
    m_watch.received(kId, now, static_cast<std::size_t>(got));
  else if (got == 0)
    m_watch.endOfInput(kId, now);
  else
    m_watch.failed(kId, now, EndpointCall::kReceive, lastSocketError());
}

bool LifePair::readIfReady() {
  if (life()->state != TcpState::kClosed && isReadable(native(), 0)) read();
  return life()->state == TcpState::kClosed;
}

void LifePair::shutDown() {
  const TimePoint now = monotonicNow();
  ::shutdown(native(), SHUT_WR);
  m_watch.called(kId, now, EndpointCall::kShutdownWrite);
}

void LifePair::close() {
  m_watch.called(kId, monotonicNow(), EndpointCall::kClose);
  m_ours.reset();
}

void LifePair::abort() {
  setResetOnClose(m_ours.get());
  m_watch.called(kId, monotonicNow(), EndpointCall::kAbort);
  m_ours.reset();
}

}  // namespace synscope::test
