#include "core/engine/endpoint/tcp_transport.h"

#include "core/engine/base/clock.h"
#include "core/engine/endpoint/connect_options.h"
#include "core/engine/endpoint/stream_error.h"
#include "core/engine/reach/native_socket.h"
#include "core/engine/reach/tcp_attempt.h"

#include <utility>

namespace synscope {
namespace {

/// Large enough that a gigabyte takes few calls, small enough to stay in the cache.
constexpr std::size_t kReadBuffer = std::size_t{256} * 1024;

}  // namespace

TcpTransport::TcpTransport(EndpointSettings settings, TransportListener& listener, LifeWatch* life, QObject* parent)
    : Transport(parent),
      m_settings(std::move(settings)),
      m_listener(listener),
      m_life(life),
      m_watch(this),
      m_buffer(kReadBuffer),
      m_around{*this, m_watch, life, m_buffer},
      m_handshakeTimer(this) {
  m_handshakeTimer.setSingleShot(true);
  connect(&m_handshakeTimer, &QTimer::timeout, this, &TcpTransport::onHandshakeTimer);
}

TcpTransport::~TcpTransport() = default;

void TcpTransport::shutDown(CloseMode mode) {
  if (std::exchange(m_shutDown, true)) return;
  stop();
  const auto attempts = std::exchange(m_attempts, {});
  for (const auto& [id, attempt] : attempts)
    attempt->cancel();
  std::vector<ConnectionId> open;
  for (const auto& [id, connection] : m_open)
    open.push_back(id);
  for (const ConnectionId id : open) {
    if (StreamConnection* connection = find(id)) connection->closeNow(mode);
  }
  for (const auto& [id, attempt] : attempts) {
    if (m_life != nullptr) m_life->attempted(id, attempt->result(), attempt->timeline());
    m_listener.onDisconnected(id);
  }
  end();
}

void TcpTransport::endSoon() {
  QMetaObject::invokeMethod(
      this, [this] { end(); }, Qt::QueuedConnection);
}

void TcpTransport::end() {
  if (!std::exchange(m_over, true)) m_listener.onClosed();
}

StreamConnection* TcpTransport::find(ConnectionId id) const {
  const auto found = m_open.find(id);
  return found == m_open.end() ? nullptr : found->second.get();
}

bool TcpTransport::send(ConnectionId to, std::span<const std::byte> bytes) {
  StreamConnection* connection = find(to);
  return connection != nullptr && connection->send(bytes);
}

std::size_t TcpTransport::queued(ConnectionId connection) const {
  const StreamConnection* found = find(connection);
  return found == nullptr ? 0 : found->queued();
}

void TcpTransport::pauseReading(ConnectionId connection, bool paused) {
  if (StreamConnection* found = find(connection)) found->pauseReading(paused);
}

void TcpTransport::close(ConnectionId connection, CloseMode mode) {
  if (StreamConnection* found = find(connection)) return found->close(mode);
  const auto attempt = m_attempts.find(connection);
  if (attempt != m_attempts.end()) attempt->second->cancel();
}

ConnectionId TcpTransport::connectOut(const IpEndpoint& target) {
  return tryConnect(target, [this](ConnectionId id, const Attempt& attempt, bool connected) {
    if (!connected) m_listener.onFailed(id, connectError(attempt));
  });
}

ConnectionId TcpTransport::tryConnect(const IpEndpoint& target, Tried tried) {
  if (m_shutDown) return 0;
  const ConnectionId id = ++m_lastId;
  auto* attempt = new TcpAttempt(target, connectOptions(m_settings), this);
  m_attempts.emplace(id, attempt);
  connect(attempt, &Job::ended, this,
          [this, id, attempt, done = std::move(tried)] { onAttemptEnded(id, *attempt, done); });
  if (m_life != nullptr) m_life->connecting(id, monotonicNow(), target);
  m_listener.onConnecting(id, target, true);
  attempt->start();
  return id;
}

void TcpTransport::onAttemptEnded(ConnectionId id, TcpAttempt& attempt, const Tried& tried) {
  attempt.deleteLater();
  if (m_attempts.erase(id) == 0) return;  // Shut down meanwhile.
  const Attempt result = attempt.result();
  if (m_life != nullptr) m_life->attempted(id, result, attempt.timeline());
  m_listener.onAttempted(id, result);
  UniqueFd fd(attempt.takeSocket());
  const Ends ends{result.local.value_or(IpEndpoint{}), result.target, true};
  const bool connected = fd && adopt(id, std::move(fd), ends);
  if (!m_shutDown) tried(id, result, connected);
  if (connected) return;
  m_listener.onDisconnected(id);
  onGone(id);
}

std::optional<IpEndpoint> TcpTransport::localOfAttempt(ConnectionId id) const {
  const auto found = m_attempts.find(id);
  return found == m_attempts.end() ? std::nullopt : found->second->result().local;
}

void TcpTransport::adoptAccepted(UniqueFd fd, const IpEndpoint& peer) {
  const ConnectionId id = ++m_lastId;
  const auto local = localEndpoint(fd.get()).value_or(IpEndpoint{});
  applyTcpOptions(fd.get(), m_settings);
  if (m_life != nullptr) m_life->accepted(id, monotonicNow(), local, peer, fd.get());
  adopt(id, std::move(fd), {local, peer, false});
}

bool TcpTransport::adopt(ConnectionId id, UniqueFd fd, const Ends& ends) {
  if (m_life != nullptr) m_life->attach(id, fd.get());
  if (isSecured(ends.outgoing)) {
    beginHandshake(id, std::move(fd), ends);
    return true;
  }
  m_open.emplace(id, std::make_unique<PlainConnection>(id, std::move(fd), ends.peer, m_around));
  m_listener.onConnected(id, ends.local, ends.peer, ends.outgoing);
  StreamConnection* added = find(id);  // Unless it was closed by who was told.
  if (added != nullptr && !added->start()) added->closeNow(CloseMode::kReset);
  if (!m_shutDown) onConnected(id);
  return true;
}

void TcpTransport::streamReceived(ConnectionId id, TimePoint at, std::span<const std::byte> bytes) {
  m_listener.onReceived(id, at, bytes);
}

void TcpTransport::streamSent(ConnectionId id, TimePoint at, std::span<const std::byte> bytes) {
  m_listener.onSent(id, at, bytes);
}

void TcpTransport::streamDrained(ConnectionId id) {
  m_listener.onDrained(id);
}

void TcpTransport::streamWillDrain(ConnectionId id) {
  if (m_toDrain.empty())
    QMetaObject::invokeMethod(
        this, [this] { tellDrained(); }, Qt::QueuedConnection);
  m_toDrain.push_back(id);
}

void TcpTransport::tellDrained() {
  for (const ConnectionId id : std::exchange(m_toDrain, {})) {
    if (StreamConnection* connection = find(id)) connection->tellDrained();
  }
}

void TcpTransport::streamEnded(ConnectionId id) {
  m_listener.onEndOfInput(id);
  if (!m_shutDown) onInputEnded(id);
}

void TcpTransport::streamFailed(ConnectionId id, const Error& error) {
  m_listener.onFailed(id, error);
}

void TcpTransport::streamClosed(ConnectionId id) {
  const auto found = m_open.find(id);
  if (found == m_open.end()) return;
  if (m_ended.empty())
    QMetaObject::invokeMethod(
        this, [this] { m_ended.clear(); }, Qt::QueuedConnection);
  m_ended.push_back(std::move(found->second));
  m_open.erase(found);
  m_handshakes.erase(id);
  m_listener.onDisconnected(id);
  if (!m_shutDown) onGone(id);
}

}  // namespace synscope
