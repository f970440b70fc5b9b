#include "core/logic/endpoint/roles/send_file_role.h"

#include "core/logic/endpoint/roles/role_limits.h"

namespace synscope {
namespace {

constexpr std::size_t kBlock = 1024;  // UDP: fits every link's MTU of 1,280 and more (RFC 8200 section 5).

}  // namespace

void SendFileRole::onConnected(const ConnectionRow& connection) {
  m_offsets.emplace(connection.id, 0);
  if (m_kind != EndpointKind::kUdp) sendNext(connection.id);
}

void SendFileRole::sendNext(ConnectionId to) {
  const auto found = m_offsets.find(to);
  if (found == m_offsets.end()) return;
  const auto piece = m_host.readFile(found->second, kRoleQueueLimit);
  found->second += piece.size();
  if (piece.empty()) {
    m_offsets.erase(found);
    m_host.close(to, CloseMode::kFin);
    return;
  }
  m_host.send(to, piece);
  m_speaker.sent(to);
}

void SendFileRole::onReceived(ConnectionId from, std::span<const std::byte>) {
  const auto found = m_offsets.find(from);
  if (m_kind != EndpointKind::kUdp || found == m_offsets.end() || m_host.queued(from) >= kRoleQueueLimit) return;
  const auto piece = m_host.readFile(found->second, kBlock);
  found->second += piece.size();
  m_host.send(from, piece);
}

void SendFileRole::onDrained(ConnectionId connection) {
  if (m_kind != EndpointKind::kUdp) sendNext(connection);
}

void SendFileRole::onGone(ConnectionId connection) {
  m_offsets.erase(connection);
  m_speaker.forget(connection);
}

void SendFileRole::onTime(TimePoint) {
  for (const ConnectionId id : m_speaker.dueNow())
    sendNext(id);
}

}  // namespace synscope
