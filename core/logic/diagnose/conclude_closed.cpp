#include "core/logic/diagnose/rules.h"
#include "core/logic/diagnose/verdict_builder.h"

namespace synscope {
namespace {

using enum DiagnosisCode;
using enum Confidence;

bool isClosed(const Findings& findings) {
  const auto attempt = tellingAttempt(findings);
  return attempt && attempt->verdict.state == PortState::kClosed;
}

/// UDP: the host itself says that nobody has the port (RFC 1122 section 4.1.3.1).
std::optional<DiagnosisVerdict> udpPortUnreachable(const Findings& findings) {
  if (!isClosed(findings) || findings.request->protocol != Protocol::kUdp) return std::nullopt;
  return VerdictBuilder(findings, kNotListening, kLikely, ".udp")
      .restsOn(tellingAttempt(findings))
      .next({"start-service", "check-port-number"})
      .build();
}

/// The target is this machine, and the port is taken, but for another address.
std::optional<DiagnosisVerdict> listensElsewhere(const Findings& findings) {
  if (!isClosed(findings) || !isHere(findings) || !findings.listeners) return std::nullopt;
  if (!findings.listeners->known || findings.listeners->listeners.empty()) return std::nullopt;
  const Listener& listener = findings.listeners->listeners.front();
  VerdictBuilder builder(findings, kNotListening, kCertain, ".other-address");
  builder.restsOn(tellingAttempt(findings)).restsOn(findings.listeners);
  builder.with("listener", listener.local.toString()).with("listening-address", listener.local.address.toString());
  if (!listener.process.empty()) builder.with("process", listener.process);
  if (listener.pid) builder.with("pid", std::to_string(*listener.pid));
  return builder.next({"use-listening-address", "listen-on-address"}).build();
}

std::optional<DiagnosisVerdict> nobodyListensHere(const Findings& findings) {
  if (!isClosed(findings) || !isHere(findings)) return std::nullopt;
  const bool known = findings.listeners && findings.listeners->known;
  return VerdictBuilder(findings, kNotListening, known ? kCertain : kLikely, ".here")
      .restsOn(tellingAttempt(findings))
      .restsOn(findings.listeners)
      .next({"start-service", "check-port-number"})
      .build();
}

/// The reset appears at a lower TTL, or arrives with fewer hops behind it, than the answer of another port of the host.
/// (A port that is forwarded to a nearer machine looks the same, so this is never certain.)
std::optional<DiagnosisVerdict> resetFromNearer(const Findings& findings) {
  if (!isClosed(findings) || findings.where.kind != BreakKind::kResetBefore) return std::nullopt;
  return VerdictBuilder(findings, kResetByMiddlebox, findings.where.deviceTtlExact ? kLikely : kPossible)
      .restsOn(tellingAttempt(findings))
      .restsOn(findings.trace)
      .restsOn(findings.controlTrace)
      .restsOn(findings.arrival)
      .restsOn(findings.controlArrival)
      .atHop(findings.where.deviceTtl)
      .next({"ask-firewall-rule", "try-other-network", "capture-at-server"})
      .build();
}

/// A reset is what a host sends for a port nobody has (RFC 9293 section 3.10.7.1). Its own firewall can send the same.
std::optional<DiagnosisVerdict> notListening(const Findings& findings) {
  if (!isClosed(findings)) return std::nullopt;
  const bool maybeDevice = findings.where.arrivalNearer;
  return VerdictBuilder(findings, kNotListening, maybeDevice ? kPossible : kLikely, maybeDevice ? ".or-device" : "")
      .restsOn(tellingAttempt(findings))
      .restsOn(findings.trace)
      .restsOn(findings.arrival)
      .restsOn(findings.controlArrival)
      .next({"check-listening", "check-port-number", "check-host-firewall"})
      .build();
}

constexpr std::array<Rule, 5> kRules{udpPortUnreachable, listensElsewhere, nobodyListensHere, resetFromNearer,
                                     notListening};

}  // namespace

std::optional<DiagnosisVerdict> concludeClosed(const Findings& findings) {
  return firstThatApplies(kRules, findings);
}

}  // namespace synscope
