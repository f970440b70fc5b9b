#pragma once

#include "core/logic/base/result.h"
#include "core/logic/endpoint/connection_row.h"

#include <QString>

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace synscope {

/// How much a log holds now.
struct TrafficLogSize {
  std::uint64_t records = 0;
  std::uint64_t bytes = 0;           ///< Of payload.
  std::uint64_t leftOutRecords = 0;  ///< Not kept because the disk was too slow or full: counted, never silently lost.
  std::uint64_t leftOutBytes = 0;

  bool operator==(const TrafficLogSize&) const = default;
};

/// Everything that passed through one session, in order: in a file on disk, with bounded memory. A thread of its own
/// writes, at most half a second after append(), so that a killed program loses no more than that.
/// Thread-safe: one thread appends, any number read.
class TrafficLog {
 public:
  /// A new log in `folder`, which is made if need be. Error kFileUnwritable.
  static Result<std::shared_ptr<TrafficLog>> create(const QString& folder);
  /// An existing one, to be read. A last record that was cut off by a crash is left out. Error kFileUnreadable.
  static Result<std::shared_ptr<TrafficLog>> open(const QString& file);
  ~TrafficLog();

  /// Never waits for the disk: what does not fit into the buffer any more is left out and counted.
  void append(TimePoint at, ConnectionId connection, TrafficDirection direction, const IpEndpoint& peer,
              std::span<const std::byte> payload);

  TrafficLogSize size() const;
  /// Up to `count` records from number `first` (from 0). Costs reading a few hundred records at most to find the first.
  std::vector<TrafficRecord> read(std::uint64_t first, std::size_t count) const;

  /// Wall time that belongs to the log's TimePoint zero, in ns since 1970 UTC.
  std::int64_t wallEpochNs() const;
  QString file() const;
  /// Returns when all that was appended is in the file. Not for the GUI or net thread.
  void flush();

 private:
  class Private;
  explicit TrafficLog(std::unique_ptr<Private> p);
  std::unique_ptr<Private> d;
};

}  // namespace synscope
