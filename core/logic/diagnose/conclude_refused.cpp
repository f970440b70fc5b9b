#include "core/logic/diagnose/rules.h"
#include "core/logic/diagnose/verdict_builder.h"

#include <algorithm>

namespace synscope {
namespace {

using enum DiagnosisCode;
using enum Confidence;

/// A last router gives a neighbour three tries of one second before it reports it (RFC 4861 section 10; arp(7)). A
/// report that comes sooner was more likely made by a rule or from memory.
constexpr Duration kNeighbourTries = std::chrono::milliseconds(900);

/// The ICMP error that answered for the port, and the evidence it stands in.
struct Refusal {
  IcmpReport icmp;
  Seen<AttemptEvidence> attempt;
  bool fromTraceOnly = false;  ///< The attempt stayed silent: routers limit how many errors they send.
};

bool isUnanswered(const AttemptEvidence& attempt) {
  return attempt.verdict.state == PortState::kFiltered || attempt.verdict.state == PortState::kOpenOrFiltered;
}

std::optional<Refusal> refusalIn(const Findings& findings) {
  const auto attempt = tellingAttempt(findings);
  if (!attempt) return std::nullopt;
  const PortState state = attempt->verdict.state;
  const bool refused = state == PortState::kRejected || state == PortState::kUnreachable;
  if (refused && attempt->attempt.icmp) return Refusal{*attempt->attempt.icmp, attempt, false};
  if (!isUnanswered(*attempt) || !findings.trace) return std::nullopt;
  const Hop* last = findings.trace->trace.finalHop();
  if (last == nullptr || last->answer != HopAnswer::kIcmpUnreachable || !last->icmp) return std::nullopt;
  return Refusal{*last->icmp, attempt, true};
}

bool isFromTarget(const Refusal& refusal, const Findings& findings) {
  return std::ranges::equal(refusal.icmp.from.octets(), findings.address.octets());
}

/// Hop of the device that refused, where the trace saw the same device.
std::optional<int> hopOf(const Refusal& refusal, const Findings& findings) {
  const Break& where = findings.where;
  if (where.device == refusal.icmp.from) return where.deviceTtl;
  if (!findings.trace) return std::nullopt;
  for (const Hop& hop : findings.trace->trace.hops) {
    if (std::ranges::find(hop.addresses, refusal.icmp.from) != hop.addresses.end()) return hop.ttl;
  }
  return std::nullopt;
}

/// Packets to the port that stayed without an answer before the refusal came.
std::uint32_t unansweredBefore(const Refusal& refusal, const Findings& findings) {
  const auto packets = [](const AttemptEvidence& attempt) { return 1 + attempt.attempt.synRetransmits.value_or(0); };
  if (refusal.fromTraceOnly) return packets(*refusal.attempt);
  const std::uint32_t earlier = packets(*refusal.attempt) - 1;
  const bool second = findings.retry && refusal.attempt.id() == findings.retry.id();
  return second ? earlier + packets(*findings.connect) : earlier;
}

/// Silence before a refusal is the device's limit on ICMP errors, not a drop. A router that looks for a neighbour first
/// also answers late: that is no limit.
void explainSilence(VerdictBuilder& builder, const Refusal& refusal, const Findings& findings, DiagnosisCode code) {
  const std::uint32_t unanswered = unansweredBefore(refusal, findings);
  const bool looked = code == kHostDown && refusal.attempt.id() == findings.connect.id() && !refusal.fromTraceOnly;
  if (unanswered == 0 || looked) return;
  builder.with("unanswered", std::to_string(unanswered));
  if (refusal.attempt.id() != findings.connect.id()) builder.restsOn(findings.connect);
}

VerdictBuilder verdictOf(const Refusal& refusal, const Findings& findings, DiagnosisCode code, Confidence confidence,
                         std::string_view variant) {
  VerdictBuilder builder(findings, code, confidence, variant);
  builder.restsOn(refusal.attempt).restsOn(findings.trace).blames(refusal.icmp.from);
  builder.atHop(hopOf(refusal, findings)).with("icmp", catalogueKey(refusal.icmp));
  explainSilence(builder, refusal, findings, code);
  return builder;
}

bool saysHostUnreachable(const Refusal& refusal) {
  const IcmpMeaning what = meaning(refusal.icmp);
  return what == IcmpMeaning::kHostUnreachable || what == IcmpMeaning::kAddressUnreachable;
}

bool saysNoWay(const Refusal& refusal) {
  const IcmpMeaning what = meaning(refusal.icmp);
  return what == IcmpMeaning::kNetUnreachable || what == IcmpMeaning::kNoRoute || what == IcmpMeaning::kTtlExceeded;
}

/// The host's own filter: the error carries the address of the target.
std::optional<DiagnosisVerdict> hostRefuses(const Findings& findings) {
  const auto refusal = refusalIn(findings);
  if (!refusal || !isFromTarget(*refusal, findings)) return std::nullopt;
  return verdictOf(*refusal, findings, kBlockedReject, kCertain, ".host")
      .next({"check-host-firewall", "check-listening"})
      .build();
}

/// "Host unreachable", while another port of the same host answers: not the host is missing, a rule says so.
std::optional<DiagnosisVerdict> unreachableButAlive(const Findings& findings) {
  const auto refusal = refusalIn(findings);
  const auto control = answeredControl(findings);
  if (!refusal || !control || !(saysHostUnreachable(*refusal) || saysNoWay(*refusal))) return std::nullopt;
  return verdictOf(*refusal, findings, kBlockedReject, kCertain, ".router")
      .restsOn(control)
      .next({"ask-device", "ask-firewall-rule"})
      .build();
}

std::optional<DiagnosisVerdict> reportedDown(const Findings& findings) {
  const auto refusal = refusalIn(findings);
  if (!refusal || !saysHostUnreachable(*refusal)) return std::nullopt;
  const bool tookTries = !refusal->fromTraceOnly && refusal->attempt->attempt.elapsed >= kNeighbourTries;
  return verdictOf(*refusal, findings, kHostDown, tookTries ? kLikely : kPossible, ".reported")
      .next({"check-host-up", "ask-device"})
      .build();
}

std::optional<DiagnosisVerdict> reportedNoRoute(const Findings& findings) {
  const auto refusal = refusalIn(findings);
  if (!refusal || !saysNoWay(*refusal)) return std::nullopt;
  return verdictOf(*refusal, findings, kNoRoute, kLikely, ".router").next({"ask-router-route", "check-route"}).build();
}

std::optional<DiagnosisVerdict> deviceRefuses(const Findings& findings) {
  const auto refusal = refusalIn(findings);
  if (!refusal) return std::nullopt;
  return verdictOf(*refusal, findings, kBlockedReject, kCertain, ".router")
      .next({"ask-device", "ask-firewall-rule"})
      .build();
}

/// Some systems tell the error but not who sent it.
std::optional<DiagnosisVerdict> unknownRefuses(const Findings& findings) {
  const auto attempt = tellingAttempt(findings);
  if (!attempt || attempt->attempt.icmp) return std::nullopt;
  const PortVerdict verdict = attempt->verdict;
  const bool refused =
      verdict.state == PortState::kRejected || verdict == PortVerdict{PortState::kUnreachable, Reason::kIcmp};
  if (!refused) return std::nullopt;
  const SocketError error = attempt->attempt.error;
  const DiagnosisCode code = error == SocketError::kHostUnreachable      ? kHostDown
                             : error == SocketError::kNetworkUnreachable ? kNoRoute
                                                                         : kBlockedReject;
  const std::string_view variant = code == kHostDown ? ".reported" : code == kNoRoute ? ".router" : ".unknown";
  VerdictBuilder builder(findings, code, code == kBlockedReject ? kLikely : kPossible, variant);
  if (error != SocketError::kNone) builder.with("error", "errno." + std::string(name(error)));
  return builder.restsOn(attempt).next({"ask-firewall-rule", "check-host-up"}).build();
}

constexpr std::array<Rule, 6> kRules{hostRefuses,     unreachableButAlive, reportedDown,
                                     reportedNoRoute, deviceRefuses,       unknownRefuses};

}  // namespace

std::optional<DiagnosisVerdict> concludeRefused(const Findings& findings) {
  return firstThatApplies(kRules, findings);
}

}  // namespace synscope
