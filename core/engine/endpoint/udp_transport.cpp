#include "core/engine/endpoint/udp_transport.h"

#include "core/engine/base/clock.h"
#include "core/engine/base/resolver.h"
#include "core/engine/endpoint/descriptor_limit.h"
#include "core/engine/endpoint/host_targets.h"
#include "core/engine/endpoint/udp_error.h"
#include "core/engine/endpoint/udp_opener.h"

#include <algorithm>
#include <utility>

namespace synscope {
namespace {

constexpr Duration kFailureInterval = std::chrono::seconds(1);  // Of one peer: a flood into a closed port is told once.

std::size_t peerLimit(const EndpointSettings& settings) {
  if (settings.maxClients <= 0) return UdpTransport::kMostPeers;
  return std::min(static_cast<std::size_t>(settings.maxClients), UdpTransport::kMostPeers);
}

/// Our end towards a peer: the address it spoke to, else the socket's, else what the kernel says when a socket with the
/// same options is connected there, which sends nothing.
IpEndpoint localTowards(const IpEndpoint& bound, const PeerTable::Peer& peer, const EndpointSettings& settings) {
  if (peer.local.hasAddress()) return {endpointOf(peer.local).address, bound.port};
  const auto key = peerKey(bound);
  if (!key || key->hasAddress()) return bound;
  const auto probe = openDatagramsTo(settings, endpointOf(peer.key));
  const auto local = probe.ok() ? localEndpoint(probe->fd.get()) : std::nullopt;
  return local ? IpEndpoint{local->address, bound.port} : bound;
}

}  // namespace

UdpTransport::UdpTransport(EndpointSettings settings, TransportListener& listener, QObject* parent)
    : Transport(parent),
      m_settings(std::move(settings)),
      m_listener(listener),
      m_watch(this),
      m_peers(peerLimit(m_settings)),
      m_idleTimer(this) {
  m_idleTimer.setSingleShot(true);
  connect(&m_idleTimer, &QTimer::timeout, this, &UdpTransport::forgetIdle);
}

UdpTransport::~UdpTransport() = default;

/// A group that is joined is also whom we speak to, unless a host is named.
std::string UdpTransport::targetHost() const {
  const bool group = m_settings.host.empty() && m_settings.multicastGroup && m_settings.port != 0;
  return group ? m_settings.multicastGroup->toString() : m_settings.host;
}

void UdpTransport::open() {
  if (m_settings.role == ServerRole::kForward) raiseDescriptorLimit();
  const std::string target = targetHost();
  if (target.empty()) return later([this] { setUp(std::nullopt); });
  const auto host = IpAddress::parse(target) ? Result<std::string>(target) : encodeHost(target);
  if (!host.ok()) return later([this, error = host.error()] { giveUp(error); });
  m_resolver =
      new Resolver(*host, familyChoice(m_settings.family, m_settings.bindAddress), m_settings.connectTimeout, this);
  connect(m_resolver, &Job::ended, this, &UdpTransport::onResolved);
  m_resolver->start();
}

void UdpTransport::onResolved() {
  if (m_shutDown) return;
  const auto targets = targetsOf(m_resolver->result(), m_settings.port);
  if (targets.ok())
    setUp(targets->front());
  else
    giveUp(targets.error());
}

void UdpTransport::setUp(const std::optional<IpEndpoint>& target) {
  if (m_shutDown || !openSockets(target)) return;
  m_listener.onOpened(m_sockets.front()->local());
  if (!target || m_shutDown) return;
  const auto key = peerKey(*target);
  UdpSocket* socket = key ? socketOf(key->family) : nullptr;
  if (socket == nullptr) return giveUp({ErrorCode::kAddressNotAvailable, "open", target->toString(), 0});
  addPeer(*socket, {.key = *key, .stays = true}, monotonicNow());
}

bool UdpTransport::openSockets(const std::optional<IpEndpoint>& target) {
  auto opened = openDatagrams(m_settings, target);
  if (!opened.ok()) giveUp(opened.error());
  if (!opened.ok()) return false;
  std::vector<OpenedDatagrams> sockets = std::move(opened).value();
  for (OpenedDatagrams& one : sockets) {
    m_sockets.push_back(std::make_unique<UdpSocket>(std::move(one.fd), one.family, 0, m_watch, m_batch, *this));
    if (m_sockets.back()->start()) continue;
    giveUp({ErrorCode::kOutOfDescriptors, "watch", {}, 0});
    return false;
  }
  return true;
}

/// nullptr where who was told of it has ended the session or forgotten the peer.
PeerTable::Peer* UdpTransport::addPeer(UdpSocket& socket, PeerTable::Peer peer, TimePoint now) {
  peer.id = ++m_lastId;
  peer.lastAt = now;
  const auto left = m_peers.add(peer);
  if (!m_idleTimer.isActive()) forgetIdle();
  if (left) m_listener.onDisconnected(left->id);
  m_listener.onConnected(peer.id, localTowards(socket.local(), peer, m_settings), endpointOf(peer.key), peer.stays);
  return m_shutDown ? nullptr : m_peers.find(peer.id);
}

UdpSocket* UdpTransport::socketOf(IpFamily family) const {
  const auto found = std::ranges::find_if(m_sockets, [&](const auto& socket) { return socket->family() == family; });
  return found == m_sockets.end() ? nullptr : found->get();
}

PeerTable::Peer* UdpTransport::find(ConnectionId id) {
  const auto out = m_outs.find(id);
  return out == m_outs.end() ? m_peers.find(id) : &out->second.peer;
}

void UdpTransport::datagramReceived(UdpSocket& socket, const PeerKey& from, const PeerKey& to, TimePoint at,
                                    std::span<const std::byte> bytes) {
  if (socket.only() != 0) return m_listener.onReceived(socket.only(), at, bytes);
  PeerTable::Peer* peer = m_peers.find(from);
  if (peer == nullptr) peer = addPeer(socket, {.key = from, .local = to}, at);
  if (peer == nullptr) return;
  peer->local = to;
  m_peers.touch(*peer, at);
  m_listener.onReceived(peer->id, at, bytes);
}

void UdpTransport::datagramSent(ConnectionId to, TimePoint at, std::span<const std::byte> bytes) {
  m_listener.onSent(to, at, bytes);
}

void UdpTransport::datagramNotSent(ConnectionId to, const DatagramResult& result) {
  ++m_counters.notSent;
  PeerTable::Peer* peer = find(to);
  if (peer != nullptr) tellFailure(*peer, notSentError(endpointOf(peer->key), result));
}

void UdpTransport::datagramRefused(UdpSocket& socket, const QueuedError& report) {
  ++m_counters.refused;
  const auto key = report.destination ? peerKey(*report.destination) : std::nullopt;
  PeerTable::Peer* peer = socket.only() != 0 ? find(socket.only()) : nullptr;
  if (peer == nullptr && key) peer = m_peers.find(*key);
  if (peer != nullptr) tellFailure(*peer, refusedError(endpointOf(peer->key), report));
}

void UdpTransport::tellFailure(PeerTable::Peer& peer, const Error& error) {
  const TimePoint now = monotonicNow();
  if (peer.reportedAt != TimePoint{} && now - peer.reportedAt < kFailureInterval) return;
  peer.reportedAt = now;
  m_listener.onFailed(peer.id, error);
}

void UdpTransport::datagramsDrained(ConnectionId to) {
  if (PeerTable::Peer* peer = find(to)) drainSoon(*peer);
}

/// As a TCP connection does: whoever sends hears when it has left, also where that was at once.
void UdpTransport::drainSoon(PeerTable::Peer& peer) {
  if (std::exchange(peer.drainDue, true)) return;
  if (m_toDrain.empty()) later([this] { tellDrained(); });
  m_toDrain.push_back(peer.id);
}

void UdpTransport::tellDrained() {
  for (const ConnectionId id : std::exchange(m_toDrain, {})) {
    PeerTable::Peer* peer = m_shutDown ? nullptr : find(id);
    if (peer == nullptr || !std::exchange(peer->drainDue, false)) continue;
    if (queued(id) == 0) m_listener.onDrained(id);
  }
}

bool UdpTransport::send(ConnectionId to, std::span<const std::byte> bytes) {
  const auto out = m_outs.find(to);
  if (out != m_outs.end()) return sendTo(out->second.peer, *out->second.socket, bytes);
  PeerTable::Peer* peer = m_peers.find(to);
  UdpSocket* socket = peer == nullptr ? nullptr : socketOf(peer->key.family);
  if (socket == nullptr) return false;
  m_peers.touch(*peer, monotonicNow());
  return sendTo(*peer, *socket, bytes);
}

bool UdpTransport::sendTo(PeerTable::Peer& peer, UdpSocket& socket, std::span<const std::byte> bytes) {
  const ConnectionId id = peer.id;
  if (!socket.send({id, peer.key, peer.local}, bytes)) {
    ++m_counters.notSent;
    return false;
  }
  PeerTable::Peer* still = find(id);  // A failure that was told may have made somebody close it.
  if (still != nullptr && socket.queued(id) == 0) drainSoon(*still);
  return true;
}

std::size_t UdpTransport::queued(ConnectionId connection) const {
  const auto out = m_outs.find(connection);
  if (out != m_outs.end()) return out->second.socket->queued(connection);
  std::size_t sum = 0;
  for (const auto& socket : m_sockets)
    sum += socket->queued(connection);
  return sum;
}

void UdpTransport::close(ConnectionId connection, CloseMode) {
  if (m_shutDown || find(connection) == nullptr) return;
  const auto out = m_outs.find(connection);
  if (out != m_outs.end()) {
    out->second.socket->close();
    m_counters.droppedByKernel = m_counters.droppedByKernel.value_or(0) + out->second.socket->dropped().value_or(0);
    m_closed.push_back(std::move(out->second.socket));
    m_outs.erase(out);
  }
  m_peers.remove(connection);
  later([this, connection] {
    m_closed.clear();
    if (!m_shutDown) m_listener.onDisconnected(connection);
  });
}

void UdpTransport::forgetIdle() {
  if (m_settings.peerIdle <= Duration{} || m_shutDown) return;
  const TimePoint now = monotonicNow();
  while (const auto gone = m_peers.takeIdle(now - m_settings.peerIdle))
    m_listener.onDisconnected(gone->id);
  const auto next = m_peers.idleSince();
  if (!next || m_shutDown) return;
  const auto wait = std::chrono::ceil<std::chrono::milliseconds>(*next + m_settings.peerIdle - now);
  m_idleTimer.start(std::max(wait, std::chrono::milliseconds(1)));
}

ConnectionId UdpTransport::connectOut(const IpEndpoint& target) {
  const auto key = peerKey(target);
  if (m_shutDown || !key) return 0;
  auto opened = openDatagramsTo(m_settings, target);
  if (!opened.ok()) {
    later([this, error = opened.error()] {
      if (!m_shutDown) tellFailure(m_unreachable, error);
    });
    return 0;
  }
  const ConnectionId id = ++m_lastId;
  OpenedDatagrams one = std::move(opened).value();
  auto socket = std::make_unique<UdpSocket>(std::move(one.fd), one.family, id, m_watch, m_batch, *this);
  if (!socket->start()) return 0;
  m_outs.emplace(id, Out{std::move(socket), {.id = id, .key = *key}});
  later([this, id, target] {
    const auto out = m_outs.find(id);
    if (out != m_outs.end() && !m_shutDown) m_listener.onConnected(id, out->second.socket->local(), target, true);
  });
  return id;
}

DatagramCounters UdpTransport::datagramCounters() const {
  DatagramCounters sum = m_counters;
  const auto add = [&](const UdpSocket& socket) {
    if (const auto dropped = socket.dropped()) sum.droppedByKernel = sum.droppedByKernel.value_or(0) + *dropped;
  };
  for (const auto& socket : m_sockets)
    add(*socket);
  for (const auto& [id, out] : m_outs)
    add(*out.socket);
  return sum;
}

void UdpTransport::giveUp(const Error& error) {
  m_listener.onFailed(0, error);
  shutDown(CloseMode::kFin);
}

void UdpTransport::shutDown(CloseMode) {
  if (std::exchange(m_shutDown, true)) return;
  if (m_resolver != nullptr) m_resolver->cancel();
  m_idleTimer.stop();
  std::vector<ConnectionId> ids;
  for (const auto& [id, out] : m_outs) {
    ids.push_back(id);
    out.socket->close();
  }
  for (const PeerTable::Peer& peer : m_peers.peers())
    ids.push_back(peer.id);
  for (const auto& socket : m_sockets)
    socket->close();
  std::ranges::sort(ids);
  for (const ConnectionId id : ids)
    m_listener.onDisconnected(id);
  m_listener.onClosed();
}

void UdpTransport::later(std::function<void()> what) {
  QMetaObject::invokeMethod(this, std::move(what), Qt::QueuedConnection);
}

}  // namespace synscope
