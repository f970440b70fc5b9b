#include "core/engine/base/clock.h"
#include "core/engine/endpoint/tcp_transport.h"
#include "core/engine/endpoint/tls_preparation.h"

#include <algorithm>

namespace synscope {

std::optional<Error> TcpTransport::prepareTls(TlsSide side) {
  if (!m_settings.tls) return std::nullopt;
  auto context = TlsContext::create(side, *m_settings.tls);
  if (!context.ok()) return context.error();
  m_tls = std::move(context).value();
  return std::nullopt;
}

void TcpTransport::prepareTlsSoon(TlsSide side, std::function<void(const std::optional<Error>&)> then) {
  auto* preparation = new TlsPreparation(side, *m_settings.tls, this);
  connect(preparation, &Job::ended, this, [this, preparation, done = std::move(then)] {
    preparation->deleteLater();
    if (m_shutDown) return;
    const auto& context = preparation->result();
    if (context.ok()) m_tls = *context;
    done(context.ok() ? std::nullopt : std::optional(context.error()));
  });
  preparation->start();
}

/// A server that forwards ends TLS: what it sends on is in the clear.
bool TcpTransport::isSecured(bool outgoing) const {
  return m_tls && outgoing == (m_tls->side() == TlsSide::kClient);
}

void TcpTransport::beginHandshake(ConnectionId id, UniqueFd fd, const Ends& ends) {
  const std::string& asked = m_settings.tls->serverName;
  auto connection =
      std::make_unique<TlsConnection>(id, std::move(fd), ends.peer, m_around, static_cast<TlsOwner&>(*this), m_tls,
                                      asked.empty() ? m_settings.host : asked);
  TlsConnection& added = *connection;
  m_open.emplace(id, std::move(connection));
  m_handshakes.emplace(id, Handshake{&added, ends});
  m_handshakeLimits.emplace_back(monotonicNow() + m_settings.connectTimeout, id);
  if (!m_handshakeTimer.isActive()) onHandshakeTimer();
  if (!ends.outgoing) m_listener.onConnecting(id, ends.peer, false);
  if (m_open.contains(id) && !added.start()) added.closeNow(CloseMode::kReset);
}

/// All handshakes have the same limit, so that one timer and a queue are enough for any number of them.
void TcpTransport::onHandshakeTimer() {
  const TimePoint now = monotonicNow();
  while (!m_handshakeLimits.empty()) {
    const auto [limit, id] = m_handshakeLimits.front();
    const auto found = m_handshakes.find(id);
    if (found != m_handshakes.end() && limit > now) break;
    m_handshakeLimits.pop_front();
    if (found != m_handshakes.end()) found->second.connection->timeOut();
  }
  if (m_handshakeLimits.empty()) return;
  const auto wait = std::chrono::ceil<std::chrono::milliseconds>(m_handshakeLimits.front().first - now);
  m_handshakeTimer.start(std::max(wait, std::chrono::milliseconds(1)));
}

void TcpTransport::tlsShown(ConnectionId id, const TlsSession& session) {
  m_listener.onSecured(id, session);
}

void TcpTransport::tlsEstablished(ConnectionId id) {
  const auto found = m_handshakes.find(id);
  if (found == m_handshakes.end()) return;
  const Ends ends = found->second.ends;
  m_handshakes.erase(found);
  m_listener.onConnected(id, ends.local, ends.peer, ends.outgoing);
  if (!m_shutDown && find(id) != nullptr) onConnected(id);
}

}  // namespace synscope
