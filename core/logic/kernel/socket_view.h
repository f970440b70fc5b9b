#pragma once

#include "core/logic/kernel/socket_filter.h"
#include "core/logic/kernel/socket_tracker.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace synscope {

/// What a table of sockets can be ordered by.
enum class SocketOrder : std::uint8_t {
  kNatural,  ///< standsBefore().
  kProtocol,
  kState,
  kLocal,
  kRemote,
  kProcess,
  kUser,
  kTimer,
  kReceiveQueue,
  kSendQueue,
  kRtt,
  kCwnd,
  kRetransmits,
};

/// What a person wants to see of the socket table.
struct SocketViewSettings {
  SocketFilter filter;         ///< Its states are those of TCP only.
  bool udp = true;             ///< UDP sockets as well.
  bool listenersOnly = false;  ///< TCP listeners and UDP sockets without a peer.
  bool foldTimeWait = true;    ///< One row for all TIME_WAIT between two addresses.
  SocketOrder order = SocketOrder::kNatural;
  bool descending = false;
};

/// One row of a view: a socket, or many in TIME_WAIT folded into one.
struct SocketViewRow {
  std::uint64_t id = 0;      ///< Of the socket; folded rows have ids of their own, with the highest bit set.
  std::uint32_t index = 0;   ///< Into the rows of the snapshot; of a folded row the one that lasts longest.
  std::uint32_t folded = 0;  ///< So many sockets stand behind it; 0: it is a socket itself.
  bool sameLocalPort = true, sameRemotePort = true;  ///< Of all that are folded.
};

/// The rows to show, in order. Never changed once it is shared.
struct SocketView {
  static constexpr std::uint32_t kNotBefore = 0xffff'ffff;

  std::shared_ptr<const SocketSnapshot> snapshot;
  std::vector<SocketViewRow> rows;
  std::vector<std::uint32_t> before;  ///< Where each row was in the view before, or kNotBefore.
  /// Of the sockets that pass the filter whatever their state: TCP by state, UDP, and all that are listed.
  std::array<std::size_t, std::size(kTcpStates)> states{};
  std::size_t udp = 0;

  const SocketRow& socket(std::size_t row) const { return snapshot->rows[rows[row].index]; }
  const SocketTrack& track(std::size_t row) const { return snapshot->tracks[rows[row].index]; }
};

/// Chooses, folds and orders. Rows that are equal in the order asked for keep their natural one.
std::shared_ptr<const SocketView> arrange(std::shared_ptr<const SocketSnapshot> snapshot,
                                          const SocketViewSettings& settings, const SocketView* before);

/// Compares by one column: < 0, 0, > 0. What the system does not report stands behind what it does.
int compareSockets(const SocketRow& a, const SocketRow& b, SocketOrder order);

}  // namespace synscope
