#include "core/logic/endpoint/roles/echo_role.h"

#include "core/logic/endpoint/roles/role_limits.h"

namespace synscope {

void EchoRole::onConnected(const ConnectionRow& connection) {
  if (m_kind == EndpointKind::kUdp && answersByItself(connection.peer.port)) m_silent.insert(connection.id);
}

void EchoRole::onReceived(ConnectionId from, std::span<const std::byte> bytes) {
  if (m_silent.contains(from)) return;
  m_host.send(from, bytes);
  if (m_host.queued(from) >= kRoleQueueLimit) m_host.pauseReading(from, true);
}

void EchoRole::onDrained(ConnectionId connection) {
  m_host.pauseReading(connection, false);
}

void EchoRole::onEndOfInput(ConnectionId from) {
  m_host.close(from, CloseMode::kFin);
}

void EchoRole::onGone(ConnectionId connection) {
  m_silent.erase(connection);
}

}  // namespace synscope
