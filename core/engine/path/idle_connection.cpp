#include "core/engine/path/idle_connection.h"

#include "core/engine/base/clock.h"
#include "core/engine/endpoint/socket_options.h"
#include "core/engine/endpoint/stream_calls.h"
#include "core/engine/reach/native_socket.h"

#include <array>

namespace synscope {
namespace {

using namespace std::chrono_literals;

constexpr Duration kAnswerLimit = 5s;  ///< After the third probe the kernel gives up.
constexpr Duration kLookEvery = 50ms;
constexpr int kMostWaits = 3;  ///< For a silence as long as the idle time, so often that long.

EndpointSettings probing() {
  EndpointSettings settings;
  settings.keepalive = KeepaliveSettings{1, 1, 3};
  return settings;
}

std::chrono::milliseconds wholeMs(Duration duration) {
  return std::chrono::ceil<std::chrono::milliseconds>(duration);
}

TcpAttempt::Options keepOpen(Duration timeout) {
  TcpAttempt::Options options;
  options.timeout = timeout;
  options.keepOpen = true;
  return options;
}

}  // namespace

IdleConnection::IdleConnection(IpEndpoint target, Duration idle, Duration connectTimeout, QObject* parent)
    : QObject(parent), m_attempt(std::move(target), keepOpen(connectTimeout), this), m_timer(this) {
  m_rung.idle = idle;
  m_timer.setSingleShot(true);
  m_timer.setTimerType(Qt::PreciseTimer);
  connect(&m_attempt, &Job::ended, this, &IdleConnection::opened);
  connect(&m_timer, &QTimer::timeout, this, [this] { m_rung.fate == IdleFate::kIdle ? probe() : look(); });
}

void IdleConnection::start() {
  m_attempt.start();
}

void IdleConnection::cancel() {
  if (!isDecided()) decide(IdleFate::kCancelled);
}

bool IdleConnection::isDecided() const {
  return m_rung.fate != IdleFate::kOpening && m_rung.fate != IdleFate::kIdle && m_rung.fate != IdleFate::kProbed;
}

void IdleConnection::opened() {
  if (isDecided()) return;
  m_fd = UniqueFd(m_attempt.takeSocket());
  m_rung.local = m_attempt.result().local;
  m_rung.opened = judge(m_attempt.result()).state;
  m_rung.error = m_attempt.result().error;
  if (!m_fd) return decide(IdleFate::kNotOpened);
  m_openedAt = m_quietSince = monotonicNow();
  m_notifier = std::make_unique<QSocketNotifier>(m_fd.get(), QSocketNotifier::Read);
  connect(m_notifier.get(), &QSocketNotifier::activated, this, &IdleConnection::readable);
  m_rung.fate = IdleFate::kIdle;
  m_timer.start(wholeMs(m_rung.idle));
  Q_EMIT changed();
}

/// What the server says is thrown away; the idle time then begins anew, for what it says keeps the path awake. One that
/// goes on talking is given up.
void IdleConnection::readable() {
  std::array<std::byte, 4096> bytes;
  const StreamResult read = receiveInto(m_fd.get(), bytes);
  if (read.bytes > 0) {
    if (m_rung.fate != IdleFate::kIdle) return;
    m_quietSince = monotonicNow();
    if (m_quietSince - m_openedAt > kMostWaits * m_rung.idle) return decide(IdleFate::kNeverIdle);
    m_timer.start(wholeMs(m_rung.idle));
    return;
  }
  if (!read.ended && read.error == SocketError::kNone) return;
  if (m_rung.fate == IdleFate::kIdle) m_rung.endedAfter = monotonicNow() - m_quietSince;
  m_rung.error = read.error;
  decide(read.error == SocketError::kNone ? IdleFate::kServerClosed : fateOf(read.error));
}

void IdleConnection::probe() {
  m_probedAt = monotonicNow();
  m_rung.fate = IdleFate::kProbed;
  m_rung.error = applyTcpOptions(m_fd.get(), probing());
  if (m_rung.error != SocketError::kNone) return decide(IdleFate::kCancelled);
  m_timer.start(wholeMs(kLookEvery));
  Q_EMIT changed();
}

/// Alive as soon as the kernel has heard an acknowledgement since the probe.
void IdleConnection::look() {
  const Duration since = monotonicNow() - m_probedAt;
  const auto info = tcpInfo(m_fd.get());
  if (info && info->lastAckReceivedMs && std::chrono::milliseconds(*info->lastAckReceivedMs) < since)
    return decide(IdleFate::kAlive);
  if (since >= kAnswerLimit) return decide(info ? IdleFate::kDropped : IdleFate::kAlive);
  m_timer.start(wholeMs(kLookEvery));
}

IdleFate IdleConnection::fateOf(SocketError error) const {
  return error == SocketError::kConnectionReset || error == SocketError::kBrokenPipe ? IdleFate::kReset
                                                                                     : IdleFate::kDropped;
}

void IdleConnection::decide(IdleFate fate) {
  m_rung.fate = fate;
  m_timer.stop();
  m_notifier.reset();
  if (m_fd) setResetOnClose(m_fd.get());
  m_fd = UniqueFd();
  m_attempt.cancel();
  Q_EMIT changed();
}

}  // namespace synscope
