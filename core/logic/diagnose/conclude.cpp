#include "core/logic/diagnose/plan.h"
#include "core/logic/diagnose/rules.h"

namespace synscope {
namespace {

constexpr std::array<Rule, 5> kFamilies{concludeLocal, concludeRefused, concludeClosed, concludeSilent, concludeOpen};

bool saysMore(const AttemptEvidence& retry) {
  switch (retry.verdict.state) {
    case PortState::kClosed:
    case PortState::kRejected:
    case PortState::kUnreachable:
    case PortState::kLocal: return true;
    default: return false;
  }
}

bool isSilent(const AttemptEvidence& attempt) {
  return attempt.verdict.state == PortState::kFiltered || attempt.verdict.state == PortState::kOpenOrFiltered;
}

}  // namespace

Seen<AttemptEvidence> tellingAttempt(const Findings& findings) {
  const bool retryTells =
      findings.retry && findings.connect && isSilent(*findings.connect) && saysMore(*findings.retry);
  return retryTells ? findings.retry : findings.connect;
}

std::optional<DiagnosisVerdict> conclude(const DiagnosisRequest& request, const std::vector<Evidence>& evidence) {
  const auto resolved = nameIn(evidence);
  if (!resolved) return std::nullopt;
  const auto addresses = addressesIn(evidence, Plan::kMaxAddresses);
  if (addresses.empty()) return concludeName(request, resolved);

  std::vector<AddressVerdict> verdicts;
  for (const IpAddress& address : addresses) {
    Findings findings = findingsAbout(address, request, evidence);
    if (auto verdict = firstThatApplies(kFamilies, findings)) verdicts.push_back({findings, *std::move(verdict)});
  }
  if (verdicts.empty()) return std::nullopt;
  return combine(std::move(verdicts));
}

}  // namespace synscope
