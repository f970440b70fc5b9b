#pragma once

#include "core/logic/diagnose/findings.h"

#include <string>
#include <string_view>
#include <utility>

namespace synscope {

/// The values every verdict and next step about one address may put into words (words.h).
std::vector<std::pair<std::string, std::string>> wordsArgs(const Findings& findings);

/// "IPv4" or "IPv6", as sentences write it.
std::string familyText(IpFamily family);

/// Milliseconds as people write them: "0.21", "12.4", "3050".
std::string msText(Duration elapsed);

/// Builds one verdict step by step; reads like the sentence it stands for.
class VerdictBuilder {
 public:
  /// @param variant What is added to "verdict.<code>": "", ".host", ...
  VerdictBuilder(const Findings& findings, DiagnosisCode code, Confidence confidence, std::string_view variant = {});

  template <typename T>
  VerdictBuilder& restsOn(const Seen<T>& seen) {
    if (seen) m_verdict.evidence.push_back(seen.id());
    return *this;
  }
  VerdictBuilder& blames(std::optional<IpAddress> device);
  VerdictBuilder& atHop(std::optional<int> hop);
  VerdictBuilder& with(std::string_view name, std::string value);
  /// Keys of next steps without "next.", the most useful first.
  VerdictBuilder& next(std::initializer_list<std::string_view> steps);

  /// The verdict; steps get the same values as its words, and one more step where the address itself is a hint.
  DiagnosisVerdict build();

 private:
  void addAddressHint();

  const Findings& m_findings;
  DiagnosisVerdict m_verdict;
  std::vector<std::string> m_steps;
};

}  // namespace synscope
