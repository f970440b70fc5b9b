#pragma once

#include "core/logic/endpoint/server_role.h"

namespace synscope {

/// Throws away what it gets (RFC 863).
class DiscardRole final : public ServerRoleMachine {
 public:
  explicit DiscardRole(RoleHost& host) : m_host(host) {}

  void onConnected(const ConnectionRow&) override {}
  void onReceived(ConnectionId, std::span<const std::byte>) override {}
  void onEndOfInput(ConnectionId from) override { m_host.close(from, CloseMode::kFin); }

 private:
  RoleHost& m_host;
};

}  // namespace synscope
