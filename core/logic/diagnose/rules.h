#pragma once

#include "core/logic/diagnose/findings.h"

#include <array>
#include <optional>

namespace synscope {

/// One row of the verdict table: the verdict where its condition holds, nullopt where it does not apply.
using Rule = std::optional<DiagnosisVerdict> (*)(const Findings&);

/// The first row that applies.
template <std::size_t N>
std::optional<DiagnosisVerdict> firstThatApplies(const std::array<Rule, N>& rules, const Findings& findings) {
  for (const Rule rule : rules) {
    if (auto verdict = rule(findings)) return verdict;
  }
  return std::nullopt;
}

/// The attempt that says most about the port: the first, or the second where the first was silent and the second got a
/// refusal. Empty without any.
Seen<AttemptEvidence> tellingAttempt(const Findings& findings);

/// A listener on this machine that takes connections to the address asked for; nullptr where none is known.
const Listener* listenerFor(const Findings& findings);

/// The families of rules, in the order in which they are asked; each looks only at what it is about.
std::optional<DiagnosisVerdict> concludeLocal(const Findings& findings);    ///< This machine: routes, own firewall.
std::optional<DiagnosisVerdict> concludeRefused(const Findings& findings);  ///< A device answered with ICMP.
std::optional<DiagnosisVerdict> concludeClosed(const Findings& findings);   ///< A reset came back.
std::optional<DiagnosisVerdict> concludeSilent(const Findings& findings);   ///< Nothing came back.
std::optional<DiagnosisVerdict> concludeOpen(const Findings& findings);     ///< The handshake completed, and what then.

/// The name gave no address.
DiagnosisVerdict concludeName(const DiagnosisRequest& request, const Seen<NameEvidence>& name);

/// What the addresses of a name say together.
struct AddressVerdict {
  Findings findings;
  DiagnosisVerdict verdict;
};
DiagnosisVerdict combine(std::vector<AddressVerdict> addresses);

}  // namespace synscope
