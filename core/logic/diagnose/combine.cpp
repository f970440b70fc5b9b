#include "core/logic/diagnose/rules.h"
#include "core/logic/diagnose/verdict_builder.h"

namespace synscope {
namespace {

bool isGood(const AddressVerdict& address) {
  return address.verdict.code == DiagnosisCode::kReachable;
}

/// This machine has no way into the whole family: nobody here uses it, so it is not what stops a person.
bool isFamilyAbsent(const AddressVerdict& address) {
  return address.verdict.words.key == "verdict.no-route.here" || address.verdict.words.key == "verdict.no-route.family";
}

bool isAbsent(const std::vector<AddressVerdict>& addresses, IpFamily family) {
  return std::all_of(addresses.begin(), addresses.end(), [&](const AddressVerdict& address) {
    return address.findings.address.family() != family || isFamilyAbsent(address);
  });
}

/// Leaves out a family this machine does not have, where the other one has something to say.
void dropAbsentFamily(std::vector<AddressVerdict>& addresses) {
  const bool v4 = isAbsent(addresses, IpFamily::kV4);
  const bool v6 = isAbsent(addresses, IpFamily::kV6);
  if (v4 == v6) return;
  const IpFamily absent = v4 ? IpFamily::kV4 : IpFamily::kV6;
  std::erase_if(addresses, [&](const AddressVerdict& address) { return address.findings.address.family() == absent; });
}

/// How far a verdict got, so that of several failures the one nearest to success speaks.
int progress(DiagnosisCode code) {
  switch (code) {
    case DiagnosisCode::kReachable: return 9;
    case DiagnosisCode::kTlsFailed:
    case DiagnosisCode::kMtuBlackHole:
    case DiagnosisCode::kStalled: return 8;
    case DiagnosisCode::kFakeOpen: return 7;
    case DiagnosisCode::kNotListening: return 6;
    case DiagnosisCode::kBlockedReject:
    case DiagnosisCode::kResetByMiddlebox: return 5;
    case DiagnosisCode::kAcceptQueueOrFilter: return 4;
    case DiagnosisCode::kBlockedSilent: return 3;
    case DiagnosisCode::kHostDown: return 2;
    default: return 1;
  }
}

const AddressVerdict& furthest(const std::vector<AddressVerdict>& addresses) {
  return *std::max_element(addresses.begin(), addresses.end(), [](const AddressVerdict& a, const AddressVerdict& b) {
    return progress(a.verdict.code) < progress(b.verdict.code);
  });
}

std::vector<int> allIds(const std::vector<AddressVerdict>& addresses) {
  std::vector<int> ids;
  for (const AddressVerdict& address : addresses)
    ids.insert(ids.end(), address.verdict.evidence.begin(), address.verdict.evidence.end());
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  return ids;
}

/// One family works on every address and the other on none.
bool splitsByFamily(const std::vector<AddressVerdict>& addresses) {
  const auto goodIsOf = [&](IpFamily family) {
    return std::all_of(addresses.begin(), addresses.end(), [&](const AddressVerdict& address) {
      return isGood(address) == (address.findings.address.family() == family);
    });
  };
  return goodIsOf(IpFamily::kV4) || goodIsOf(IpFamily::kV6);
}

/// A verdict about several addresses, spoken for by the broken one.
DiagnosisVerdict spokenFor(const AddressVerdict& broken, DiagnosisCode code,
                           const std::vector<AddressVerdict>& addresses) {
  const IpFamily family = broken.findings.address.family();
  const auto good = std::count_if(addresses.begin(), addresses.end(), isGood);
  VerdictBuilder builder(broken.findings, code, broken.verdict.confidence);
  builder.blames(broken.verdict.blamed).atHop(broken.verdict.hop);
  builder.with("family", familyText(family));
  builder.with("other-family", familyText(family == IpFamily::kV4 ? IpFamily::kV6 : IpFamily::kV4));
  builder.with("cause", "cause." + std::string(name(broken.verdict.code)));
  builder.with("good", std::to_string(good)).with("total", std::to_string(addresses.size()));
  builder.next({code == DiagnosisCode::kFamilyBroken ? "fix-family" : "fix-addresses"});
  DiagnosisVerdict verdict = builder.build();
  const auto& steps = broken.verdict.nextSteps;
  verdict.nextSteps.insert(verdict.nextSteps.end(), steps.begin(), steps.end());
  verdict.evidence = allIds(addresses);
  return verdict;
}

}  // namespace

DiagnosisVerdict combine(std::vector<AddressVerdict> addresses) {
  dropAbsentFamily(addresses);
  const auto good = std::count_if(addresses.begin(), addresses.end(), isGood);
  if (good == 0 || static_cast<std::size_t>(good) == addresses.size()) return furthest(addresses).verdict;
  const auto broken = std::find_if_not(addresses.begin(), addresses.end(), isGood);
  const DiagnosisCode code = splitsByFamily(addresses) ? DiagnosisCode::kFamilyBroken : DiagnosisCode::kMixed;
  return spokenFor(*broken, code, addresses);
}

}  // namespace synscope
