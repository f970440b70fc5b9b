#include "core/logic/diagnose/control_targets.h"
#include "core/logic/diagnose/rules.h"
#include "core/logic/diagnose/verdict_builder.h"
#include "core/logic/reach/service_traits.h"

namespace synscope {
namespace {

using enum DiagnosisCode;
using enum Confidence;

bool isOpen(const Seen<AttemptEvidence>& attempt) {
  return attempt && attempt->verdict.state == PortState::kOpen;
}

bool certificateHolds(const Findings& findings) {
  return findings.tls && findings.tls->result == TlsResult::kEstablished && findings.tls->certificateProblems.empty();
}

/// An address nobody may own "answered" too: somebody completes handshakes for everybody. Only a certificate of the
/// host that holds would show that the host itself is behind it.
std::optional<DiagnosisVerdict> anybodyAnswers(const Findings& findings) {
  if (!isOpen(findings.connect) || !isOpen(findings.controlAddress) || certificateHolds(findings)) return std::nullopt;
  return VerdictBuilder(findings, kFakeOpen, kLikely)
      .restsOn(findings.connect)
      .restsOn(findings.controlAddress)
      .with("control-address", findings.controlAddress->attempt.target.address.toString())
      .next({"find-proxy", "try-other-network"})
      .build();
}

/// Ports nobody uses are open as well.
std::optional<DiagnosisVerdict> everyPortAnswers(const Findings& findings) {
  if (!isOpen(findings.connect) || certificateHolds(findings)) return std::nullopt;
  int open = 0;
  for (const auto& control : findings.controlPorts) {
    if (!isImprobablePort(control->attempt.target.port)) continue;
    if (!isOpen(control)) return std::nullopt;
    ++open;
  }
  if (open < 2) return std::nullopt;
  VerdictBuilder builder(findings, kFakeOpen, kPossible, ".every-port");
  builder.restsOn(findings.connect).restsOn(findings.trace);
  for (const auto& control : findings.controlPorts)
    builder.restsOn(control);
  return builder.next({"find-proxy", "capture-at-server"}).build();
}

/// Small data is acknowledged, full-size data is not, and with small segments the same amount is.
std::optional<DiagnosisVerdict> largePacketsVanish(const Findings& findings) {
  if (!isOpen(findings.connect) || !findings.fullSize) return std::nullopt;
  const FullSizeEvidence& sizes = *findings.fullSize;
  if (!sizes.smallAcknowledged || sizes.fullAcknowledged != false || sizes.reducedAcknowledged == false) {
    return std::nullopt;
  }
  const bool proved = sizes.reducedAcknowledged == true;
  return VerdictBuilder(findings, kMtuBlackHole, proved ? kCertain : kLikely)
      .restsOn(findings.connect)
      .restsOn(findings.fullSize)
      .with("mss", std::to_string(sizes.mss))
      .next({"allow-fragmentation-needed", "lower-mtu"})
      .build();
}

/// Our request was acknowledged, the answer never came, and with small segments it does.
std::optional<DiagnosisVerdict> largeAnswersVanish(const Findings& findings) {
  if (!isOpen(findings.connect)) return std::nullopt;
  const bool inTls = findings.tls && findings.tls->reducedWorked == true;
  const bool inAnswer = findings.firstByte && findings.firstByte->reducedWorked == true;
  if (!inTls && !inAnswer) return std::nullopt;
  VerdictBuilder builder(findings, kMtuBlackHole, kLikely, ".answers");
  builder.restsOn(findings.connect).restsOn(findings.tls).restsOn(findings.firstByte);
  return builder.next({"allow-fragmentation-needed", "lower-mtu"}).build();
}

/// The handshake completed, but not one byte after it was acknowledged.
std::optional<DiagnosisVerdict> dataVanishes(const Findings& findings) {
  if (!isOpen(findings.connect)) return std::nullopt;
  const bool small = findings.fullSize && findings.fullSize->fullAcknowledged == false;
  const bool hello =
      findings.tls && findings.tls->result == TlsResult::kSilent && !findings.tls->clientHelloAcknowledged;
  const bool request = findings.firstByte && findings.firstByte->result == FirstByteResult::kStalled &&
                       findings.firstByte->asked && !findings.firstByte->requestAcknowledged;
  if (!small && !hello && !request) return std::nullopt;
  return VerdictBuilder(findings, kStalled, kLikely, ".not-acknowledged")
      .restsOn(findings.connect)
      .restsOn(findings.tls)
      .restsOn(findings.firstByte)
      .restsOn(findings.fullSize)
      .next({"capture-at-server", "ask-firewall-rule", "find-proxy"})
      .build();
}

std::string_view tlsVariant(TlsResult result) {
  switch (result) {
    case TlsResult::kEstablished: return ".certificate";
    case TlsResult::kNotTls: return ".not-tls";
    case TlsResult::kAlert: return ".alert";
    case TlsResult::kClosed: return ".closed";
    case TlsResult::kReset: return ".reset";
    case TlsResult::kSilent: return ".silent";
    case TlsResult::kFailed: return ".failed";
  }
  return ".failed";
}

Confidence tlsConfidence(TlsResult result) {
  const bool said = result == TlsResult::kEstablished || result == TlsResult::kNotTls || result == TlsResult::kAlert;
  return said ? kCertain : kLikely;
}

void addTlsSteps(const TlsEvidence& tls, VerdictBuilder& builder) {
  if (tls.result == TlsResult::kNotTls) {
    builder.next({"use-plain", "check-port-number"});
  } else if (tls.result == TlsResult::kEstablished) {
    const std::string& problem = tls.certificateProblems.front();
    if (problem == "expired" || problem == "not-yet-valid") builder.next({"check-clock"});
    if (problem == "self-signed" || problem == "untrusted-issuer") builder.next({"install-issuer"});
    builder.next({"check-certificate"});
  } else {
    builder.next({"check-tls-settings", "check-service-log"});
  }
}

std::string joined(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names)
    text += (text.empty() ? "" : ", ") + name;
  return text;
}

/// TLS does not come about, or comes about with a certificate that does not hold.
std::optional<DiagnosisVerdict> tlsFails(const Findings& findings) {
  if (!isOpen(findings.connect) || !findings.tls || certificateHolds(findings)) return std::nullopt;
  const TlsEvidence& tls = *findings.tls;
  VerdictBuilder builder(findings, kTlsFailed, tlsConfidence(tls.result), tlsVariant(tls.result));
  builder.restsOn(findings.connect).restsOn(findings.tls);
  if (!tls.certificateProblems.empty()) {
    builder.with("problem", "tls-problem." + tls.certificateProblems.front());
    builder.with("problems", joined(tls.certificateProblems));
  }
  builder.with("library", tls.library).with("subject", tls.subject).with("issuer", tls.issuer);
  builder.with("version", tls.version);
  addTlsSteps(tls, builder);
  return builder.build();
}

/// Connected, and then not a word although one was due.
std::optional<DiagnosisVerdict> applicationStalls(const Findings& findings) {
  if (!isOpen(findings.connect) || !findings.firstByte) return std::nullopt;
  const FirstByteEvidence& first = *findings.firstByte;
  const bool due = first.asked || findings.firstByte.evidence->check.speaksFirst;
  if (!due || first.result == FirstByteResult::kReceived) return std::nullopt;
  const std::string_view variant = first.result == FirstByteResult::kClosed  ? ".closed"
                                   : first.result == FirstByteResult::kReset ? ".reset"
                                   : first.asked                             ? ""
                                                                             : ".no-greeting";
  return VerdictBuilder(findings, kStalled, kLikely, variant)
      .restsOn(findings.connect)
      .restsOn(findings.firstByte)
      .next({"check-service-log", "check-accept-queue"})
      .build();
}

/// It got through, but only after SYNs had been lost: loss, or an accept queue that was full for a while.
std::optional<DiagnosisVerdict> onlyAfterRetransmits(const Findings& findings) {
  if (!isOpen(findings.connect) || findings.connect->attempt.synRetransmits.value_or(0) == 0) return std::nullopt;
  return VerdictBuilder(findings, kAcceptQueueOrFilter, kPossible, ".late")
      .restsOn(findings.connect)
      .restsOn(findings.retry)
      .next({"check-accept-queue", "try-again"})
      .build();
}

std::string_view reachableVariant(const Findings& findings) {
  if (findings.request->protocol == Protocol::kUdp) return ".udp";
  if (certificateHolds(findings)) return ".tls";
  if (!findings.firstByte) return "";
  const FirstByteResult result = findings.firstByte->result;
  if (result == FirstByteResult::kReceived) return ".spoke";
  return result == FirstByteResult::kClosed || result == FirstByteResult::kReset ? ".closed" : "";
}

std::optional<DiagnosisVerdict> reachable(const Findings& findings) {
  if (!isOpen(findings.connect)) return std::nullopt;
  VerdictBuilder builder(findings, kReachable, kCertain, reachableVariant(findings));
  builder.restsOn(findings.connect).restsOn(findings.tls).restsOn(findings.firstByte);
  if (findings.tls) builder.with("version", findings.tls->version).with("subject", findings.tls->subject);
  return builder.next({"application"}).build();
}

constexpr std::array<Rule, 9> kRules{anybodyAnswers,     everyPortAnswers,     largePacketsVanish,
                                     largeAnswersVanish, dataVanishes,         tlsFails,
                                     applicationStalls,  onlyAfterRetransmits, reachable};

}  // namespace

std::optional<DiagnosisVerdict> concludeOpen(const Findings& findings) {
  return firstThatApplies(kRules, findings);
}

}  // namespace synscope
