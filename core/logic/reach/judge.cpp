#include "core/logic/reach/judge.h"

#include "core/logic/base/enum_values.h"
#include "core/logic/base/ip_special.h"

#include <algorithm>

namespace synscope {
namespace {

constexpr PortVerdict local(Reason reason) {
  return {PortState::kLocal, reason};
}
constexpr PortVerdict unreachable(Reason reason) {
  return {PortState::kUnreachable, reason};
}

constexpr PortVerdict kRejectedByIcmp{PortState::kRejected, Reason::kIcmp};
constexpr PortVerdict kClosedByIcmp{PortState::kClosed, Reason::kIcmp};
constexpr PortVerdict kClosedByReset{PortState::kClosed, Reason::kRst};

bool nextHopIsSilent(const Attempt& attempt) {
  return attempt.neighbour == NeighbourState::kFailed || attempt.neighbour == NeighbourState::kIncomplete;
}

/// A next hop whose address is known is sent to, also while it is being confirmed (STALE, DELAY, PROBE: RFC 4861
/// section 7.3.2): what is reported as unreachable then is not the neighbour.
bool nextHopIsKnown(const Attempt& attempt) {
  return attempt.neighbour == NeighbourState::kReachable || attempt.neighbour == NeighbourState::kOther;
}

bool cameFromTarget(const Attempt& attempt) {
  return std::ranges::equal(attempt.icmp->from.octets(), attempt.target.address.octets());
}

/// A UDP port that nobody listens on is reported by the host itself (RFC 1122 section 4.1.3.1).
bool isUdpClosed(const Attempt& attempt) {
  return attempt.protocol == Protocol::kUdp && meaning(*attempt.icmp) == IcmpMeaning::kPortUnreachable &&
         attempt.error != SocketError::kNotPermitted && cameFromTarget(attempt);
}

/// A next hop is asked three times, a second apart, before it is given up (RFC 4861 section 10, arp(7)).
constexpr Duration kNeighbourTries = std::chrono::milliseconds(900);

/// This machine reports a next hop that does not answer to itself, as 3/1 or v6 1/3. A local firewall can send the
/// same, but does so at once, and the neighbour table knows nothing bad of the next hop.
bool isNeighbourFailure(const Attempt& attempt) {
  const IcmpMeaning what = meaning(*attempt.icmp);
  if (what != IcmpMeaning::kHostUnreachable && what != IcmpMeaning::kAddressUnreachable) return false;
  if (nextHopIsKnown(attempt) || attempt.error == SocketError::kNotPermitted) return false;
  return nextHopIsSilent(attempt) || attempt.elapsed >= kNeighbourTries;
}

PortVerdict judgeIcmp(const Attempt& attempt) {
  if (isUdpClosed(attempt)) return kClosedByIcmp;
  if (attempt.icmp->fromThisHost) {
    return isNeighbourFailure(attempt) ? unreachable(Reason::kNeighbour) : local(Reason::kLocalReject);
  }
  switch (meaning(*attempt.icmp)) {
    case IcmpMeaning::kNetUnreachable:
    case IcmpMeaning::kNoRoute:
    case IcmpMeaning::kHostUnreachable:
    case IcmpMeaning::kAddressUnreachable: return unreachable(Reason::kIcmp);
    default: return kRejectedByIcmp;
  }
}

PortVerdict judgeSilence(const Attempt& attempt) {
  if (nextHopIsSilent(attempt)) return unreachable(Reason::kNeighbour);  // Its SYNs wait here, and so stay here too.
  if (attempt.retransmitStayedLocal == true) return local(Reason::kLocalDrop);
  return {attempt.protocol == Protocol::kTcp ? PortState::kFiltered : PortState::kOpenOrFiltered, Reason::kTimeout};
}

/// Errors that mean the same whether something had been sent or not.
PortVerdict judgeError(const Attempt& attempt) {
  switch (attempt.error) {
    case SocketError::kConnectionRefused:
    case SocketError::kConnectionReset:
    case SocketError::kConnectionAborted: return attempt.protocol == Protocol::kTcp ? kClosedByReset : kClosedByIcmp;
    case SocketError::kTimedOut: return judgeSilence(attempt);
    case SocketError::kNetworkUnreachable:
    case SocketError::kNetworkDown: return unreachable(Reason::kNoRoute);
    case SocketError::kHostDown: return unreachable(Reason::kNeighbour);
    case SocketError::kNotPermitted:
    case SocketError::kAccessDenied: return local(Reason::kPermission);
    case SocketError::kAddressInUse: return local(Reason::kAddressInUse);
    case SocketError::kAddressNotAvailable: return local(Reason::kAddressNotAvailable);
    case SocketError::kAddressFamilyNotSupported: return local(Reason::kFamilyNotSupported);
    case SocketError::kOutOfDescriptors:
    case SocketError::kOutOfMemory: return local(Reason::kResources);
    default: return local(Reason::kOther);
  }
}

/// RFC 4007 section 11.2: without a zone the system cannot know on which link to look.
bool lacksZone(const IpAddress& address) {
  return address.isV6() && address.zone().empty() && classify(address) == AddressClass::kLinkLocal;
}

/// The call itself failed: the error names the kind of route (Linux ip-route(8): blackhole, prohibit, unreachable).
PortVerdict judgeNotSent(const Attempt& attempt) {
  switch (attempt.error) {
    case SocketError::kHostUnreachable: return unreachable(Reason::kUnreachableRoute);
    case SocketError::kAccessDenied:
      return classify(attempt.target.address) == AddressClass::kBroadcast ? local(Reason::kPermission)
                                                                          : local(Reason::kProhibitRoute);
    case SocketError::kNoSuchDevice: return local(Reason::kZoneUnknown);
    case SocketError::kInvalidArgument:
      return lacksZone(attempt.target.address) ? local(Reason::kZoneMissing) : local(Reason::kBlackholeRoute);
    default: return judgeError(attempt);
  }
}

/// Something was sent, an error came, and no ICMP record says who sent it (systems without an error queue).
PortVerdict judgeFailed(const Attempt& attempt) {
  switch (attempt.error) {
    case SocketError::kHostUnreachable:
      return unreachable(nextHopIsSilent(attempt) ? Reason::kNeighbour : Reason::kIcmp);
    case SocketError::kNetworkUnreachable: return unreachable(Reason::kIcmp);
    case SocketError::kAccessDenied:
      return attempt.target.address.isV6() ? kRejectedByIcmp : local(Reason::kPermission);
    case SocketError::kProtocolNotAvailable: return kRejectedByIcmp;
    default: return judgeError(attempt);
  }
}

PortVerdict judgeAnswer(const Attempt& attempt) {
  if (attempt.selfConnected) return {PortState::kClosed, Reason::kSelfConnect};
  return {PortState::kOpen, attempt.protocol == Protocol::kTcp ? Reason::kSynAck : Reason::kReply};
}

}  // namespace

PortVerdict judge(const Attempt& attempt) {
  if (attempt.end == AttemptEnd::kCancelled) return {PortState::kCancelled, Reason::kCancelled};
  if (attempt.end == AttemptEnd::kAnswered) return judgeAnswer(attempt);
  if (attempt.icmp) return judgeIcmp(attempt);
  if (attempt.end == AttemptEnd::kNotSent) return judgeNotSent(attempt);
  if (attempt.end == AttemptEnd::kFailed) return judgeFailed(attempt);
  return judgeSilence(attempt);
}

std::string_view name(PortState state) {
  switch (state) {
    case PortState::kOpen: return "open";
    case PortState::kClosed: return "closed";
    case PortState::kRejected: return "rejected";
    case PortState::kFiltered: return "filtered";
    case PortState::kUnreachable: return "unreachable";
    case PortState::kLocal: return "local";
    case PortState::kOpenOrFiltered: return "open-or-filtered";
    case PortState::kNameError: return "name-error";
    case PortState::kCancelled: return "cancelled";
  }
  return "cancelled";
}

std::string_view name(Reason reason) {
  switch (reason) {
    case Reason::kSynAck: return "syn-ack";
    case Reason::kRst: return "rst";
    case Reason::kReply: return "reply";
    case Reason::kIcmp: return "icmp";
    case Reason::kTimeout: return "timeout";
    case Reason::kNoRoute: return "no-route";
    case Reason::kNeighbour: return "neighbour";
    case Reason::kPermission: return "permission";
    case Reason::kLocalDrop: return "local-drop";
    case Reason::kLocalReject: return "local-reject";
    case Reason::kBlackholeRoute: return "blackhole-route";
    case Reason::kProhibitRoute: return "prohibit-route";
    case Reason::kUnreachableRoute: return "unreachable-route";
    case Reason::kZoneMissing: return "zone-missing";
    case Reason::kZoneUnknown: return "zone-unknown";
    case Reason::kAddressInUse: return "address-in-use";
    case Reason::kAddressNotAvailable: return "address-not-available";
    case Reason::kFamilyNotSupported: return "family-not-supported";
    case Reason::kResources: return "resources";
    case Reason::kSelfConnect: return "self-connect";
    case Reason::kNameNotFound: return "name-not-found";
    case Reason::kNameServer: return "name-server";
    case Reason::kTlsCertificate: return "tls-certificate";
    case Reason::kTlsFailed: return "tls-failed";
    case Reason::kOtherProtocol: return "other-protocol";
    case Reason::kClosedEarly: return "closed-early";
    case Reason::kResetEarly: return "reset-early";
    case Reason::kAnswerTimeout: return "answer-timeout";
    case Reason::kCancelled: return "cancelled";
    case Reason::kOther: return "other";
  }
  return "other";
}

std::span<const PortState> allPortStates() {
  static constexpr auto kAll = enumValues<PortState, PortState::kCancelled>();
  return kAll;
}

std::span<const Reason> allReasons() {
  static constexpr auto kAll = enumValues<Reason, Reason::kOther>();
  return kAll;
}

int exitCode(PortState state) {
  switch (state) {
    case PortState::kOpen: return 0;
    case PortState::kClosed: return 1;
    case PortState::kFiltered:
    case PortState::kOpenOrFiltered: return 2;
    case PortState::kRejected: return 3;
    case PortState::kUnreachable: return 4;
    case PortState::kNameError: return 5;
    case PortState::kLocal: return 6;
    case PortState::kCancelled: return 0;
  }
  return 70;
}

}  // namespace synscope
