#pragma once

#include "core/logic/endpoint/server_role.h"

#include <set>

namespace synscope {

/// Sends back what it gets (RFC 862), and ends when the peer has ended and got everything.
class EchoRole final : public ServerRoleMachine {
 public:
  EchoRole(EndpointKind kind, RoleHost& host) : m_kind(kind), m_host(host) {}

  void onConnected(const ConnectionRow& connection) override;
  void onReceived(ConnectionId from, std::span<const std::byte> bytes) override;
  void onDrained(ConnectionId connection) override;
  void onEndOfInput(ConnectionId from) override;
  void onGone(ConnectionId connection) override;

 private:
  EndpointKind m_kind;
  RoleHost& m_host;
  std::set<ConnectionId> m_silent;  ///< UDP peers that would answer for ever.
};

}  // namespace synscope
