#include "core/engine/throughput/control_connector.h"

#include "core/engine/base/native_error.h"
#include "core/engine/endpoint/host_targets.h"
#include "core/engine/endpoint/socket_options.h"
#include "core/engine/reach/native_socket.h"
#include "core/engine/throughput/connection_options.h"
#include "core/engine/throughput/handshake_time.h"

namespace synscope {

ControlConnector::ControlConnector(ThroughputConnection connection, QObject* parent)
    : QObject(parent), m_connection(std::move(connection)) {}

ControlConnector::~ControlConnector() = default;

void ControlConnector::start() {
  const FamilyChoice family = familyChoice(m_connection.family, m_connection.bindAddress);
  m_resolver = new Resolver(m_connection.host, family, m_connection.connectTimeout, this);
  connect(m_resolver, &Resolver::ended, this, &ControlConnector::onResolved);
  m_resolver->start();
}

void ControlConnector::onResolved() {
  auto targets = targetsOf(m_resolver->result(), m_connection.port);
  if (!targets.ok()) return Q_EMIT failed(targets.error());
  m_targets = std::move(targets).value();
  tryNext();
}

void ControlConnector::tryNext() {
  const IpEndpoint target = m_targets.front();
  m_targets.pop_front();
  Q_EMIT connecting(target);
  TcpAttempt::Options options;
  options.timeout = m_connection.connectTimeout;
  options.keepOpen = true;
  options.prepare = [this](qintptr fd, IpFamily) {
    const SocketError error = applyConnectionOptions(fd, m_connection, Protocol::kTcp);
    if (error != SocketError::kNone || !m_connection.bindAddress) return error;
    return bindSource(fd, {*m_connection.bindAddress, 0});
  };
  m_attempt = new TcpAttempt(target, std::move(options), this);
  connect(m_attempt, &TcpAttempt::ended, this, &ControlConnector::onAttempted);
  m_attempt->start();
}

void ControlConnector::onAttempted() {
  const Attempt attempt = m_attempt->result();
  m_fd.reset(m_attempt->takeSocket());
  m_attempt->deleteLater();
  if (m_fd) {
    if (attempt.synRetransmits.value_or(0) == 0) m_handshake.emplace(attempt.startedAt, handshakeTime(attempt));
    setErrorQueue(m_fd.get(), attempt.target.address.family(), false);
    return Q_EMIT connected();
  }
  if (attempt.end == AttemptEnd::kNotSent && attempt.error == SocketError::kNoSuchDevice &&
      !m_connection.interface.empty())
    return Q_EMIT failed(
        Error{ErrorCode::kThroughputOption, "interface", m_connection.interface, nativeFromSocketError(attempt.error)});
  m_verdict = judge(attempt);
  if (!m_targets.empty()) return tryNext();
  Q_EMIT failed(
      Error{ErrorCode::kConnectFailed, "connect", attempt.target.toString(), nativeFromSocketError(attempt.error)});
}

}  // namespace synscope
