#pragma once

#include "core/logic/base/ip_endpoint.h"
#include "core/logic/kernel/tcp_state.h"
#include "core/logic/reach/attempt.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace synscope {

/// One row of the kernel's socket table (sock_diag(7)).
struct SocketRow {
  TcpState state = TcpState::kUnknown;  ///< UDP: kClosed for a socket without a peer.
  IpEndpoint local;
  IpEndpoint remote;
  std::uint32_t interfaceIndex = 0;  ///< Bound to this interface only; 0: to none.
  std::uint32_t receiveQueue = 0;    ///< Bytes; LISTEN: connections waiting to be accepted.
  std::uint32_t sendQueue = 0;       ///< Bytes; LISTEN: the backlog asked for.
  std::uint32_t uid = 0;
  std::uint32_t inode = 0;     ///< 0: no process holds it.
  std::optional<bool> v6Only;  ///< IPv6 sockets: takes no IPv4 connections (IPV6_V6ONLY).
};

/// SOCK_DIAG_BY_FAMILY dump of every socket in one of the states (bits 1 << Linux state number).
std::vector<std::byte> encodeSocketDump(IpFamily family, Protocol protocol, std::uint32_t states);
/// @param payload Of a SOCK_DIAG_BY_FAMILY message.
std::optional<SocketRow> decodeSocketRow(std::span<const std::byte> payload);

inline constexpr std::uint16_t kSocketDiagByFamily = 20;
inline constexpr std::uint32_t kStatesListen = 1U << 10;
inline constexpr std::uint32_t kStatesUnconnected = 1U << 7;  ///< UDP sockets without a peer.

}  // namespace synscope
