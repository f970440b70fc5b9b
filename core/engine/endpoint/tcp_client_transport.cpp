#include "core/engine/endpoint/tcp_client_transport.h"

#include "core/engine/base/resolver.h"
#include "core/engine/endpoint/connect_options.h"
#include "core/engine/endpoint/host_targets.h"

#include <utility>

namespace synscope {

void TcpClientTransport::open() {
  if (const auto bad = findBadSetting(settings())) return giveUp(*bad);
  const bool literal = IpAddress::parse(settings().host).has_value();
  const auto host = literal ? Result<std::string>(settings().host) : encodeHost(settings().host);
  if (!host.ok()) return giveUp(host.error());
  m_resolver =
      new Resolver(*host, familyChoice(settings().family, settings().bindAddress), settings().connectTimeout, this);
  connect(m_resolver, &Job::ended, this, &TcpClientTransport::onResolved);
  m_resolver->start();
}

void TcpClientTransport::stop() {
  if (m_resolver == nullptr) return;
  disconnect(m_resolver, nullptr, this, nullptr);
  m_resolver->cancel();
  m_resolver->deleteLater();
  m_resolver = nullptr;
}

void TcpClientTransport::onResolved() {
  auto targets = targetsOf(m_resolver->result(), settings().port);
  stop();
  if (!targets.ok()) return giveUp(targets.error());
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
  if (m_targets.empty()) return giveUp(connectError(attempt));
  tryNext();
}

void TcpClientTransport::onGone(ConnectionId id) {
  if (id == m_connection) endSoon();
}

void TcpClientTransport::giveUp(const Error& error) {
  listener().onFailed(0, error);
  endSoon();
}

}  // namespace synscope
