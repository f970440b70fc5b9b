#include "core/logic/endpoint/roles/forward_role.h"

#include "core/logic/endpoint/datagram_impairer.h"
#include "core/logic/endpoint/stream_impairer.h"

#include <algorithm>

namespace synscope {

struct ForwardRole::Relay {
  ConnectionId client = 0, server = 0;
  RelayDirection forth, back;  ///< From the client; to the client.
  bool connected = false;
  bool clientGone = false, serverGone = false;
  bool closing = false;  ///< Both ends have been told to go.
  std::optional<TimePoint> due;

  Relay(RoleHost& host, std::unique_ptr<Impairer> a, std::unique_ptr<Impairer> b)
      : forth(host, std::move(a)), back(host, std::move(b)) {}

  RelayDirection& from(ConnectionId end) { return end == client ? forth : back; }
  RelayDirection& to(ConnectionId end) { return end == client ? back : forth; }
  ImpairmentCounters counters() const {
    ImpairmentCounters sum = forth.counters();
    return sum += back.counters();
  }
  bool gone(ConnectionId end) const { return end == client ? clientGone : serverGone; }
};

ForwardRole::ForwardRole(EndpointKind kind, const std::optional<ImpairmentSettings>& impairment, RoleHost& host)
    : m_kind(kind), m_impairment(impairment.value_or(ImpairmentSettings{})), m_host(host) {}

/// Every direction has lots of its own, which depend on the seed and on how many there were before.
std::unique_ptr<Impairer> ForwardRole::makeImpairer() {
  const std::uint64_t seed = Rng(m_impairment.seed + m_directions++).next();
  if (m_kind == EndpointKind::kUdp) return std::make_unique<DatagramImpairer>(m_impairment, seed);
  return std::make_unique<StreamImpairer>(m_impairment, seed);
}

void ForwardRole::onConnected(const ConnectionRow& connection) {
  if (Relay* relay = find(connection.id); relay != nullptr) return connectRelay(*relay);
  if (!connection.outgoing) addClient(connection.id);
}

void ForwardRole::addClient(ConnectionId client) {
  const ConnectionId server = m_host.connectOut(client);
  if (server == 0) return m_host.close(client, CloseMode::kReset);
  auto forth = makeImpairer();
  auto relay = std::make_shared<Relay>(m_host, std::move(forth), makeImpairer());
  relay->client = client;
  relay->server = server;
  relay->forth.setEnds(client, server);
  relay->back.setEnds(server, client);
  m_relays[client] = m_relays[server] = relay;
  m_host.setPartner(client, server);
  m_host.setPartner(server, client);
  relay->forth.pump();
}

void ForwardRole::connectRelay(Relay& relay) {
  relay.connected = true;
  relay.forth.open();
  relay.back.open();
  settle(relay);
}

ForwardRole::Relay* ForwardRole::find(ConnectionId end) const {
  const auto found = m_relays.find(end);
  return found == m_relays.end() ? nullptr : found->second.get();
}

void ForwardRole::onReceived(ConnectionId from, std::span<const std::byte> bytes) {
  Relay* relay = find(from);
  if (relay == nullptr) return;
  relay->from(from).push(bytes);
  settle(*relay);
}

void ForwardRole::onDrained(ConnectionId connection) {
  Relay* relay = find(connection);
  if (relay == nullptr) return;
  relay->to(connection).pump();
  settle(*relay);
}

void ForwardRole::onEndOfInput(ConnectionId from) {
  Relay* relay = find(from);
  if (relay == nullptr) return;
  if (relay->gone(relay->from(from).to())) return m_host.close(from, CloseMode::kFin);
  relay->from(from).finish();
  settle(*relay);
}

/// An end that goes before the relay is done was reset, or broke: so is the other one, after what came before.
void ForwardRole::onGone(ConnectionId connection) {
  const auto found = m_relays.find(connection);
  if (found == m_relays.end()) return;
  const std::shared_ptr<Relay> relay = found->second;
  (connection == relay->client ? relay->clientGone : relay->serverGone) = true;
  if (relay->clientGone && relay->serverGone) return remove(relay);
  relay->to(connection).setNoDestination();
  if (!relay->closing) passOnLoss(*relay, connection);
  settle(*relay);
}

void ForwardRole::passOnLoss(Relay& relay, ConnectionId lost) {
  RelayDirection& onward = relay.from(lost);
  if (m_kind != EndpointKind::kUdp && relay.connected) return onward.abort();
  relay.closing = true;
  m_host.close(onward.to(), m_kind == EndpointKind::kUdp ? CloseMode::kFin : CloseMode::kReset);
}

void ForwardRole::onTime(TimePoint now) {
  m_wake.reset();
  std::vector<ConnectionId> clients;
  for (const auto& [due, client] : m_due) {
    if (due > now) break;
    clients.push_back(client);
  }
  for (const ConnectionId client : clients) {
    Relay* relay = find(client);
    if (relay == nullptr) continue;
    relay->forth.pump();
    relay->back.pump();
    settle(*relay);
  }
  wakeForFirst();
}

/// Both have ended and know it of each other: the descriptors may go.
void ForwardRole::settle(Relay& relay) {
  if (relay.forth.isReset() || relay.back.isReset()) relay.closing = true;
  if (!relay.closing && relay.forth.isDone() && relay.back.isDone()) {
    relay.closing = true;
    m_host.close(relay.client, CloseMode::kFin);
    m_host.close(relay.server, CloseMode::kFin);
  }
  plan(relay);
}

/// Keeps m_due true for this relay.
void ForwardRole::plan(Relay& relay) {
  if (relay.due) m_due.erase({*relay.due, relay.client});
  const auto a = relay.forth.nextDeadline(), b = relay.back.nextDeadline();
  relay.due = a && b ? std::min(a, b) : (a ? a : b);
  if (relay.due) m_due.emplace(*relay.due, relay.client);
  wakeForFirst();
}

void ForwardRole::wakeForFirst() {
  if (m_due.empty() || m_wake == m_due.begin()->first) return;
  m_wake = m_due.begin()->first;
  m_host.wakeAt(*m_wake);
}

ImpairmentCounters ForwardRole::impairments() const {
  ImpairmentCounters sum = m_ended;
  for (const auto& [end, relay] : m_relays) {
    if (end == relay->client) sum += relay->counters();
  }
  return sum;
}

void ForwardRole::remove(const std::shared_ptr<Relay>& relay) {
  m_ended += relay->counters();
  if (relay->due) m_due.erase({*relay->due, relay->client});
  m_relays.erase(relay->client);
  m_relays.erase(relay->server);
}

}  // namespace synscope
