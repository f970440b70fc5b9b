#include "core/engine/diagnose/report_findings.h"

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

ReportTone toneOf(MtuCode code) {
  switch (code) {
    case MtuCode::kFull:
    case MtuCode::kTold: return ReportTone::kGood;
    case MtuCode::kUnclear: return ReportTone::kUnsure;
    default: return ReportTone::kBad;
  }
}

ReportTone toneOf(IdleCode code) {
  switch (code) {
    case IdleCode::kAllAlive: return ReportTone::kGood;
    case IdleCode::kForgottenSilently:
    case IdleCode::kForgottenByReset:
    case IdleCode::kServerCloses: return ReportTone::kBad;
    default: return ReportTone::kUnsure;
  }
}

/// Puts the answers of the further checks into words, each with how sure it is.
class FindingWriter {
 public:
  explicit FindingWriter(const ReportSpeaker& speaker) : m_speaker(speaker) {}

  ReportFinding bothEnds(const BothEnds& ends) const {
    ReportFinding out = begun("both-ends", toneOf(ends.verdict.code), ends.verdict.words);
    for (const Phrase& note : ends.verdict.notes) {
      out.notes.push_back(m_speaker.title(note));
    }
    if (const auto clock = clockWords(ends.clock)) {
      out.notes.push_back(m_speaker.title(*clock));
    }
    out.facts.push_back(companion(ends.companion, ends.program));
    addCertainty(out, ends.verdict.confidence, name(ends.verdict.code));
    out.timeline = ends.timeline;
    return out;
  }

  ReportFinding sizes(const PacketSizes& sizes) const {
    ReportFinding out = begun("mtu", toneOf(sizes.verdict.code), sizes.verdict.words);
    out.facts.push_back(companion(sizes.companion, sizes.program));
    addCertainty(out, sizes.verdict.confidence, name(sizes.verdict.code));
    out.facts.push_back({reportLabel("mtu-largest"), bytes(sizes.verdict.mtu)});
    out.facts.push_back({reportLabel("mtu-own"), bytes(sizes.ownMtu)});
    out.facts.push_back({reportLabel("connections"), m_speaker.same(std::to_string(sizes.connections))});
    out.notes = {m_speaker.title(wayWords(FullSizeWay::kThere, sizes.there)),
                 m_speaker.title(wayWords(FullSizeWay::kBack, sizes.back))};
    return out;
  }

  ReportFinding idle(const LeftIdle& left) const {
    const IdleVerdict verdict = judgeIdle(left.rungs);
    ReportFinding out = begun("idle", toneOf(verdict.code), verdict.words);
    addCertainty(out, verdict.confidence, name(verdict.code));
    addTime(out, "idle-alive", verdict.longestAlive);
    addTime(out, "idle-dead", verdict.shortestDead);
    addTime(out, "idle-keepalive", verdict.keepalive);
    out.table.columns = {"column.idle", "column.fate", "column.ended"};
    for (const IdleRung& rung : left.rungs) {
      out.table.rows.push_back({m_speaker.same(idleTimeText(rung.idle)),
                                m_speaker.title({"idle-fate." + std::string(name(rung.fate)), {}}),
                                rung.endedAfter ? m_speaker.same(idleTimeText(*rung.endedAfter)) : BilingualText()});
    }
    return out;
  }

 private:
  ReportFinding begun(const char* heading, ReportTone tone, const Phrase& verdict) const {
    ReportFinding out;
    out.heading = heading;
    out.tone = tone;
    out.verdict = m_speaker.entry(verdict);
    return out;
  }

  ReportFact companion(const std::string& name, const std::string& program) const {
    return {reportLabel("companion"), m_speaker.same(name + ' ' + program)};
  }

  void addCertainty(ReportFinding& out, Confidence confidence, std::string_view code) const {
    out.facts.push_back(
        {reportLabel("confidence"), m_speaker.title({"confidence." + std::string(name(confidence)), {}})});
    out.facts.push_back({reportLabel("code"), m_speaker.same(std::string(code))});
  }

  void addTime(ReportFinding& out, const char* label, const std::optional<Duration>& time) const {
    if (time) {
      out.facts.push_back({reportLabel(label), m_speaker.same(idleTimeText(*time))});
    }
  }

  BilingualText bytes(const std::optional<std::uint32_t>& count) const {
    return count ? m_speaker.title({"report.bytes", {{"value", std::to_string(*count)}}}) : reportLabel("not-reported");
  }

  const ReportSpeaker& m_speaker;
};

}  // namespace

std::vector<ReportFinding> reportFindings(const Diagnosis& diagnosis, const ReportSpeaker& speaker) {
  const FindingWriter writer(speaker);
  std::vector<ReportFinding> findings;
  if (diagnosis.bothEnds) {
    findings.push_back(writer.bothEnds(*diagnosis.bothEnds));
  }
  if (diagnosis.sizes) {
    findings.push_back(writer.sizes(*diagnosis.sizes));
  }
  if (diagnosis.leftIdle) {
    findings.push_back(writer.idle(*diagnosis.leftIdle));
  }
  return findings;
}

}  // namespace synscope
