#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace synscope {

enum class Side : std::uint8_t { kUs, kPeer };

/// "us", "peer".
std::string_view name(Side side);

/// Why a connection ended.
enum class TeardownReason : std::uint8_t {
  kClosedByUs,             ///< We sent the first FIN, the peer answered with its own.
  kClosedByPeer,           ///< The peer sent the first FIN, then we ours.
  kSimultaneous,           ///< Both sent a FIN before seeing the other's.
  kAborted,                ///< We reset it on purpose (SO_LINGER with 0).
  kUnreadData,             ///< We closed while received bytes were unread: the kernel sends a reset (RFC 2525, 2.17).
  kResetByPeer,            ///< A reset came, nobody told why: abort, crash, unread data there, or a device between.
  kPeerKilled,             ///< The peer's process ended; known only of processes on this machine.
  kResetAfterClose,        ///< After our close: the peer reset it, or sent data that nobody could take any more.
  kWroteToClosed,          ///< The peer had closed; what we wrote then was answered with a reset.
  kRefused,                ///< A reset answered our SYN.
  kRejected,               ///< An ICMP error ended the handshake.
  kNotSent,                ///< connect() failed on this machine; nothing left it.
  kHandshakeTimeout,       ///< No answer to the SYN.
  kCancelled,              ///< We stopped trying.
  kRetransmissionTimeout,  ///< Data was sent again and again without an acknowledgement.
  kKeepalive,              ///< Keepalive probes were not answered.
  kUserTimeout,            ///< TCP_USER_TIMEOUT ran out (RFC 5482).
  kUnreachable,            ///< A network error ended it.
  kFinWaitTimeout,         ///< After our close the peer never sent its FIN (net.ipv4.tcp_fin_timeout).
};

/// "closed-by-us", … "fin-wait-timeout".
std::string_view name(TeardownReason reason);
/// "teardown.<name>", in memory that never ends.
std::string_view codeOf(TeardownReason reason);

inline constexpr TeardownReason kTeardownReasons[] = {
    TeardownReason::kClosedByUs,       TeardownReason::kClosedByPeer,    TeardownReason::kSimultaneous,
    TeardownReason::kAborted,          TeardownReason::kUnreadData,      TeardownReason::kResetByPeer,
    TeardownReason::kPeerKilled,       TeardownReason::kResetAfterClose, TeardownReason::kWroteToClosed,
    TeardownReason::kRefused,          TeardownReason::kRejected,        TeardownReason::kNotSent,
    TeardownReason::kHandshakeTimeout, TeardownReason::kCancelled,       TeardownReason::kRetransmissionTimeout,
    TeardownReason::kKeepalive,        TeardownReason::kUserTimeout,     TeardownReason::kUnreachable,
    TeardownReason::kFinWaitTimeout};

/// How a connection came to its end; nullopt fields are not known (yet).
struct Teardown {
  std::optional<Side> closedFirst;  ///< Who sent the first FIN or the reset.
  std::optional<TeardownReason> reason;
  bool byReset = false;
  bool halfClosed = false;    ///< One direction ended while the other went on carrying data.
  bool simultaneous = false;  ///< Both sent a FIN before seeing the other's.

  bool operator==(const Teardown&) const = default;
};

}  // namespace synscope
