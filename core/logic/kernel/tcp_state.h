#pragma once

#include <cstdint>
#include <string_view>

namespace synscope {

/// States of a TCP connection (RFC 9293 section 3.3.2), and what a system reports beyond them.
enum class TcpState : std::uint8_t {
  kEstablished,
  kSynSent,
  kSynReceived,
  kFinWait1,
  kFinWait2,
  kTimeWait,
  kClosed,
  kCloseWait,
  kLastAck,
  kListen,
  kClosing,
  kUnknown,
};

inline constexpr TcpState kTcpStates[] = {TcpState::kListen,      TcpState::kSynSent,  TcpState::kSynReceived,
                                          TcpState::kEstablished, TcpState::kFinWait1, TcpState::kFinWait2,
                                          TcpState::kCloseWait,   TcpState::kClosing,  TcpState::kLastAck,
                                          TcpState::kTimeWait,    TcpState::kClosed,   TcpState::kUnknown};

/// Name as in RFC 9293 ("SYN_RECV" as system tools spell it), which is what CONTRACT's `sockets` prints.
std::string_view name(TcpState state);

/// From Linux's numbering (include/net/tcp_states.h: 1 ESTABLISHED to 12 NEW_SYN_RECV).
TcpState tcpStateFromLinux(std::uint8_t number);

}  // namespace synscope
