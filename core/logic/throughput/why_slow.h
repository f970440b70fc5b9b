#pragma once

#include "core/logic/base/phrase.h"
#include "core/logic/throughput/throughput_report.h"
#include "core/logic/throughput/why_facts.h"

#include <span>
#include <string>
#include <string_view>

namespace synscope {

/// What held the rate of one direction where it was: the cause that the numbers speak for most strongly, how strongly,
/// the numbers themselves, and what else holds. Words are `why.<cause>` and `why-number.<name>`.
/// Percentages of the verdict: busy is of the time of the test, the two limits are of the busy time (as `ss -i`
/// prints).
/// Of a test that a person stopped: under three counted seconds no cause is named, above that with less confidence.
/// @param sender About what this end sends; else what it receives, for which its own kernel knows less.
WhyVerdict explainSlow(const ThroughputReport& report, bool sender);
WhyVerdict explainSlow(const WhyFacts& facts, bool sender);

/// Every cause, and every name a WhyNumber can have: for the catalogue.
std::span<const SlowCause> allSlowCauses();
std::span<const std::string_view> allWhyNumbers();

/// "why-number.retransmits" with the placeholder `value`, rounded to what a person reads.
Phrase whyNumberPhrase(const WhyNumber& number);

}  // namespace synscope
