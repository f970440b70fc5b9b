#pragma once

#include "core/logic/endpoint/server_role.h"

#include <set>

namespace synscope {

/// Tells date and time as text (RFC 867): to whoever connects, then closes; over UDP as the answer to any datagram.
class DaytimeRole final : public ServerRoleMachine {
 public:
  DaytimeRole(EndpointKind kind, RoleHost& host) : m_kind(kind), m_host(host) {}

  void onConnected(const ConnectionRow& connection) override;
  void onReceived(ConnectionId from, std::span<const std::byte> bytes) override;
  void onEndOfInput(ConnectionId) override {}
  void onGone(ConnectionId connection) override;

 private:
  void tell(ConnectionId to);

  EndpointKind m_kind;
  RoleHost& m_host;
  std::set<ConnectionId> m_silent;  ///< UDP peers that would answer for ever.
};

}  // namespace synscope
