#include "core/engine/endpoint/traffic_feed.h"

#include <utility>

namespace synscope {
namespace {

/// What a record costs in memory, so that empty datagrams cannot fill it either.
std::size_t costOf(const TrafficRecord& record) {
  return sizeof(TrafficRecord) + record.payload.size();
}

}  // namespace

TrafficFeed::TrafficFeed(std::size_t mostBytes) : m_mostBytes(mostBytes) {}

void TrafficFeed::add(TrafficRecord record) {
  const std::lock_guard lock(m_mutex);
  if (m_bytes + costOf(record) > m_mostBytes) {
    ++m_waiting.droppedRecords;
    m_waiting.droppedBytes += record.payload.size();
    return;
  }
  m_bytes += costOf(record);
  m_waiting.records.push_back(std::move(record));
}

TrafficFeed::Batch TrafficFeed::drain() {
  const std::lock_guard lock(m_mutex);
  m_bytes = 0;
  return std::exchange(m_waiting, {});
}

}  // namespace synscope
