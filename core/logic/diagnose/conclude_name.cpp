#include "core/logic/diagnose/rules.h"
#include "core/logic/diagnose/verdict_builder.h"

namespace synscope {
namespace {

/// The error of the look-up that tells most: a server that does not answer may hide anything, "not found" is an answer.
std::optional<Error> tellingError(const NameEvidence& name) {
  std::optional<Error> telling;
  for (const NameAnswer& answer : name.answers) {
    if (!answer.error) continue;
    if (!telling || telling->code == ErrorCode::kNameNotFound) telling = answer.error;
  }
  return telling;
}

struct NameKind {
  std::string_view variant;
  std::vector<std::string_view> steps;
};

NameKind kindOf(const std::optional<Error>& error, FamilyChoice family) {
  if (!error && family != FamilyChoice::kAny) return {".no-family", {"other-family", "check-name"}};
  if (!error || error->code == ErrorCode::kNameNotFound) return {".not-found", {"check-name", "check-name-server"}};
  if (error->code == ErrorCode::kNameServerSilent) return {".server-silent", {"check-name-server"}};
  return {".server-failed", {"check-name-server", "check-name"}};
}

}  // namespace

DiagnosisVerdict concludeName(const DiagnosisRequest& request, const Seen<NameEvidence>& name) {
  const auto error = tellingError(*name);
  const NameKind kind = kindOf(error, request.family);

  DiagnosisVerdict verdict;
  verdict.code = DiagnosisCode::kNameError;
  verdict.confidence = Confidence::kCertain;
  verdict.evidence = {name.id()};
  verdict.words.key = "verdict.name-error" + std::string(kind.variant);
  const bool v6Only = request.family == FamilyChoice::kV6Only;
  verdict.words.args = {{"host", request.hostAsTyped.empty() ? request.host : request.hostAsTyped},
                        {"port", std::to_string(request.port)},
                        {"protocol", request.protocol == Protocol::kTcp ? "TCP" : "UDP"},
                        {"family", familyText(v6Only ? IpFamily::kV6 : IpFamily::kV4)},
                        {"other-family", familyText(v6Only ? IpFamily::kV4 : IpFamily::kV6)}};
  if (error) verdict.words.args.emplace_back("error", "error." + std::string(synscope::name(error->code)));
  for (const std::string_view step : kind.steps)
    verdict.nextSteps.push_back({"next." + std::string(step), verdict.words.args});
  return verdict;
}

}  // namespace synscope
