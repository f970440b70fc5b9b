#include "ui/diagnose/verdict_look.h"

#include <algorithm>

namespace synscope {
namespace {

Look good() {
  return {QStringLiteral("check"), Tone::kGood};
}
Look bad() {
  return {QStringLiteral("cross"), Tone::kBad};
}
Look neutral() {
  return {QStringLiteral("dash"), Tone::kNeutral};
}

/// Whether an item of evidence is good news; nullopt where it is neither.
struct GoodNews {
  std::optional<bool> operator()(const SkippedEvidence&) const { return std::nullopt; }
  std::optional<bool> operator()(const NameEvidence& names) const {
    return std::any_of(names.answers.begin(), names.answers.end(), [](const auto& a) { return !a.addresses.empty(); });
  }
  std::optional<bool> operator()(const RouteEvidence& route) const {
    if (!route.known) return std::nullopt;
    return route.error == SocketError::kNone;
  }
  std::optional<bool> operator()(const ListenerEvidence& found) const {
    if (!found.known) return std::nullopt;
    return !found.listeners.empty();
  }
  std::optional<bool> operator()(const TraceEvidence& found) const {
    if (found.trace.end == TraceEnd::kRunning || found.trace.end == TraceEnd::kCancelled) return std::nullopt;
    return found.trace.end == TraceEnd::kReached;
  }
  std::optional<bool> operator()(const ArrivalTtlEvidence&) const { return std::nullopt; }
  std::optional<bool> operator()(const TlsEvidence& tls) const { return tls.result == TlsResult::kEstablished; }
  std::optional<bool> operator()(const FirstByteEvidence& first) const {
    if (first.result == FirstByteResult::kNothingSpoken) return std::nullopt;
    return first.result == FirstByteResult::kReceived;
  }
  std::optional<bool> operator()(const FullSizeEvidence& size) const { return size.fullAcknowledged; }
  std::optional<bool> operator()(const AttemptEvidence& tried) const {
    if (tried.verdict.state == PortState::kCancelled) return std::nullopt;
    return tried.verdict.state == PortState::kOpen;
  }
};

/// Controls only compare: how they end is neither good nor bad, but an answer where none may come is.
Look lookOfControl(const Evidence& evidence) {
  const auto* tried = std::get_if<AttemptEvidence>(&evidence.what);
  const bool fake =
      evidence.check.kind == CheckKind::kControlAddress && tried != nullptr && tried->verdict.state == PortState::kOpen;
  return fake ? Look{QStringLiteral("warn"), Tone::kWarn} : Look{QStringLiteral("info"), Tone::kNeutral};
}

bool isControl(CheckKind kind) {
  return kind == CheckKind::kControlPort || kind == CheckKind::kControlTrace || kind == CheckKind::kControlAddress ||
         kind == CheckKind::kArrivalTtl;
}

}  // namespace

Look lookOf(DiagnosisCode code) {
  switch (code) {
    case DiagnosisCode::kReachable: return good();
    case DiagnosisCode::kBlockedReject:
    case DiagnosisCode::kResetByMiddlebox:
    case DiagnosisCode::kLocalBlock: return {QStringLiteral("shield"), Tone::kBad};
    case DiagnosisCode::kBlockedSilent:
    case DiagnosisCode::kHostDown:
    case DiagnosisCode::kMtuBlackHole: return {QStringLiteral("silent"), Tone::kBad};
    case DiagnosisCode::kNotListening:
    case DiagnosisCode::kNoRoute:
    case DiagnosisCode::kTlsFailed: return bad();
    case DiagnosisCode::kNameError: return {QStringLiteral("question"), Tone::kBad};
    case DiagnosisCode::kStalled: return {QStringLiteral("clock"), Tone::kWarn};
    case DiagnosisCode::kAcceptQueueOrFilter:
    case DiagnosisCode::kFakeOpen:
    case DiagnosisCode::kFamilyBroken:
    case DiagnosisCode::kMixed: return {QStringLiteral("warn"), Tone::kWarn};
  }
  return neutral();
}

Look lookOf(std::optional<bool> ok) {
  if (!ok) return neutral();
  return *ok ? good() : bad();
}

Look lookOf(const Evidence& evidence) {
  if (isControl(evidence.check.kind)) return lookOfControl(evidence);
  return lookOf(std::visit(GoodNews{}, evidence.what));
}

Look lookOf(PortState state) {
  switch (state) {
    case PortState::kOpen: return good();
    case PortState::kClosed: return bad();
    case PortState::kRejected: return {QStringLiteral("shield"), Tone::kBad};
    case PortState::kFiltered: return {QStringLiteral("silent"), Tone::kWarn};
    case PortState::kOpenOrFiltered:
    case PortState::kNameError: return {QStringLiteral("question"), Tone::kWarn};
    case PortState::kUnreachable:
    case PortState::kLocal: return {QStringLiteral("warn"), Tone::kWarn};
    case PortState::kCancelled: break;
  }
  return neutral();
}

}  // namespace synscope
