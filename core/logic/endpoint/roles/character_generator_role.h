#pragma once

#include "core/logic/base/rng.h"
#include "core/logic/endpoint/roles/steady_speaker.h"
#include "core/logic/endpoint/server_role.h"

#include <set>

namespace synscope {

/// Line `number` (from 0) of the pattern of RFC 864: 72 of the 95 printing characters of ASCII in a ring, each line
/// starting one further, closed by CR LF.
std::string characterGeneratorLine(std::uint64_t number);

/// Sends characters without end (RFC 864). Over UDP every datagram is answered by one of 0 to 512 characters.
class CharacterGeneratorRole final : public ServerRoleMachine {
 public:
  CharacterGeneratorRole(EndpointKind kind, RoleHost& host, std::uint64_t seed = 1);

  void onConnected(const ConnectionRow& connection) override;
  void onReceived(ConnectionId from, std::span<const std::byte> bytes) override;
  void onDrained(ConnectionId connection) override;
  void onEndOfInput(ConnectionId from) override;
  void onGone(ConnectionId connection) override;
  void onTime(TimePoint now) override;

 private:
  void speak(ConnectionId to);

  EndpointKind m_kind;
  RoleHost& m_host;
  Rng m_rng;
  std::string m_rings;  ///< The pattern some times over; after it, it begins again.
  SteadySpeaker m_speaker;
  std::set<ConnectionId> m_peers;  ///< Those that are spoken to.
};

}  // namespace synscope
