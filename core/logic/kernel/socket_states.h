#pragma once

#include "core/logic/base/result.h"
#include "core/logic/kernel/tcp_state.h"

#include <cstdint>
#include <string_view>

namespace synscope {

/// A set of states of the socket table. UDP sockets count as ESTABLISHED with a peer and as CLOSED without.
class SocketStates {
 public:
  constexpr SocketStates() = default;
  static constexpr SocketStates all() { return SocketStates(0xffff); }
  static constexpr SocketStates of(TcpState state) { return SocketStates(bit(state)); }

  constexpr bool contains(TcpState state) const { return (m_bits & bit(state)) != 0; }
  constexpr SocketStates& operator|=(SocketStates other) {
    m_bits = static_cast<std::uint16_t>(m_bits | other.m_bits);
    return *this;
  }
  constexpr SocketStates without(SocketStates other) const {
    return SocketStates(static_cast<std::uint16_t>(m_bits & ~other.m_bits));
  }

  bool operator==(const SocketStates&) const = default;

 private:
  constexpr explicit SocketStates(std::uint16_t bits) : m_bits(bits) {}
  static constexpr std::uint16_t bit(TcpState state) {
    return static_cast<std::uint16_t>(1U << static_cast<unsigned>(state));
  }

  std::uint16_t m_bits = 0;
};

/// Reads `LISTEN,TIME_WAIT`: names of RFC 9293 and the spellings of system tools ("estab", "FIN-WAIT-1",
/// "syn_received", "unconn"), and ss's groups: all, connected, synchronized, bucket, big. Case, hyphens and underscores
/// do not matter; commas, semicolons and spaces separate.
///
/// Errors: kEmptyInput, kTooLong (over 4 KiB), kBadState with the word as `subject`.
Result<SocketStates> parseStates(std::string_view text);

/// Bits 1 << Linux state number, for a sock_diag(7) dump. SYN_RECV covers request sockets (12) and CLOSED those that
/// are only bound (13, since Linux 6.8).
std::uint32_t linuxStateMask(SocketStates states);

}  // namespace synscope
