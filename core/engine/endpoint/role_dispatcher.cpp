#include "core/engine/endpoint/role_dispatcher.h"

#include <utility>

namespace synscope {

void RoleDispatcher::tell(Event event) {
  if (!m_role) return;
  if (m_running)
    m_waiting.push_back(std::move(event));
  else
    run(event);
}

void RoleDispatcher::tellReceived(ConnectionId from, std::span<const std::byte> bytes) {
  if (!m_running) return tell([&](ServerRoleMachine& role) { role.onReceived(from, bytes); });
  tell([from, kept = std::vector<std::byte>(bytes.begin(), bytes.end())](ServerRoleMachine& role) {
    role.onReceived(from, kept);
  });
}

void RoleDispatcher::run(const Event& event) {
  m_running = true;
  event(*m_role);
  while (!m_waiting.empty()) {
    const Event next = std::move(m_waiting.front());
    m_waiting.pop_front();
    next(*m_role);
  }
  m_running = false;
}

}  // namespace synscope
