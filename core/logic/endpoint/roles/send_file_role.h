#pragma once

#include "core/logic/endpoint/roles/steady_speaker.h"
#include "core/logic/endpoint/server_role.h"

#include <map>

namespace synscope {

/// Sends a file to whoever connects, then a FIN. What the peer says is not read for meaning. Over UDP every datagram
/// that comes in is answered by the next 1,024 bytes, and by an empty datagram at the end.
class SendFileRole final : public ServerRoleMachine {
 public:
  SendFileRole(EndpointKind kind, RoleHost& host) : m_kind(kind), m_host(host), m_speaker(host) {}

  void onConnected(const ConnectionRow& connection) override;
  void onReceived(ConnectionId from, std::span<const std::byte> bytes) override;
  void onDrained(ConnectionId connection) override;
  void onEndOfInput(ConnectionId) override {}
  void onGone(ConnectionId connection) override;
  void onTime(TimePoint now) override;

 private:
  void sendNext(ConnectionId to);

  EndpointKind m_kind;
  RoleHost& m_host;
  SteadySpeaker m_speaker;
  std::map<ConnectionId, std::uint64_t> m_offsets;  ///< Those that have not got all of it yet.
};

}  // namespace synscope
