#pragma once

#include "core/logic/kernel/tcp_state.h"

#include <array>
#include <span>
#include <string_view>

namespace synscope::life {

/// Codes of the events in a connection's life; each is a key of the catalogue without placeholders. Beside them a life
/// holds "tcp-state.<STATE>" for states, "call.<name of EndpointCall>", "teardown.<name of TeardownReason>" and those
/// codes of core/logic/reach/step_codes.h that tell of the attempt (SYN sent again, ICMP received).
inline constexpr std::string_view kSyn = "segment.syn";
inline constexpr std::string_view kSynAck = "segment.syn-ack";
inline constexpr std::string_view kAck = "segment.ack";
inline constexpr std::string_view kFin = "segment.fin";
inline constexpr std::string_view kAckOfFin = "segment.ack-of-fin";
inline constexpr std::string_view kFinAck = "segment.fin-ack";
inline constexpr std::string_view kRst = "segment.rst";
inline constexpr std::string_view kRetransmitted = "segment.retransmitted";         ///< n: segments.
inline constexpr std::string_view kRetransmitFailed = "segment.retransmit-failed";  ///< It did not leave this machine.

inline constexpr std::string_view kCallRefused = "call.refused";
inline constexpr std::string_view kCallReset = "call.reset";
inline constexpr std::string_view kCallTimedOut = "call.timed-out";
inline constexpr std::string_view kCallBrokenPipe = "call.broken-pipe";
inline constexpr std::string_view kCallPathError = "call.path-error";  ///< An ICMP error; the connection lives on.
inline constexpr std::string_view kCallFailed = "call.failed";         ///< Any other errno.
inline constexpr std::string_view kPeerExited = "call.peer-exited";    ///< The process of a peer on this machine ended.

inline constexpr std::string_view kSent = "data.sent";          ///< bytes
inline constexpr std::string_view kReceived = "data.received";  ///< bytes
inline constexpr std::string_view kEndOfInput = "data.end-of-input";
inline constexpr std::string_view kUnread = "data.unread";  ///< bytes: what had arrived and was never read.

inline constexpr std::string_view kRetransmission = "timer.retransmission";   ///< n: time-outs in a row.
inline constexpr std::string_view kKeepaliveProbe = "timer.keepalive-probe";  ///< n: probes without an answer.
inline constexpr std::string_view kWindowProbe = "timer.window-probe";        ///< n: probes while the window is closed.
inline constexpr std::string_view kAnswered = "timer.answered";               ///< The peer is heard again.
inline constexpr std::string_view kGaveUp = "timer.gave-up";
inline constexpr std::string_view kKeepaliveOver = "timer.keepalive";
inline constexpr std::string_view kUserTimeout = "timer.user-timeout";
inline constexpr std::string_view kTimeWait = "timer.time-wait";  ///< It starts; expires-ms.
inline constexpr std::string_view kTimeWaitOver = "timer.time-wait-over";
inline constexpr std::string_view kFinWaitOver = "timer.fin-wait-over";  ///< FIN_WAIT_2 without a program ran out.

/// Every code above, for the test that each has its words.
inline constexpr std::array kAll = {
    kSyn,
    kSynAck,
    kAck,
    kFin,
    kAckOfFin,
    kFinAck,
    kRst,
    kRetransmitted,
    kRetransmitFailed,
    kCallRefused,
    kCallReset,
    kCallTimedOut,
    kCallBrokenPipe,
    kCallPathError,
    kCallFailed,
    kPeerExited,
    kSent,
    kReceived,
    kEndOfInput,
    kUnread,
    kRetransmission,
    kKeepaliveProbe,
    kWindowProbe,
    kAnswered,
    kGaveUp,
    kKeepaliveOver,
    kUserTimeout,
    kTimeWait,
    kTimeWaitOver,
    kFinWaitOver,
};

/// Names of the fields that events carry: "field.<name>" are their words.
inline constexpr std::array<std::string_view, 24> kFields = {
    "bytes",   "n",          "expires-ms", "errno", "call",         "signal",        "exit-status",
    "process", "pid",        "rtt-us",     "mss",   "sack",         "timestamps",    "syn-retransmits",
    "isn",     "window",     "options",    "ttl",   "guessed-hops", "dont-fragment", "ecn",
    "dscp",    "flow-label", "from"};

/// "tcp-state.<STATE>", in memory that never ends.
std::string_view codeOf(TcpState state);

}  // namespace synscope::life
