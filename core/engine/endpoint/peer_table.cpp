#include "core/engine/endpoint/peer_table.h"

#include <algorithm>

namespace synscope {

PeerTable::Peer* PeerTable::find(const PeerKey& key) {
  if (!m_peers.empty() && m_peers.front().key == key) return &m_peers.front();
  const auto found = m_byKey.find(key);
  return found == m_byKey.end() ? nullptr : &*found->second;
}

PeerTable::Peer* PeerTable::find(ConnectionId id) {
  const auto found = m_byId.find(id);
  return found == m_byId.end() ? nullptr : &*found->second;
}

void PeerTable::touch(Peer& peer, TimePoint now) {
  peer.lastAt = now;
  if (&peer != &m_peers.front()) m_peers.splice(m_peers.begin(), m_peers, m_byId.at(peer.id));
}

std::optional<PeerTable::Peer> PeerTable::add(const Peer& peer) {
  std::optional<Peer> left;
  if (m_peers.size() >= m_limit) {
    if (const Peer* idle = mostIdle()) left = take(idle->id);
  }
  m_peers.push_front(peer);
  m_byKey[peer.key] = m_byId[peer.id] = m_peers.begin();
  return left;
}

/// Only one peer stays, so that this looks at two at most.
const PeerTable::Peer* PeerTable::mostIdle() const {
  const auto found = std::find_if(m_peers.rbegin(), m_peers.rend(), [](const Peer& peer) { return !peer.stays; });
  return found == m_peers.rend() ? nullptr : &*found;
}

std::optional<TimePoint> PeerTable::idleSince() const {
  const Peer* idle = mostIdle();
  return idle == nullptr ? std::nullopt : std::optional(idle->lastAt);
}

std::optional<PeerTable::Peer> PeerTable::takeIdle(TimePoint limit) {
  const Peer* idle = mostIdle();
  return idle == nullptr || idle->lastAt > limit ? std::nullopt : take(idle->id);
}

void PeerTable::remove(ConnectionId id) {
  take(id);
}

std::optional<PeerTable::Peer> PeerTable::take(ConnectionId id) {
  const auto found = m_byId.find(id);
  if (found == m_byId.end()) return std::nullopt;
  const Place place = found->second;
  const Peer peer = *place;
  m_byId.erase(found);
  m_byKey.erase(peer.key);
  m_peers.erase(place);
  return peer;
}

}  // namespace synscope
