#include "core/engine/diagnose/report_both_ends.h"

#include "core/engine/diagnose/report_speaker.h"
#include "core/logic/companion/clock_words.h"

namespace synscope {
namespace {

ReportTone toneOf(TwoSidedCode code) {
  switch (code) {
    case TwoSidedCode::kBothOpen: return ReportTone::kGood;
    case TwoSidedCode::kNotSent: return ReportTone::kLocal;
    case TwoSidedCode::kUnclear: return ReportTone::kUnsure;
    default: return ReportTone::kBad;
  }
}

}  // namespace

ReportBothEnds reportBothEnds(const BothEnds& ends, const ReportSpeaker& speaker) {
  ReportBothEnds out;
  out.tone = toneOf(ends.verdict.code);
  out.verdict = speaker.entry(ends.verdict.words);
  for (const Phrase& note : ends.verdict.notes)
    out.notes.push_back(speaker.title(note));
  if (const auto clock = clockWords(ends.clock)) out.notes.push_back(speaker.title(*clock));
  out.facts.push_back({reportLabel("companion"), speaker.same(ends.companion + ' ' + ends.program)});
  out.facts.push_back(
      {reportLabel("confidence"), speaker.title({"confidence." + std::string(name(ends.verdict.confidence)), {}})});
  out.facts.push_back({reportLabel("code"), speaker.same(std::string(name(ends.verdict.code)))});
  out.timeline = ends.timeline;
  return out;
}

}  // namespace synscope
