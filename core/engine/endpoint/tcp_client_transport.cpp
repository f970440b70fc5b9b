#include "core/engine/endpoint/tcp_client_transport.h"

#include "core/engine/base/resolver.h"
#include "core/engine/endpoint/connect_options.h"
#include "core/engine/endpoint/host_targets.h"

#include <algorithm>
#include <utility>

namespace synscope {

TcpClientTransport::TcpClientTransport(EndpointSettings settings, TransportListener& listener, LifeWatch* life,
                                       QObject* parent)
    : TcpTransport(std::move(settings), listener, life, parent), m_retry(this) {
  m_retry.setSingleShot(true);
  connect(&m_retry, &QTimer::timeout, this, &TcpClientTransport::resolve);
}

void TcpClientTransport::open() {
  if (const auto bad = findBadSetting(settings())) return giveUp(*bad);
  if (!settings().tls) return resolve();
  prepareTlsSoon(TlsSide::kClient, [this](const std::optional<Error>& bad) {
    if (bad)
      giveUp(*bad);
    else
      resolve();
  });
}

void TcpClientTransport::close(ConnectionId connection, CloseMode mode) {
  m_closedHere = m_closedHere || (connection == m_connection && mode != CloseMode::kHalf);
  TcpTransport::close(connection, mode);
}

void TcpClientTransport::resolve() {
  const bool literal = IpAddress::parse(settings().host).has_value();
  const auto host = literal ? Result<std::string>(settings().host) : encodeHost(settings().host);
  if (!host.ok()) return giveUp(host.error());
  m_resolver =
      new Resolver(*host, familyChoice(settings().family, settings().bindAddress), settings().connectTimeout, this);
  connect(m_resolver, &Job::ended, this, &TcpClientTransport::onResolved);
  m_resolver->start();
}

void TcpClientTransport::stop() {
  m_retry.stop();
  if (m_resolver == nullptr) return;
  disconnect(m_resolver, nullptr, this, nullptr);
  m_resolver->cancel();
  m_resolver->deleteLater();
  m_resolver = nullptr;
}

void TcpClientTransport::onResolved() {
  auto targets = targetsOf(m_resolver->result(), settings().port);
  stop();
  if (!targets.ok()) {
    listener().onFailed(0, targets.error());
    return tryAgainOrEnd();
  }
  m_targets = std::move(targets).value();
  tryNext();
}

void TcpClientTransport::tryNext() {
  const IpEndpoint target = m_targets.front();
  m_targets.pop_front();
  const ConnectionId id = tryConnect(target, [this](ConnectionId tried, const Attempt& attempt, bool connected) {
    onTried(tried, attempt, connected);
  });
  const auto local = localOfAttempt(id);
  if (local && !std::exchange(m_openedTold, true)) listener().onOpened(*local);
}

void TcpClientTransport::onTried(ConnectionId id, const Attempt& attempt, bool connected) {
  if (connected) {
    m_connection = id;
    return;
  }
  if (attempt.end == AttemptEnd::kCancelled) return endSoon();
  if (!m_targets.empty()) return tryNext();
  listener().onFailed(0, connectError(attempt));
  tryAgainOrEnd();
}

void TcpClientTransport::onConnected(ConnectionId) {
  m_failures = 0;
}

void TcpClientTransport::onInputEnded(ConnectionId id) {
  if (settings().reconnect) TcpTransport::close(id, CloseMode::kFin);
}

void TcpClientTransport::onGone(ConnectionId id) {
  if (id == m_connection) tryAgainOrEnd();
}

void TcpClientTransport::tryAgainOrEnd() {
  if (!settings().reconnect || m_closedHere || isShutDown()) return endSoon();
  const int doublings = std::min(m_failures++, 30);
  const Duration wait =
      std::min(settings().reconnect->first * (std::int64_t{1} << doublings), settings().reconnect->most);
  listener().onReconnecting(wait, m_failures);
  if (!isShutDown()) m_retry.start(std::chrono::ceil<std::chrono::milliseconds>(wait));
}

void TcpClientTransport::giveUp(const Error& error) {
  listener().onFailed(0, error);
  endSoon();
}

}  // namespace synscope
