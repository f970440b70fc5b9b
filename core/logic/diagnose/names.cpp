#include "core/logic/diagnose/diagnosis.h"

namespace synscope {

std::string_view name(CheckKind kind) {
  switch (kind) {
    case CheckKind::kResolve: return "resolve";
    case CheckKind::kRoute: return "route";
    case CheckKind::kListeners: return "listeners";
    case CheckKind::kConnect: return "connect";
    case CheckKind::kRetry: return "retry";
    case CheckKind::kTrace: return "trace";
    case CheckKind::kControlPort: return "control-port";
    case CheckKind::kControlTrace: return "control-trace";
    case CheckKind::kControlAddress: return "control-address";
    case CheckKind::kArrivalTtl: return "arrival-ttl";
    case CheckKind::kTls: return "tls";
    case CheckKind::kFirstByte: return "first-byte";
    case CheckKind::kFullSize: return "full-size";
  }
  return "connect";
}

std::string_view name(DiagnosisCode code) {
  switch (code) {
    case DiagnosisCode::kReachable: return "reachable";
    case DiagnosisCode::kNotListening: return "not-listening";
    case DiagnosisCode::kBlockedSilent: return "blocked-silent";
    case DiagnosisCode::kBlockedReject: return "blocked-reject";
    case DiagnosisCode::kResetByMiddlebox: return "reset-by-middlebox";
    case DiagnosisCode::kHostDown: return "host-down";
    case DiagnosisCode::kNoRoute: return "no-route";
    case DiagnosisCode::kNameError: return "name-error";
    case DiagnosisCode::kLocalBlock: return "local-block";
    case DiagnosisCode::kAcceptQueueOrFilter: return "accept-queue-or-filter";
    case DiagnosisCode::kFakeOpen: return "fake-open";
    case DiagnosisCode::kTlsFailed: return "tls-failed";
    case DiagnosisCode::kMtuBlackHole: return "mtu-black-hole";
    case DiagnosisCode::kStalled: return "stalled";
    case DiagnosisCode::kFamilyBroken: return "family-broken";
    case DiagnosisCode::kMixed: return "mixed";
  }
  return "mixed";
}

std::string_view name(Confidence confidence) {
  switch (confidence) {
    case Confidence::kCertain: return "certain";
    case Confidence::kLikely: return "likely";
    case Confidence::kPossible: return "possible";
  }
  return "possible";
}

std::string_view name(LayerStep step) {
  switch (step) {
    case LayerStep::kDns: return "dns";
    case LayerStep::kRoute: return "route";
    case LayerStep::kTcp: return "tcp";
    case LayerStep::kUdp: return "udp";
    case LayerStep::kTls: return "tls";
    case LayerStep::kFirstByte: return "first-byte";
  }
  return "tcp";
}

std::string_view name(TlsResult result) {
  switch (result) {
    case TlsResult::kEstablished: return "established";
    case TlsResult::kNotTls: return "not-tls";
    case TlsResult::kAlert: return "alert";
    case TlsResult::kClosed: return "closed";
    case TlsResult::kReset: return "reset";
    case TlsResult::kSilent: return "silent";
    case TlsResult::kFailed: return "failed";
  }
  return "failed";
}

std::string_view name(FirstByteResult result) {
  switch (result) {
    case FirstByteResult::kReceived: return "received";
    case FirstByteResult::kNothingSpoken: return "nothing-spoken";
    case FirstByteResult::kClosed: return "closed";
    case FirstByteResult::kReset: return "reset";
    case FirstByteResult::kStalled: return "stalled";
  }
  return "stalled";
}

int exitCode(const DiagnosisVerdict& verdict) {
  switch (verdict.code) {
    case DiagnosisCode::kReachable:
    case DiagnosisCode::kFamilyBroken: return 0;
    case DiagnosisCode::kNotListening:
    case DiagnosisCode::kResetByMiddlebox: return 1;
    case DiagnosisCode::kBlockedSilent:
    case DiagnosisCode::kAcceptQueueOrFilter: return 2;
    case DiagnosisCode::kBlockedReject: return 3;
    case DiagnosisCode::kNoRoute:
    case DiagnosisCode::kHostDown: return 4;
    case DiagnosisCode::kNameError: return 5;
    case DiagnosisCode::kLocalBlock: return 6;
    case DiagnosisCode::kFakeOpen:
    case DiagnosisCode::kTlsFailed:
    case DiagnosisCode::kMtuBlackHole:
    case DiagnosisCode::kStalled:
    case DiagnosisCode::kMixed: return 7;
  }
  return 70;
}

}  // namespace synscope
