#pragma once

#include "core/engine/endpoint/life_watch.h"
#include "core/engine/endpoint/transport.h"

#include <deque>
#include <map>
#include <mutex>

namespace synscope {

/// The rows of a session and what it has counted. Written by the session's thread; snapshot(), counters() and
/// tlsSession() may be asked from any. Invariant: at most kEndedRows rows of ended connections are kept, the latest
/// ones.
class SessionTable {
 public:
  static constexpr std::size_t kEndedRows = 2'000;

  struct Entry {
    ConnectionRow row;
    bool connected = false;  ///< The handshake was completed at some time.
    bool touched = false;    ///< Changed since the last publish().
  };

  Entry& add(ConnectionId id, const IpEndpoint& local, const IpEndpoint& peer, bool outgoing, TimePoint now);
  /// nullptr for an unknown or forgotten one. What is changed through it is told with touch().
  Entry* find(ConnectionId id);
  void touch(Entry& entry);
  void noteConnected(Entry& entry);
  void noteReceived(Entry& entry, std::size_t bytes);
  void noteSent(Entry& entry, std::size_t bytes);
  void noteEnded(Entry& entry);
  void noteRefused();
  void noteDatagrams(const DatagramCounters& counters, const ImpairmentCounters& impaired);
  void noteTlsSession(ConnectionId id, const TlsSession& session);
  std::vector<ConnectionId> connectedIds() const;

  bool isDirty() const { return m_dirty; }
  /// Makes a new snapshot; rows that were touched get what the transport and the kernel say of them.
  void publish(const Transport* transport, const LifeWatch* life);

  std::shared_ptr<const ConnectionTable> snapshot() const;
  SessionCounters counters() const;
  std::shared_ptr<const TlsSession> tlsSession(ConnectionId id) const;

 private:
  void refresh(Entry& entry, const Transport* transport, const LifeWatch* life);

  std::map<ConnectionId, Entry> m_entries;
  std::vector<ConnectionId> m_touched;
  std::deque<ConnectionId> m_ended;
  std::uint64_t m_generation = 0;
  bool m_dirty = false;

  mutable std::mutex m_mutex;  ///< For what is below.
  std::shared_ptr<const ConnectionTable> m_snapshot = std::make_shared<ConnectionTable>();
  SessionCounters m_counters;
  std::map<ConnectionId, std::shared_ptr<const TlsSession>> m_tlsSessions;
};

}  // namespace synscope
