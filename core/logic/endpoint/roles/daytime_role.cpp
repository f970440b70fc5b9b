#include "core/logic/endpoint/roles/daytime_role.h"

#include "core/logic/endpoint/roles/role_limits.h"

namespace synscope {

void DaytimeRole::onConnected(const ConnectionRow& connection) {
  if (m_kind == EndpointKind::kUdp) {
    if (answersByItself(connection.peer.port)) m_silent.insert(connection.id);
    return;
  }
  tell(connection.id);
  m_host.close(connection.id, CloseMode::kFin);
}

void DaytimeRole::onReceived(ConnectionId from, std::span<const std::byte>) {
  if (m_kind == EndpointKind::kUdp && !m_silent.contains(from) && m_host.queued(from) < kRoleQueueLimit) tell(from);
}

void DaytimeRole::onGone(ConnectionId connection) {
  m_silent.erase(connection);
}

void DaytimeRole::tell(ConnectionId to) {
  const std::string line = m_host.daytime() + "\r\n";
  m_host.send(to, std::as_bytes(std::span(line)));
}

}  // namespace synscope
