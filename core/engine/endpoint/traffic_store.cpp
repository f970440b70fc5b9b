#include "core/engine/endpoint/traffic_store.h"

#include <algorithm>
#include <chrono>
#include <cstring>

namespace synscope {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t kChunkBytes = std::size_t{1} << 20U;
constexpr auto kPatience = 200ms;    ///< From the first unwritten byte until it is written.
constexpr auto kRetryAfter = 500ms;  ///< When the disk took nothing.

std::shared_ptr<TrafficChunk> newChunk(std::uint64_t offset, std::uint64_t record, std::size_t bytes) {
  auto chunk = std::make_shared<TrafficChunk>();
  chunk->offset = offset;
  chunk->firstRecord = record;
  chunk->capacity = std::max(bytes, kChunkBytes);
  chunk->bytes = std::make_unique_for_overwrite<std::byte[]>(chunk->capacity);
  return chunk;
}

void copy(std::span<const std::byte> from, TrafficChunk& to) {
  if (!from.empty()) std::memcpy(to.bytes.get() + to.used, from.data(), from.size());
  to.used += from.size();
}

}  // namespace

TrafficStore::TrafficStore(std::uint64_t offset, std::size_t bufferBytes)
    : m_end(offset), m_written(offset), m_bufferBytes(bufferBytes) {}

void TrafficStore::append(const TrafficRecordView& record) {
  const TrafficEntryHead head = encodeTrafficRecord(record);
  const std::lock_guard lock(m_mutex);
  if (!fits(head.size + record.payload.size())) return leaveOut(record);
  const std::uint64_t before = waiting();
  noteGap();
  m_index.add(m_size.records, m_end);
  put(head.view(), record.payload);
  ++m_size.records;
  m_size.bytes += record.payload.size();
  wakeWriter(before);
}

bool TrafficStore::fits(std::size_t bytes) const {
  return waiting() + bytes <= m_bufferBytes;
}

void TrafficStore::leaveOut(const TrafficRecordView& record) {
  ++m_gap.records;
  m_gap.bytes += record.payload.size();
  ++m_size.leftOutRecords;
  m_size.leftOutBytes += record.payload.size();
}

void TrafficStore::noteGap() {
  if (m_gap.records == 0) return;
  put(encodeTrafficGap(m_gap).view(), {});
  m_gap = {};
}

void TrafficStore::put(std::span<const std::byte> head, std::span<const std::byte> payload) {
  TrafficChunk& chunk = chunkFor(head.size() + payload.size());
  copy(head, chunk);
  copy(payload, chunk);
  m_end += head.size() + payload.size();
}

TrafficChunk& TrafficStore::chunkFor(std::size_t bytes) {
  if (m_chunks.empty() || m_chunks.back()->used + bytes > m_chunks.back()->capacity) {
    m_chunks.push_back(newChunk(m_end, m_size.records, bytes));
  }
  return *m_chunks.back();
}

void TrafficStore::wakeWriter(std::uint64_t before) {
  const bool first = before == 0;
  const bool enough = before < kChunkBytes && waiting() >= kChunkBytes;
  if (first || enough) m_work.notify_one();
}

void TrafficStore::found(const TrafficEntry& entry, std::uint64_t offset) {
  const std::lock_guard lock(m_mutex);
  if (entry.kind == TrafficEntry::Kind::kGap) {
    m_size.leftOutRecords += entry.gap.records;
    m_size.leftOutBytes += entry.gap.bytes;
    return;
  }
  m_index.add(m_size.records++, offset);
  m_size.bytes += entry.record.payload.size();
}

void TrafficStore::endsAt(std::uint64_t offset, std::uint64_t cutBytes) {
  const std::lock_guard lock(m_mutex);
  m_end = m_written = offset;
  m_size.cutBytes = cutBytes;
}

TrafficLogSize TrafficStore::size() const {
  const std::lock_guard lock(m_mutex);
  TrafficLogSize size = m_size;
  size.inMemory = waiting();
  return size;
}

TrafficStore::Place TrafficStore::placeInFile(std::uint64_t record) const {
  const auto [number, offset] = m_index.empty() ? TrafficIndex::Place{0, m_end} : m_index.before(record);
  return {.record = number,
          .offset = offset,
          .fileEnd = m_chunks.empty() ? m_end : m_chunks.front()->offset,
          .records = m_size.records,
          .parts = {}};
}

TrafficStore::Place TrafficStore::locate(std::uint64_t record) const {
  const std::lock_guard lock(m_mutex);
  Place place = placeInFile(record);
  for (const auto& chunk : m_chunks) {
    if (chunk->firstRecord > record || chunk->offset <= place.offset) continue;
    place.record = chunk->firstRecord;
    place.offset = chunk->offset;
  }
  for (const auto& chunk : m_chunks) {
    const std::uint64_t skipped = place.offset > chunk->offset ? place.offset - chunk->offset : 0;
    if (skipped < chunk->used) place.parts.push_back({chunk, static_cast<std::size_t>(skipped), chunk->used});
  }
  return place;
}

bool TrafficStore::waitForWork() {
  std::unique_lock lock(m_mutex);
  const auto called = [this] { return m_stopping || m_flushing; };
  if (m_size.trouble) {
    m_work.wait_for(lock, kRetryAfter, called);
  } else {
    m_work.wait(lock, [&] { return called() || waiting() > 0; });
    m_work.wait_for(lock, kPatience, [&] { return called() || waiting() >= kChunkBytes; });
  }
  if (m_stopping) noteGap();
  return !m_stopping;
}

TrafficPart TrafficStore::unwritten() const {
  const std::lock_guard lock(m_mutex);
  for (const auto& chunk : m_chunks) {
    if (chunk->offset + chunk->used <= m_written) continue;
    return {chunk, static_cast<std::size_t>(m_written - chunk->offset), chunk->used};
  }
  return {};
}

void TrafficStore::wrote(std::size_t bytes) {
  {
    const std::lock_guard lock(m_mutex);
    m_written += bytes;
    m_size.trouble.reset();
    // The last chunk stays: it is not full yet.
    while (m_chunks.size() > 1 && m_chunks.front()->offset + m_chunks.front()->used <= m_written)
      m_chunks.pop_front();
    if (waiting() == 0) m_flushing = false;
  }
  m_progress.notify_all();
}

void TrafficStore::cannotWrite(Error error) {
  {
    const std::lock_guard lock(m_mutex);
    m_size.trouble = std::move(error);
    ++m_failures;
    m_flushing = false;
  }
  m_progress.notify_all();
}

void TrafficStore::flush() {
  std::unique_lock lock(m_mutex);
  const std::uint64_t target = m_end;
  const std::uint64_t failures = m_failures;
  const auto done = [&] { return m_written >= target || m_failures != failures || m_stopping; };
  while (!done()) {
    m_flushing = true;
    m_work.notify_one();
    m_progress.wait(lock);
  }
}

void TrafficStore::stop() {
  {
    const std::lock_guard lock(m_mutex);
    m_stopping = true;
  }
  m_work.notify_all();
  m_progress.notify_all();
}

}  // namespace synscope
