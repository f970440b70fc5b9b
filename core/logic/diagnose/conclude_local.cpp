#include "core/logic/diagnose/rules.h"
#include "core/logic/diagnose/verdict_builder.h"

namespace synscope {
namespace {

using enum DiagnosisCode;
using enum Confidence;

/// A reason that lies on this machine, and what to say about it.
struct LocalReason {
  Reason reason;
  DiagnosisCode code;
  Confidence confidence;
  std::string_view variant;
  std::string_view firstStep;
};

constexpr std::array kLocalReasons{
    LocalReason{Reason::kNoRoute, kNoRoute, kCertain, ".here", "check-route"},
    LocalReason{Reason::kUnreachableRoute, kNoRoute, kCertain, ".unreachable-route", "remove-route-rule"},
    LocalReason{Reason::kFamilyNotSupported, kNoRoute, kCertain, ".family", "other-family"},
    LocalReason{Reason::kBlackholeRoute, kLocalBlock, kCertain, ".blackhole-route", "remove-route-rule"},
    LocalReason{Reason::kProhibitRoute, kLocalBlock, kCertain, ".prohibit-route", "remove-route-rule"},
    LocalReason{Reason::kPermission, kLocalBlock, kLikely, ".permission", "check-own-firewall"},
    LocalReason{Reason::kLocalDrop, kLocalBlock, kCertain, ".dropped", "check-own-firewall"},
    LocalReason{Reason::kLocalReject, kLocalBlock, kCertain, ".rejected", "check-own-firewall"},
    LocalReason{Reason::kZoneMissing, kLocalBlock, kCertain, ".zone-missing", "add-zone"},
    LocalReason{Reason::kZoneUnknown, kLocalBlock, kCertain, ".zone-unknown", "other-zone"},
    LocalReason{Reason::kAddressInUse, kLocalBlock, kCertain, ".address-in-use", "free-local-ports"},
    LocalReason{Reason::kAddressNotAvailable, kLocalBlock, kCertain, ".address-not-available", "free-local-ports"},
    LocalReason{Reason::kResources, kLocalBlock, kCertain, ".resources", "free-descriptors"},
    LocalReason{Reason::kOther, kLocalBlock, kLikely, ".other", "check-route"},
};

/// What this machine itself refused, told by the system call or its own ICMP.
std::optional<DiagnosisVerdict> refusedHere(const Findings& findings) {
  const auto attempt = tellingAttempt(findings);
  if (!attempt) return std::nullopt;
  const PortVerdict verdict = attempt->verdict;
  if (verdict.state != PortState::kLocal && verdict.state != PortState::kUnreachable) return std::nullopt;
  const auto* row = std::find_if(kLocalReasons.begin(), kLocalReasons.end(),
                                 [&](const LocalReason& candidate) { return candidate.reason == verdict.reason; });
  if (row == kLocalReasons.end()) return std::nullopt;

  VerdictBuilder builder(findings, row->code, row->confidence, row->variant);
  builder.restsOn(attempt).restsOn(findings.route).next({row->firstStep});
  builder.with("family", familyText(findings.address.family()));
  builder.with("other-family", familyText(findings.address.isV4() ? IpFamily::kV6 : IpFamily::kV4));
  if (attempt->attempt.error != SocketError::kNone) {
    builder.with("error", "errno." + std::string(name(attempt->attempt.error)));
  }
  if (attempt->attempt.icmp) {
    builder.blames(attempt->attempt.icmp->from).with("icmp", catalogueKey(*attempt->attempt.icmp));
  }
  return builder.build();
}

/// Nobody on our own link answers for the address, or for the gateway on the way to it.
std::optional<DiagnosisVerdict> neighbourSilent(const Findings& findings) {
  const auto attempt = tellingAttempt(findings);
  if (!attempt || attempt->verdict.reason != Reason::kNeighbour) return std::nullopt;
  const bool decided = attempt->attempt.icmp || attempt->attempt.neighbour == NeighbourState::kFailed;
  const bool gateway = findings.route && findings.route->gateway;
  VerdictBuilder builder(findings, kHostDown, decided ? kCertain : kLikely, gateway ? ".gateway" : ".neighbour");
  builder.restsOn(attempt).restsOn(findings.route);
  if (gateway)
    builder.next({"check-gateway", "check-route"});
  else
    builder.next({"check-host-up", "check-last-link"});
  return builder.build();
}

/// The target is this machine, something listens for it, and yet a reset comes: only a filter here does that.
std::optional<DiagnosisVerdict> ownFirewallResets(const Findings& findings) {
  const auto attempt = tellingAttempt(findings);
  if (!attempt || attempt->verdict != PortVerdict{PortState::kClosed, Reason::kRst}) return std::nullopt;
  if (!isHere(findings) || listenerFor(findings) == nullptr) return std::nullopt;
  return VerdictBuilder(findings, kLocalBlock, kLikely, ".rejected")
      .restsOn(attempt)
      .restsOn(findings.listeners)
      .next({"check-own-firewall", "try-again"})
      .build();
}

/// The target is this machine and stays silent: a closed port would have sent a reset, so a filter here drops.
std::optional<DiagnosisVerdict> ownFirewallDrops(const Findings& findings) {
  const auto attempt = tellingAttempt(findings);
  if (!attempt || attempt->verdict.state != PortState::kFiltered || !isHere(findings)) return std::nullopt;
  if (!findings.listeners || !findings.listeners->known) return std::nullopt;
  if (findings.retry && findings.retry->verdict.state == PortState::kOpen) return std::nullopt;
  const Listener* listener = listenerFor(findings);
  const bool full =
      listener != nullptr && listener->acceptQueue && listener->backlog && *listener->acceptQueue > *listener->backlog;
  if (full) return std::nullopt;
  return VerdictBuilder(findings, kLocalBlock, kLikely, ".here")
      .restsOn(attempt)
      .restsOn(findings.listeners)
      .next({"check-own-firewall"})
      .build();
}

/// The reset's round trip is clearly shorter than that of the first router.
bool isFasterThanFirstHop(const Hop& reset, const Trace& control) {
  const Hop* first = control.hop(1);
  return reset.best && first != nullptr && first->best && *reset.best * 2 < *first->best;
}

/// A probe that may pass no router brings a reset, while another port passes the first one. Our own OUTPUT rules do
/// that; a first router that refuses before it looks at the TTL would too, but takes a round trip for it.
std::optional<DiagnosisVerdict> resetsBeforeTheFirstHop(const Findings& findings) {
  const auto attempt = tellingAttempt(findings);
  if (!attempt || attempt->verdict != PortVerdict{PortState::kClosed, Reason::kRst} || isHere(findings)) {
    return std::nullopt;
  }
  if (findings.where.kind != BreakKind::kResetBefore || !findings.trace || !findings.controlTrace) return std::nullopt;
  const Hop* last = findings.trace->trace.finalHop();
  if (last == nullptr || last->ttl != 1 || last->answer != HopAnswer::kRst) return std::nullopt;
  const bool faster = isFasterThanFirstHop(*last, findings.controlTrace->trace);
  return VerdictBuilder(findings, kLocalBlock, faster ? kLikely : kPossible, ".reset")
      .restsOn(attempt)
      .restsOn(findings.trace)
      .restsOn(findings.controlTrace)
      .next({"check-own-firewall", "ask-firewall-rule"})
      .build();
}

constexpr std::array<Rule, 5> kRules{neighbourSilent, refusedHere, ownFirewallResets, resetsBeforeTheFirstHop,
                                     ownFirewallDrops};

bool takesConnectionsTo(const Listener& listener, const IpAddress& address) {
  const auto octets = listener.local.address.octets();
  const bool any = std::all_of(octets.begin(), octets.end(), [](std::uint8_t octet) { return octet == 0; });
  const bool sameFamily = listener.local.address.family() == address.family();
  const bool takesV4Too = listener.local.address.isV6() && listener.v6Only != true;
  if (any) return sameFamily || takesV4Too;
  return std::ranges::equal(octets, address.octets());
}

}  // namespace

const Listener* listenerFor(const Findings& findings) {
  if (!findings.listeners) return nullptr;
  for (const Listener& listener : findings.listeners->listeners) {
    if (takesConnectionsTo(listener, findings.address)) return &listener;
  }
  return nullptr;
}

std::optional<DiagnosisVerdict> concludeLocal(const Findings& findings) {
  return firstThatApplies(kRules, findings);
}

}  // namespace synscope
