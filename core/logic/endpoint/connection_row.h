#pragma once

#include "core/logic/base/ip_endpoint.h"
#include "core/logic/base/time.h"
#include "core/logic/kernel/tcp_info.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace synscope {

/// Number of a connection or UDP peer inside its session, from 1; never used twice.
using ConnectionId = std::uint64_t;

/// One line of a session's table: a connection, or a UDP peer that has been heard or spoken to.
struct ConnectionRow {
  ConnectionId id = 0;
  IpEndpoint local, peer;
  TcpState state = TcpState::kUnknown;  ///< kUnknown for UDP.
  TimePoint since{};
  std::uint64_t bytesIn = 0, bytesOut = 0;
  std::uint64_t messagesIn = 0, messagesOut = 0;  ///< Datagrams; reads and writes for TCP.
  std::uint64_t bytesQueued = 0;                  ///< Accepted from us, not yet by the kernel.
  std::optional<TcpInfo> info;
};

/// Snapshot of the table. A view that has seen `generation` need not read it again.
struct ConnectionTable {
  std::uint64_t generation = 0;
  std::vector<ConnectionRow> rows;  ///< Ascending id.
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
