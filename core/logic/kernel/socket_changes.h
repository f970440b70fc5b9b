#pragma once

#include "core/logic/kernel/socket_row.h"

#include <cstddef>
#include <span>
#include <vector>

namespace synscope {

/// A socket of both tables that a person would see differ. Indices into the tables compared.
struct ChangedSocket {
  std::size_t before = 0;
  std::size_t after = 0;

  bool operator==(const ChangedSocket&) const = default;
};

/// What happened between two tables, each list ascending.
struct SocketChanges {
  std::vector<std::size_t> added;  ///< Indices into the later table.
  std::vector<ChangedSocket> changed;
  std::vector<std::size_t> gone;  ///< Indices into the earlier table.

  bool operator==(const SocketChanges&) const = default;
};

/// Compares two tables, in any order of rows. A connection is known by protocol, both endpoints and interface (its
/// cookie changes when it enters TIME_WAIT), a socket without a peer also by its cookie. It has changed when its state,
/// queues, kind of timer, number of retransmissions or process did; a timer that runs down is no change.
SocketChanges socketChanges(std::span<const SocketRow> before, std::span<const SocketRow> after);

/// Which rows of two tables are the same socket, as socketChanges() knows them.
struct SocketMatch {
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  std::vector<std::size_t> before;  ///< For each row of the later table its index in the earlier one, or kNone.
  std::vector<std::size_t> gone;    ///< Indices into the earlier table, ascending.
};

SocketMatch matchSockets(std::span<const SocketRow> before, std::span<const SocketRow> after);

/// Whether a person would see the same socket differ, see socketChanges().
bool looksChanged(const SocketRow& before, const SocketRow& after);

}  // namespace synscope
