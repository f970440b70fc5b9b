#pragma once

#include "core/engine/base/catalogue.h"
#include "core/logic/throughput/throughput_report.h"
#include "ui/diagnose/verdict_look.h"
#include "ui/widgets/explanation_panel.h"

namespace synscope {

/// What came out of a test, in words: the rate first, then why it was no more.
struct ThroughputAnswer {
  BilingualText title;
  BilingualText plain;
  Look look;
};

ThroughputAnswer throughputAnswer(const ThroughputReport& report);
/// The cause with its numbers, what holds beside it, and what to do.
Explanation whyExplanation(const ThroughputReport& report);
/// bit/s of what this end sent or received, as the receiver counted where it told; nullopt: no such stream.
std::optional<double> measuredRate(const ThroughputReport& report, bool sender);

}  // namespace synscope
