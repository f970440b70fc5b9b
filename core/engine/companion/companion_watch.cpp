#include "core/engine/companion/companion_watch.h"

#include "core/engine/base/clock.h"
#include "core/engine/companion/companion_message.h"
#include "core/engine/endpoint/port_holder.h"
#include "core/logic/kernel/socket_ends.h"

#include <algorithm>
#include <utility>

namespace synscope {
namespace {

constexpr Duration kLookEvery = std::chrono::milliseconds(20);
/// A look at a table of 50,000 sockets takes 30 ms: the thread is kept busy for a fifth of its time at most.
constexpr int kRestFactor = 4;
/// A session shows what came to it ten times a second.
constexpr Duration kSessionLate = std::chrono::milliseconds(110);

SocketStates listening() {
  return SocketStates::of(TcpState::kListen);
}

/// Whatever a connection may be in after its SYN has been answered.
SocketStates begun() {
  return SocketStates::all().without(listening());
}

/// Whether a socket bound to `bound` takes what is sent to `address`; "::" takes IPv4 too, as far as one can see.
bool takes(const IpAddress& bound, const IpAddress& address) {
  const auto octets = bound.octets();
  const bool any = std::ranges::all_of(octets, [](std::uint8_t octet) { return octet == 0; });
  return any ? bound.isV6() || address.isV4() : bareEndpoint({bound, 0}).address == address;
}

bool isServed(Protocol protocol, std::uint16_t port, const IpAddress& address) {
  SocketQuery query;
  query.tcp = protocol == Protocol::kTcp;
  query.udp = protocol == Protocol::kUdp;
  query.withInfo = false;
  if (query.tcp) query.states = listening();
  const auto table = listSockets(query);
  return table && std::ranges::any_of(table->rows, [&](const SocketRow& row) {
           return row.local.port == port && row.remote.port == 0 && takes(row.local.address, address);
         });
}

EndpointSettings echoOn(Protocol protocol, std::uint16_t port) {
  EndpointSettings settings;
  settings.kind = protocol == Protocol::kTcp ? EndpointKind::kTcpServer : EndpointKind::kUdp;
  (protocol == Protocol::kTcp ? settings.port : settings.sourcePort) = port;
  settings.role = ServerRole::kEcho;
  settings.maxClients = static_cast<int>(kCompanionSightings);
  return settings;
}

}  // namespace

CompanionWatch::CompanionWatch(Protocol protocol, std::uint16_t port, const IpAddress& asker, const IpAddress& here,
                               QObject* parent)
    : QObject(parent), m_asker(bareEndpoint({asker, 0}).address), m_here(bareEndpoint({here, 0}).address) {
  m_view.protocol = protocol;
  m_view.port = port;
  m_view.seesHalfOpen = protocol == Protocol::kTcp && socketTableCapability().available;
  m_timer.setSingleShot(true);
  m_timer.setTimerType(Qt::PreciseTimer);
  connect(&m_timer, &QTimer::timeout, this, &CompanionWatch::lookAgain);
}

CompanionWatch::~CompanionWatch() = default;

void CompanionWatch::start() {
  m_view.served = isServed(m_view.protocol, m_view.port, m_here);
  if (!m_view.served) return openPort();
  m_view.process = portHolder(m_view.port, m_view.protocol);
  begin();
}

/// A port that may not be had (below 1024, or held after all) stays closed: then that is the answer.
void CompanionWatch::openPort() {
  m_session = std::make_unique<EndpointSession>(echoOn(m_view.protocol, m_view.port));
  connect(m_session.get(), &EndpointSession::opened, this, [this] {
    if (m_view.opened) return;
    m_view.served = m_view.opened = true;
    begin();
  });
  connect(m_session.get(), &Job::ended, this, [this] {
    if (!m_view.opened) begin();
  });
  m_session->start();
}

void CompanionWatch::begin() {
  m_begin = m_looking = monotonicNow();
  look();
  m_countersBefore = m_counters;
  lookAgain();
  Q_EMIT ready();
}

std::optional<Duration> CompanionWatch::clock() const {
  if (m_begin == TimePoint{}) return std::nullopt;
  return monotonicNow() - m_begin;
}

CompanionView CompanionWatch::view() {
  if (monotonicNow() - m_looking >= m_rest) look();
  CompanionView view = m_view;
  for (const auto& [from, seen] : m_seen)
    view.sightings.push_back(seen);
  std::ranges::stable_sort(view.sightings, {}, &CompanionSighting::firstMs);
  if (m_countersBefore && m_counters) view.queueOverflows = growth(*m_countersBefore, *m_counters).listenOverflows;
  return view;
}

void CompanionWatch::lookAgain() {
  const TimePoint begin = monotonicNow();
  look();
  m_rest = std::max(kLookEvery, kRestFactor * (monotonicNow() - begin));
  m_timer.start(std::chrono::ceil<std::chrono::milliseconds>(m_rest));
}

void CompanionWatch::look() {
  m_lookedBefore = std::exchange(m_looking, monotonicNow());
  if (m_view.protocol == Protocol::kTcp) lookAtTable();
  if (m_session) lookAtOwnSession();
}

/// nullptr for another machine, and for more than may be told of.
CompanionSighting* CompanionWatch::sighting(const IpEndpoint& from) {
  const IpEndpoint plain = bareEndpoint(from);
  if (plain.address != m_asker) return nullptr;
  const auto found = m_seen.find(plain);
  if (found != m_seen.end()) return &found->second;
  if (m_seen.size() >= kCompanionSightings) return nullptr;
  CompanionSighting& seen = m_seen[plain];
  seen.from = plain;
  seen.firstMs = static_cast<std::uint32_t>(toMs(monotonicNow() - m_begin));
  return &seen;
}

void CompanionWatch::note(CompanionSighting& seen, CompanionMoment::What what, std::uint32_t count,
                          Duration late) const {
  if (seen.moments.size() >= kCompanionMoments) return;
  const Duration after = std::max(Duration::zero(), m_lookedBefore - m_begin - late);
  seen.moments.push_back({what, after, monotonicNow() - m_begin, count});
}

void CompanionWatch::lookAtTable() {
  SocketQuery query;
  query.udp = false;
  query.withInfo = false;
  query.states = begun();
  const auto table = listSockets(query);
  if (!table) return;
  m_counters = table->counters;
  noteOlder(table->rows);
  for (const SocketRow& row : table->rows) {
    if (row.local.port != m_view.port || row.state == TcpState::kSynSent) continue;
    if (m_older->contains(bareEndpoint(row.remote))) continue;
    CompanionSighting* seen = sighting(row.remote);
    if (seen == nullptr) continue;
    row.state == TcpState::kSynReceived ? noteHalfOpen(*seen, row) : noteEstablished(*seen);
  }
}

/// Of what was there in the first look, only what is there still: its ends may be used again.
void CompanionWatch::noteOlder(const std::vector<SocketRow>& rows) {
  if (m_older && m_older->empty()) return;
  std::set<IpEndpoint> older;
  for (const SocketRow& row : rows) {
    const IpEndpoint from = bareEndpoint(row.remote);
    if (row.local.port == m_view.port && from.address == m_asker && (!m_older || m_older->contains(from)))
      older.insert(from);
  }
  m_older = std::move(older);
}

void CompanionWatch::noteHalfOpen(CompanionSighting& seen, const SocketRow& row) const {
  if (!std::exchange(seen.halfOpen, true)) note(seen, CompanionMoment::What::kHalfOpen);
  const std::uint32_t again = row.timer ? row.timer->retransmits : 0;
  if (again <= seen.synAcksAgain) return;
  note(seen, CompanionMoment::What::kAnsweredAgain, again - seen.synAcksAgain);
  seen.synAcksAgain = again;
}

void CompanionWatch::noteEstablished(CompanionSighting& seen, Duration late) const {
  if (!std::exchange(seen.established, true)) note(seen, CompanionMoment::What::kEstablished, 1, late);
}

void CompanionWatch::lookAtOwnSession() {
  for (const ConnectionRow& row : m_session->table()->rows) {
    CompanionSighting* seen = sighting(row.peer);
    if (seen == nullptr) continue;
    if (m_view.protocol == Protocol::kUdp) {
      if (row.messagesIn > seen->datagrams)
        note(*seen, CompanionMoment::What::kDatagram, static_cast<std::uint32_t>(row.messagesIn - seen->datagrams),
             kSessionLate);
      seen->datagrams = row.messagesIn;
      seen->replies = row.messagesOut;
      continue;
    }
    noteEstablished(*seen, kSessionLate);
    const auto life = m_session->life(row.id);
    if (life && life->clientSyn) seen->syn = summaryOf(*life->clientSyn);
  }
}

}  // namespace synscope
