#pragma once

#include "core/logic/base/ip_endpoint.h"
#include "core/logic/base/time.h"
#include "core/logic/endpoint/impairment.h"
#include "core/logic/kernel/tcp_state.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace synscope {

/// Number of a connection or UDP peer inside its session, from 1; never used twice. 0 stands for the session itself.
using ConnectionId = std::uint64_t;

/// One line of a session's table: a connection, or a UDP peer that has been heard or spoken to. Small on purpose: there
/// may be ten thousand of them; all that is known of one connection is its ConnectionLife.
struct ConnectionRow {
  ConnectionId id = 0;
  IpEndpoint local, peer;
  TcpState state = TcpState::kUnknown;  ///< kUnknown for UDP.
  bool open = true;       ///< Our descriptor is open. False: only the kernel still knows of it (TIME_WAIT).
  bool outgoing = false;  ///< We connected; for a forwarding server the way to the other host.
  TimePoint since{};
  std::uint64_t bytesIn = 0, bytesOut = 0;
  std::uint64_t messagesIn = 0, messagesOut = 0;  ///< Datagrams; reads and writes for TCP.
  std::uint64_t bytesQueued = 0;                  ///< Accepted from us, not yet by the kernel.
  std::optional<std::uint32_t> rttUs;             ///< The kernel's smoothed round-trip time.
  std::optional<std::uint32_t> retransmits;       ///< Segments sent again over the connection's life.
  std::optional<std::uint32_t> expiresMs;         ///< TIME_WAIT: what is left of it.
  ConnectionId partner = 0;                       ///< Joined with (pair, forward); 0: with nobody.
};

/// Snapshot of the table. A view that has seen `generation` need not read it again.
struct ConnectionTable {
  std::uint64_t generation = 0;
  std::vector<ConnectionRow> rows;  ///< Ascending id. Ended connections stay for a while, the oldest leave first.
};

/// What went wrong with datagrams, of all peers together.
struct DatagramCounters {
  std::optional<std::uint64_t> droppedByKernel = {};  ///< Lost because our receive buffer was full.
  std::uint64_t notSent = 0;                          ///< Refused by the system, or no room to wait for it.
  std::uint64_t refused = 0;                          ///< Answered by an ICMP error, where the system tells.

  bool operator==(const DatagramCounters&) const = default;
};

/// What a session as a whole has done so far.
struct SessionCounters {
  std::uint64_t bytesIn = 0, bytesOut = 0;
  std::uint64_t messagesIn = 0, messagesOut = 0;
  std::uint64_t connections = 0;                      ///< Ever made or accepted; UDP: peers.
  std::uint64_t openConnections = 0;                  ///< Now.
  std::uint64_t refusedConnections = 0;               ///< Turned away by us: over maxClients, or out of descriptors.
  std::optional<std::uint64_t> droppedByKernel = {};  ///< UDP: datagrams lost because our receive buffer was full.
  std::uint64_t notSent = 0;                          ///< UDP: datagrams the system refused to send.
  ImpairmentCounters impaired = {};                   ///< UDP: what our relay did to datagrams on purpose.
  std::uint64_t refusedDatagrams = 0;                 ///< UDP: answered by an ICMP error.
};

enum class TrafficDirection : std::uint8_t { kIn, kOut };

/// Bytes that passed, as one read or write or datagram brought them.
struct TrafficRecord {
  TimePoint at{};
  ConnectionId connection = 0;
  TrafficDirection direction = TrafficDirection::kIn;
  IpEndpoint peer;
  std::vector<std::byte> payload;
};

}  // namespace synscope
