#include "core/logic/diagnose/rules.h"
#include "core/logic/diagnose/verdict_builder.h"

namespace synscope {
namespace {

using enum DiagnosisCode;
using enum Confidence;

bool isSilent(const Findings& findings) {
  const auto attempt = tellingAttempt(findings);
  if (!attempt) return false;
  return attempt->verdict.state == PortState::kFiltered || attempt->verdict.state == PortState::kOpenOrFiltered;
}

VerdictBuilder silent(const Findings& findings, DiagnosisCode code, Confidence confidence, std::string_view variant) {
  VerdictBuilder builder(findings, code, confidence, variant);
  builder.restsOn(findings.connect).restsOn(findings.retry).restsOn(findings.trace).restsOn(findings.controlTrace);
  builder.restsOn(answeredControl(findings));
  const int last = findings.where.lastAnsweringTtl;
  if (last > 0) builder.atHop(last);
  return builder;
}

bool isOpen(const Seen<AttemptEvidence>& attempt) {
  return attempt && attempt->verdict.state == PortState::kOpen;
}

bool traceGotSynAck(const Findings& findings) {
  if (!findings.trace) return false;
  const Hop* last = findings.trace->trace.finalHop();
  return last != nullptr && last->answer == HopAnswer::kSynAck;
}

/// Silent once, answered another time: what stops it comes and goes.
std::optional<DiagnosisVerdict> comesAndGoes(const Findings& findings) {
  if (!isSilent(findings) || findings.request->protocol != Protocol::kTcp) return std::nullopt;
  if (!isOpen(findings.retry) && !traceGotSynAck(findings)) return std::nullopt;
  return VerdictBuilder(findings, kAcceptQueueOrFilter, kPossible, ".intermittent")
      .restsOn(findings.connect)
      .restsOn(findings.retry)
      .restsOn(findings.trace)
      .next({"check-accept-queue", "try-again"})
      .build();
}

/// The target is this machine, and its socket table shows the queue.
std::optional<DiagnosisVerdict> queueFullHere(const Findings& findings) {
  if (!isSilent(findings) || !isHere(findings)) return std::nullopt;
  const Listener* listener = listenerFor(findings);
  if (listener == nullptr || !listener->acceptQueue || !listener->backlog) return std::nullopt;
  if (*listener->acceptQueue <= *listener->backlog) return std::nullopt;
  VerdictBuilder builder(findings, kAcceptQueueOrFilter, kCertain, ".here");
  builder.restsOn(findings.connect).restsOn(findings.listeners).with("listener", listener->local.toString());
  builder.with("queue", std::to_string(*listener->acceptQueue)).with("backlog", std::to_string(*listener->backlog));
  return builder.next({"unblock-service"}).build();
}

/// UDP services need not answer: silence alone never proves a filter.
std::optional<DiagnosisVerdict> udpSilence(const Findings& findings) {
  if (!isSilent(findings) || findings.request->protocol != Protocol::kUdp) return std::nullopt;
  const bool lostOnTheWay = findings.where.compared && findings.where.kind == BreakKind::kBlockedAfter;
  if (lostOnTheWay) return std::nullopt;
  return silent(findings, kBlockedSilent, kPossible, ".udp")
      .next({"check-udp-service", "capture-at-server", "ask-firewall-rule"})
      .build();
}

/// Nothing answered at any TTL, though another port of the host is reached.
std::optional<DiagnosisVerdict> diesAtTheStart(const Findings& findings) {
  if (!isSilent(findings) || findings.where.kind != BreakKind::kBeforeFirstHop) return std::nullopt;
  if (!answeredControl(findings)) return std::nullopt;
  return silent(findings, kBlockedSilent, kLikely, ".first-hop")
      .next({"check-own-firewall", "ask-firewall-rule"})
      .build();
}

/// Routers that answered for the control port, but not for this one. Each limits its ICMP errors by itself, so two that
/// are silent are no accident.
auto silentRouters(const Findings& findings) {
  const auto& hops = findings.controlTrace->trace.hops;
  return std::count_if(hops.begin(), hops.end(), [&](const Hop& hop) {
    return hop.ttl > findings.where.lastAnsweringTtl && hop.answer == HopAnswer::kTtlExceeded;
  });
}

/// Packets to another port get further than packets to this one.
std::optional<DiagnosisVerdict> diesBeforeHost(const Findings& findings) {
  if (!isSilent(findings) || !findings.where.compared || findings.where.kind != BreakKind::kBlockedAfter) {
    return std::nullopt;
  }
  if (!answeredControl(findings)) return std::nullopt;
  const bool noAccident = findings.where.silenceRepeated || silentRouters(findings) > 1;
  const bool sure = noAccident && !findings.where.pathsDiffer;
  return silent(findings, kBlockedSilent, sure ? kLikely : kPossible, sure ? ".before-host" : ".maybe-before-host")
      .next({"ask-firewall-rule", "capture-at-server"})
      .build();
}

bool isOnOurLink(const Findings& findings) {
  return findings.route && findings.route->known && !findings.route->gateway;
}

/// The host is alive and the way to its doorstep is open for this port: a full accept queue, a filter on the host, one
/// in the last router's forwarding, or one that drops the answer on its way back all look exactly like this.
std::optional<DiagnosisVerdict> diesAtHost(const Findings& findings) {
  if (!isSilent(findings) || !answeredControl(findings)) return std::nullopt;
  const bool atDoorstep = findings.where.compared && findings.where.kind == BreakKind::kAtHost;
  if (!atDoorstep && !isOnOurLink(findings)) return std::nullopt;
  return silent(findings, kAcceptQueueOrFilter, kPossible, "")
      .next({"check-accept-queue", "check-host-firewall", "capture-at-server"})
      .build();
}

/// The host answers elsewhere; the path does not tell where this port is lost.
std::optional<DiagnosisVerdict> onlyThisPort(const Findings& findings) {
  if (!isSilent(findings) || !answeredControl(findings)) return std::nullopt;
  return silent(findings, kBlockedSilent, kPossible, ".this-port")
      .next({"capture-at-server", "check-accept-queue", "ask-firewall-rule"})
      .build();
}

std::optional<DiagnosisVerdict> lostAfterHop(const Findings& findings) {
  if (!isSilent(findings) || findings.where.lastAnsweringTtl <= 0) return std::nullopt;
  return silent(findings, kBlockedSilent, kPossible, ".after-hop")
      .next({"check-host-up", "ask-firewall-rule", "try-other-network"})
      .build();
}

std::optional<DiagnosisVerdict> justSilent(const Findings& findings) {
  if (!isSilent(findings)) return std::nullopt;
  return silent(findings, kBlockedSilent, kPossible, "")
      .next({"check-host-up", "ask-firewall-rule", "try-other-network"})
      .build();
}

constexpr std::array<Rule, 9> kRules{comesAndGoes, queueFullHere, udpSilence,   diesAtTheStart, diesBeforeHost,
                                     diesAtHost,   onlyThisPort,  lostAfterHop, justSilent};

}  // namespace

std::optional<DiagnosisVerdict> concludeSilent(const Findings& findings) {
  return firstThatApplies(kRules, findings);
}

}  // namespace synscope
