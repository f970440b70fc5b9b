#pragma once

#include "core/logic/kernel/tcp_state.h"

#include <span>
#include <string_view>
#include <vector>

namespace synscope {

/// What moves a connection from one state to the next (RFC 9293 section 3.3.2, figure 5).
enum class TcpTrigger {
  kPassiveOpen,      ///< listen()
  kActiveOpen,       ///< connect(): SYN sent
  kSynReceived,      ///< SYN arrives at a listener: SYN-ACK sent
  kSynAckReceived,   ///< SYN-ACK arrives: ACK sent
  kSimultaneousSyn,  ///< SYN arrives while ours is on its way (simultaneous open)
  kAckOfSyn,         ///< ACK of our SYN arrives
  kClose,            ///< close() or shutdown(SHUT_WR): FIN sent
  kFinReceived,      ///< FIN arrives: ACK sent
  kAckOfFin,         ///< ACK of our FIN arrives
  kFinAndAckOfFin,   ///< FIN and the ACK of ours arrive together
  kTimeWaitOver,     ///< Twice the maximum segment lifetime is over
  kReset,            ///< RST arrives or is sent, or the connection is given up
};

std::string_view name(TcpTrigger trigger);

inline constexpr TcpTrigger kTcpTriggers[] = {
    TcpTrigger::kPassiveOpen,     TcpTrigger::kActiveOpen,     TcpTrigger::kSynReceived,  TcpTrigger::kSynAckReceived,
    TcpTrigger::kSimultaneousSyn, TcpTrigger::kAckOfSyn,       TcpTrigger::kClose,        TcpTrigger::kFinReceived,
    TcpTrigger::kAckOfFin,        TcpTrigger::kFinAndAckOfFin, TcpTrigger::kTimeWaitOver, TcpTrigger::kReset};

struct TcpTransition {
  TcpState from;
  TcpState to;
  TcpTrigger trigger;

  bool operator==(const TcpTransition&) const = default;
};

/// Every transition of the diagram, resets to CLOSED last.
std::span<const TcpTransition> tcpTransitions();

/// The shortest legal way from one state to another; empty where both are equal or there is none. Resets are used only
/// where nothing else leads there. It is what sampling missed in between: an inference, to be shown as one.
std::vector<TcpTransition> shortestPath(TcpState from, TcpState to);

}  // namespace synscope
