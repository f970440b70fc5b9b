#pragma once

#include "core/logic/endpoint/roles/relay_direction.h"

#include <map>
#include <set>

namespace synscope {

/// Connects every client with a host of its own choice and passes on what either says, FIN and reset included; where
/// settings say so, through impairments, drawn anew for each client and direction.
/// A host that cannot be reached resets its client, so that nobody takes it for an empty answer.
class ForwardRole final : public ServerRoleMachine {
 public:
  ForwardRole(EndpointKind kind, const std::optional<ImpairmentSettings>& impairment, RoleHost& host);

  void onConnected(const ConnectionRow& connection) override;
  void onReceived(ConnectionId from, std::span<const std::byte> bytes) override;
  void onDrained(ConnectionId connection) override;
  void onEndOfInput(ConnectionId from) override;
  void onGone(ConnectionId connection) override;
  void onTime(TimePoint now) override;
  ImpairmentCounters impairments() const override;

 private:
  struct Relay;

  std::unique_ptr<Impairer> makeImpairer();
  void addClient(ConnectionId client);
  void connectRelay(Relay& relay);
  Relay* find(ConnectionId end) const;
  void settle(Relay& relay);
  void passOnLoss(Relay& relay, ConnectionId lost);
  void plan(Relay& relay);
  void wakeForFirst();
  void remove(const std::shared_ptr<Relay>& relay);

  EndpointKind m_kind;
  ImpairmentSettings m_impairment;
  RoleHost& m_host;
  std::uint64_t m_directions = 0;                           ///< Made so far.
  std::map<ConnectionId, std::shared_ptr<Relay>> m_relays;  ///< By either end.
  std::set<std::pair<TimePoint, ConnectionId>> m_due;       ///< By client.
  ImpairmentCounters m_ended;                               ///< Of relays that are gone.
  std::optional<TimePoint> m_wake;                          ///< Asked for.
};

}  // namespace synscope
