#pragma once

#include "core/logic/base/result.h"
#include "core/logic/endpoint/connection_row.h"
#include "core/logic/endpoint/traffic_record_codec.h"

#include <QString>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace synscope {

/// How much a log holds now.
struct TrafficLogSize {
  std::uint64_t records = 0;
  std::uint64_t bytes = 0;           ///< Of payload.
  std::uint64_t leftOutRecords = 0;  ///< Not kept because the disk was too slow or full: counted, never silently lost.
  std::uint64_t leftOutBytes = 0;
  std::uint64_t cutBytes = 0;    ///< Of an opened file: at its end, of what a crash cut off or damage made unreadable.
  std::uint64_t inMemory = 0;    ///< Bytes that are not in the file yet.
  std::optional<Error> trouble;  ///< Why nothing gets to the file now: kFileUnwritable, kDiskFull.

  bool operator==(const TrafficLogSize&) const = default;
};

struct TrafficLogOptions {
  std::size_t bufferBytes = std::size_t{64} << 20U;  ///< What may wait for the disk.
  /// What must stay free on the disk; nullopt: a twentieth of it, 1 GiB at most.
  std::optional<std::uint64_t> keepFreeBytes = std::nullopt;
};

/// Everything that passed through one session, in order: in a file on disk, with bounded memory. A thread of its own
/// writes, at most half a second after append(), so that a killed program loses no more than that.
/// Thread-safe: one thread appends, any number read.
class TrafficLog {
 public:
  /// Gets a record and its number; false ends the visit. The payload is valid during the call only.
  using Visitor = std::function<bool(std::uint64_t number, const TrafficRecordView& record)>;

  /// A new log in `folder`, which is made if need be, and in which old logs are pruned (see pruneTrafficLogs()).
  /// A log in which nothing was noted leaves no file behind. Error kFileUnwritable.
  static Result<std::shared_ptr<TrafficLog>> create(const QString& folder, const TrafficLogOptions& options = {});
  /// An existing one, to be read; the whole file is looked through. A last record that was cut off by a crash is left
  /// out. Error kFileUnreadable.
  static Result<std::shared_ptr<TrafficLog>> open(const QString& file);
  ~TrafficLog();

  /// Never waits for the disk: what does not fit into the buffer any more is left out and counted. A payload of more
  /// than kTrafficPayloadLimit becomes several records.
  void append(TimePoint at, ConnectionId connection, TrafficDirection direction, const IpEndpoint& peer,
              std::span<const std::byte> payload);

  TrafficLogSize size() const;
  /// Up to `count` records from number `first` (from 0). Costs reading a few hundred records at most to find the first.
  std::vector<TrafficRecord> read(std::uint64_t first, std::size_t count) const;
  /// Like read(), without copying. Returns the number of the record at which it would go on.
  std::uint64_t visit(std::uint64_t first, std::uint64_t count, const Visitor& visitor) const;

  /// Wall time that belongs to the log's TimePoint zero, in ns since 1970 UTC.
  std::int64_t wallEpochNs() const;
  QString file() const;
  /// Returns when all that was appended is in the file, or cannot get there. Not for the GUI or net thread.
  void flush();

 private:
  class Private;
  explicit TrafficLog(std::unique_ptr<Private> p);
  std::unique_ptr<Private> d;
};

}  // namespace synscope
