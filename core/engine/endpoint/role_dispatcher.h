#pragma once

#include "core/logic/endpoint/server_role.h"

#include <deque>
#include <functional>

namespace synscope {

/// Hands events to a role one after another: what a call of the role brings about while it runs (a connection it closed
/// is gone, for example) waits until that call has returned.
class RoleDispatcher {
 public:
  using Event = std::function<void(ServerRoleMachine&)>;

  explicit RoleDispatcher(std::unique_ptr<ServerRoleMachine> role = nullptr) : m_role(std::move(role)) {}

  ServerRoleMachine* role() const { return m_role.get(); }
  void tell(Event event);
  /// Copies the bytes only where they have to wait.
  void tellReceived(ConnectionId from, std::span<const std::byte> bytes);

 private:
  void run(const Event& event);

  std::unique_ptr<ServerRoleMachine> m_role;
  std::deque<Event> m_waiting;
  bool m_running = false;
};

}  // namespace synscope
