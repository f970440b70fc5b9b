#include "core/engine/endpoint/session_table.h"

#include <utility>

namespace synscope {

SessionTable::Entry& SessionTable::add(ConnectionId id, const IpEndpoint& local, const IpEndpoint& peer, bool outgoing,
                                       TimePoint now) {
  Entry& entry = m_entries[id];
  entry.row.id = id;
  entry.row.local = local;
  entry.row.peer = peer;
  entry.row.outgoing = outgoing;
  entry.row.since = now;
  touch(entry);
  return entry;
}

SessionTable::Entry* SessionTable::find(ConnectionId id) {
  const auto found = m_entries.find(id);
  return found == m_entries.end() ? nullptr : &found->second;
}

void SessionTable::touch(Entry& entry) {
  m_dirty = true;
  if (!std::exchange(entry.touched, true)) m_touched.push_back(entry.row.id);
}

void SessionTable::noteConnected(Entry& entry) {
  touch(entry);
  entry.connected = true;
  const std::lock_guard lock(m_mutex);
  ++m_counters.connections;
  ++m_counters.openConnections;
}

void SessionTable::noteReceived(Entry& entry, std::size_t bytes) {
  entry.row.bytesIn += bytes;
  ++entry.row.messagesIn;
  touch(entry);
  const std::lock_guard lock(m_mutex);
  m_counters.bytesIn += bytes;
  ++m_counters.messagesIn;
}

void SessionTable::noteSent(Entry& entry, std::size_t bytes) {
  entry.row.bytesOut += bytes;
  ++entry.row.messagesOut;
  touch(entry);
  const std::lock_guard lock(m_mutex);
  m_counters.bytesOut += bytes;
  ++m_counters.messagesOut;
}

void SessionTable::noteEnded(Entry& entry) {
  entry.row.open = false;
  touch(entry);
  m_ended.push_back(entry.row.id);
  if (entry.connected) {
    const std::lock_guard lock(m_mutex);
    --m_counters.openConnections;
  }
  if (m_ended.size() <= kEndedRows) return;
  const std::lock_guard lock(m_mutex);
  m_tlsSessions.erase(m_ended.front());
  m_entries.erase(m_ended.front());
  m_ended.pop_front();
}

void SessionTable::noteRefused() {
  const std::lock_guard lock(m_mutex);
  ++m_counters.refusedConnections;
}

void SessionTable::noteDatagrams(const DatagramCounters& counters, const ImpairmentCounters& impaired) {
  const std::lock_guard lock(m_mutex);
  m_counters.droppedByKernel = counters.droppedByKernel;
  m_counters.notSent = counters.notSent;
  m_counters.refusedDatagrams = counters.refused;
  m_counters.impaired = impaired;
}

std::vector<ConnectionId> SessionTable::connectedIds() const {
  std::vector<ConnectionId> ids;
  for (const auto& [id, entry] : m_entries) {
    if (entry.connected && entry.row.open) ids.push_back(id);
  }
  return ids;
}

void SessionTable::publish(const Transport* transport, const LifeWatch* life) {
  for (const ConnectionId id : std::exchange(m_touched, {})) {
    if (Entry* entry = find(id)) refresh(*entry, transport, life);
  }
  auto table = std::make_shared<ConnectionTable>();
  table->generation = ++m_generation;
  table->rows.reserve(m_entries.size());
  for (const auto& [id, entry] : m_entries)
    table->rows.push_back(entry.row);
  m_dirty = false;
  const std::lock_guard lock(m_mutex);
  m_snapshot = std::move(table);
}

void SessionTable::refresh(Entry& entry, const Transport* transport, const LifeWatch* life) {
  entry.touched = false;
  entry.row.bytesQueued = transport == nullptr ? 0 : transport->queued(entry.row.id);
  if (life != nullptr) life->describe(entry.row);
}

std::shared_ptr<const ConnectionTable> SessionTable::snapshot() const {
  const std::lock_guard lock(m_mutex);
  return m_snapshot;
}

void SessionTable::noteTlsSession(ConnectionId id, const TlsSession& session) {
  auto noted = std::make_shared<const TlsSession>(session);
  const std::lock_guard lock(m_mutex);
  m_tlsSessions[id] = std::move(noted);
}

std::shared_ptr<const TlsSession> SessionTable::tlsSession(ConnectionId id) const {
  const std::lock_guard lock(m_mutex);
  const auto found = m_tlsSessions.find(id);
  return found == m_tlsSessions.end() ? nullptr : found->second;
}

SessionCounters SessionTable::counters() const {
  const std::lock_guard lock(m_mutex);
  return m_counters;
}

}  // namespace synscope
