#pragma once

#include "core/logic/base/capability.h"
#include "core/logic/base/time.h"
#include "core/logic/kernel/socket_row.h"
#include "core/logic/kernel/tcp_counters.h"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace synscope {

/// What became of a socket between two tables.
enum class SocketMark : std::uint8_t { kNone, kNew, kChanged, kGone };

/// What is known of a socket beyond its row.
struct SocketTrack {
  std::uint64_t id = 0;  ///< Its own as long as it is listed, through every state; never given twice.
  SocketMark mark = SocketMark::kNone;
  TimePoint markedAt{};
};

/// The socket table at one moment, and what became of each socket. Never changed once it is shared.
struct SocketSnapshot {
  TimePoint at{};
  Duration readingTook{};
  std::vector<SocketRow> rows;          ///< As the kernel lists them, then those that are gone since the table before.
  std::optional<TcpCounters> counters;  ///< nullopt where the system keeps none.
  Capability processes;                 ///< Whether every holder could be told.
  std::map<std::uint32_t, std::string> users;  ///< Login names by uid, where the system has one. Hostile text.

  // Filled in by SocketTracker.
  std::uint64_t generation = 0;          ///< 1, 2, … in the order of reading.
  std::vector<SocketTrack> tracks;       ///< Of the row with the same index.
  std::size_t listed = 0;                ///< So many of the rows are in the table; the others are gone.
  std::optional<TcpCounters> grown;      ///< Since the first table.
  std::optional<TcpCounters> justGrown;  ///< Since the table before; nullopt for the first.
};

/// Follows sockets from one table to the next: gives each an id and marks what is new, changed or gone.
class SocketTracker {
 public:
  /// @param quiet Marks nothing: for the first table after a while in which nobody looked.
  std::shared_ptr<const SocketSnapshot> update(SocketSnapshot reading, bool quiet = false);

 private:
  void track(SocketSnapshot& now, bool quiet);
  void addGone(SocketSnapshot& now, std::span<const std::size_t> gone) const;

  std::shared_ptr<const SocketSnapshot> m_last = std::make_shared<SocketSnapshot>();
  std::optional<TcpCounters> m_firstCounters;
  std::uint64_t m_lastId = 0;
};

}  // namespace synscope
