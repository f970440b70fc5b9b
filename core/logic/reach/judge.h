#pragma once

#include "core/logic/reach/attempt.h"

#include <span>
#include <string_view>

namespace synscope {

/// What an attempt says about a port (CONTRACT: `probe`).
enum class PortState {
  kOpen,
  kClosed,          ///< The host answered with a reset (TCP) or port-unreachable (UDP).
  kRejected,        ///< A device answered with an ICMP error.
  kFiltered,        ///< Silence (TCP).
  kUnreachable,     ///< No route, or the host or network is unreachable.
  kLocal,           ///< This machine itself refused.
  kOpenOrFiltered,  ///< Silence (UDP).
  kNameError,       ///< The name did not resolve; there was nobody to ask.
  kCancelled,
};

/// Why. Each has an explanation `reason.<name>` in the catalogue.
enum class Reason {
  kSynAck,
  kRst,
  kReply,
  kIcmp,
  kTimeout,
  kNoRoute,
  kNeighbour,    ///< The next hop does not answer ARP or neighbour discovery.
  kPermission,   ///< A local rule or right forbids it.
  kLocalDrop,    ///< Our SYN never left: retransmits fail inside this machine.
  kLocalReject,  ///< This machine's own firewall answered.
  kBlackholeRoute,
  kProhibitRoute,
  kUnreachableRoute,
  kZoneMissing,  ///< Link-local IPv6 without %zone: no link to send on.
  kZoneUnknown,  ///< The %zone names no interface of this machine.
  kAddressInUse,
  kAddressNotAvailable,
  kFamilyNotSupported,
  kResources,  ///< Out of descriptors or memory here: says nothing about the port.
  kSelfConnect,
  kNameNotFound,
  kNameServer,
  // The port is open, and what was to follow the handshake failed (latency).
  kTlsCertificate,
  kTlsFailed,
  kOtherProtocol,  ///< What came was not what was asked for.
  kClosedEarly,    ///< The peer closed the connection before it answered.
  kResetEarly,     ///< … reset it.
  kAnswerTimeout,  ///< Silence after the handshake.
  kCancelled,
  kOther,
};

std::string_view name(PortState state);
std::string_view name(Reason reason);
std::span<const PortState> allPortStates();
std::span<const Reason> allReasons();

struct PortVerdict {
  PortState state = PortState::kCancelled;
  Reason reason = Reason::kCancelled;

  bool operator==(const PortVerdict&) const = default;
};

/// The verdict table: a pure function of what one attempt saw.
///
/// Order of trust: the ICMP record (who, type, code), then the error, then silence. A TCP port answered with any ICMP
/// other than unreachable host or network is rejected, port-unreachable too: a TCP stack answers a closed port with a
/// reset (RFC 9293 section 3.10.7.1), so that ICMP comes from a filter. ICMP that this machine sent itself is its own
/// firewall's (local), also when the target is this machine; only a next hop that does not answer is reported the same
/// way.
PortVerdict judge(const Attempt& attempt);

/// Exit code of the command line for a state; 0 for what was cancelled, which says nothing about the port.
int exitCode(PortState state);

}  // namespace synscope
