#pragma once

#include "core/engine/endpoint/traffic_log.h"
#include "core/logic/endpoint/traffic_index.h"

#include <condition_variable>
#include <deque>
#include <mutex>

namespace synscope {

/// A piece of a log in memory: whole entries, in the order of the file. What lies before the end that somebody was told
/// never changes, so readers need no lock.
struct TrafficChunk {
  std::uint64_t offset = 0;  ///< In the file.
  std::uint64_t firstRecord = 0;
  std::size_t capacity = 0;
  std::size_t used = 0;  ///< For the store only, under its lock.
  std::unique_ptr<std::byte[]> bytes;
};

/// Some bytes of a chunk, kept alive by it.
struct TrafficPart {
  std::shared_ptr<const TrafficChunk> chunk;
  std::size_t from = 0, to = 0;

  bool empty() const { return from == to; }
  std::span<const std::byte> bytes() const { return {chunk->bytes.get() + from, to - from}; }
};

/// What a log knows while it grows: the index, the counters, and the end of the file that is not written yet.
/// Invariant: an entry that was accepted has its place in the file, and stays readable from memory until it is there.
/// Thread-safe.
class TrafficStore {
 public:
  /// An empty log whose first entry will lie at `offset`, with at most `bufferBytes` waiting for the disk.
  TrafficStore(std::uint64_t offset, std::size_t bufferBytes);

  /// For who appends.
  void append(const TrafficRecordView& record);
  /// For who opens a file: an entry that is in it.
  void found(const TrafficEntry& entry, std::uint64_t offset);
  void endsAt(std::uint64_t offset, std::uint64_t cutBytes);

  TrafficLogSize size() const;

  /// Where to begin reading to get at a record: at `offset` in the file up to `fileEnd`, then through the parts.
  struct Place {
    std::uint64_t record = 0;
    std::uint64_t offset = 0;
    std::uint64_t fileEnd = 0;
    std::uint64_t records = 0;  ///< In the whole log.
    std::vector<TrafficPart> parts;
  };
  Place locate(std::uint64_t record) const;

  /// For who writes. Sleeps until there is enough or it has waited long enough; false: the end, write what is left.
  bool waitForWork();
  TrafficPart unwritten() const;
  void wrote(std::size_t bytes);
  void cannotWrite(Error error);

  /// Returns when all that was appended is written, or the writer met trouble or ended.
  void flush();
  void stop();

 private:
  bool fits(std::size_t bytes) const;
  void leaveOut(const TrafficRecordView& record);
  void noteGap();
  void put(std::span<const std::byte> head, std::span<const std::byte> payload);
  TrafficChunk& chunkFor(std::size_t bytes);
  std::uint64_t waiting() const { return m_end - m_written; }
  void wakeWriter(std::uint64_t before);
  Place placeInFile(std::uint64_t record) const;

  mutable std::mutex m_mutex;
  std::condition_variable m_work, m_progress;
  std::deque<std::shared_ptr<TrafficChunk>> m_chunks;
  TrafficIndex m_index;
  TrafficLogSize m_size;
  TrafficGap m_gap;  ///< Left out since the last entry.
  std::uint64_t m_end, m_written;
  std::uint64_t m_failures = 0;
  std::size_t m_bufferBytes;
  bool m_flushing = false, m_stopping = false;
};

}  // namespace synscope
