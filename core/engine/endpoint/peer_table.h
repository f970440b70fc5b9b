#pragma once

#include "core/engine/endpoint/peer_key.h"
#include "core/logic/base/time.h"
#include "core/logic/endpoint/connection_row.h"

#include <list>
#include <unordered_map>

namespace synscope {

/// The peers of a UDP session, numbered as they appear. Bounded: a new one beyond the limit takes the place of the one
/// that has been idle the longest; who is idle for too long leaves by itself. A peer that comes back is a new one.
class PeerTable {
 public:
  struct Peer {
    ConnectionId id = 0;
    PeerKey key = {};
    PeerKey local = {};         ///< Our address that it speaks to; none in it where unknown.
    bool stays = false;         ///< Never gives way: the one the person named.
    bool drainDue = false;      ///< Is to hear that everything sent to it has left.
    TimePoint lastAt = {};      ///< Last heard or spoken to.
    TimePoint reportedAt = {};  ///< When the last failure was told.
  };

  explicit PeerTable(std::size_t limit) : m_limit(limit) {}

  Peer* find(const PeerKey& key);
  Peer* find(ConnectionId id);
  /// Not idle: heard or spoken to.
  void touch(Peer& peer, TimePoint now);
  /// Precondition: the key is unknown. Returns who had to leave for it.
  std::optional<Peer> add(const Peer& peer);
  void remove(ConnectionId id);

  /// When the one that has been idle the longest was last heard or spoken to; nullopt where nobody may leave.
  std::optional<TimePoint> idleSince() const;
  /// Takes out the one that has been idle the longest, if that was before `limit`.
  std::optional<Peer> takeIdle(TimePoint limit);

  std::size_t size() const { return m_peers.size(); }
  /// Last heard of first.
  const std::list<Peer>& peers() const { return m_peers; }

 private:
  using Place = std::list<Peer>::iterator;

  const Peer* mostIdle() const;
  std::optional<Peer> take(ConnectionId id);

  std::size_t m_limit;
  std::list<Peer> m_peers;
  std::unordered_map<PeerKey, Place> m_byKey;
  std::unordered_map<ConnectionId, Place> m_byId;
};

}  // namespace synscope
