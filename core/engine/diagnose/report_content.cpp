#include "core/engine/diagnose/report_content.h"

#include "core/engine/diagnose/report_findings.h"
#include "core/engine/diagnose/report_path.h"
#include "core/engine/diagnose/report_speaker.h"
#include "core/logic/diagnose/redaction.h"
#include "core/logic/diagnose/words.h"

#include <QDateTime>
#include <QStringList>
#include <QSysInfo>

#include <algorithm>

namespace synscope {
namespace {

ReportTone toneOf(const std::optional<DiagnosisVerdict>& verdict) {
  if (!verdict) {
    return ReportTone::kUnsure;
  }
  switch (verdict->code) {
    case DiagnosisCode::kReachable: return ReportTone::kGood;
    case DiagnosisCode::kLocalBlock:
    case DiagnosisCode::kNoRoute: return ReportTone::kLocal;
    default: return verdict->confidence == Confidence::kPossible ? ReportTone::kUnsure : ReportTone::kBad;
  }
}

/// Builds the content part by part from one diagnosis.
class ContentBuilder {
 public:
  ContentBuilder(const Diagnosis& diagnosis, const ReportSpeaker& speaker)
      : m_diagnosis(diagnosis), m_speaker(speaker) {}

  ReportContent build() const {
    ReportContent content;
    content.title = m_speaker.title({"report.title", {{"host", host()}, {"port", port()}}});
    content.tone = toneOf(m_diagnosis.verdict);
    content.cancelled = m_diagnosis.cancelled;
    content.environment = environment();
    addVerdict(content);
    addLayers(content);
    if (m_diagnosis.path) {
      content.path = reportPath(*m_diagnosis.path, m_diagnosis.verdict, source(), m_speaker);
    }
    content.findings = reportFindings(m_diagnosis, m_speaker);
    addEvidence(content);
    addEvents(content);
    return content;
  }

 private:
  std::string host() const {
    const DiagnosisRequest& request = m_diagnosis.request;
    return request.hostAsTyped.empty() ? request.host : request.hostAsTyped;
  }

  std::string port() const { return std::to_string(m_diagnosis.request.port); }

  /// Source address of the attempts to the path's target, where the system told it.
  std::optional<IpAddress> source() const {
    for (const Evidence& evidence : m_diagnosis.evidence) {
      const auto* route = std::get_if<RouteEvidence>(&evidence.what);
      if (route && route->source && m_diagnosis.path && route->destination == m_diagnosis.path->target.address) {
        return route->source;
      }
    }
    return std::nullopt;
  }

  void addVerdict(ReportContent& content) const {
    if (!m_diagnosis.verdict) {
      content.verdict.title = reportLabel("no-verdict");
      return;
    }
    const DiagnosisVerdict& verdict = *m_diagnosis.verdict;
    content.verdict = m_speaker.entry(verdict.words);
    content.facts.push_back(
        {reportLabel("confidence"), m_speaker.title({"confidence." + std::string(name(verdict.confidence)), {}})});
    if (verdict.blamed) {
      content.facts.push_back({reportLabel("device"), m_speaker.same(verdict.blamed->toString())});
    }
    if (verdict.hop) {
      content.facts.push_back({reportLabel("hop"), m_speaker.same(std::to_string(*verdict.hop))});
    }
    content.facts.push_back({reportLabel("code"), m_speaker.same(std::string(name(verdict.code)))});
    for (const Phrase& step : verdict.nextSteps) {
      content.nextSteps.push_back(m_speaker.entry(step));
    }
  }

  void addLayers(ReportContent& content) const {
    for (const Layer& layer : m_diagnosis.layers) {
      ReportLayer row;
      row.step = m_speaker.title({"layer." + std::string(name(layer.step)), {}});
      row.address = layer.address ? m_speaker.show(layer.address->toString()) : QString();
      row.tone = !layer.ok ? ReportTone::kUnsure : *layer.ok ? ReportTone::kGood : ReportTone::kBad;
      row.result = reportLabel(!layer.ok ? "result.unknown" : *layer.ok ? "result.ok" : "result.failed");
      row.time = layer.elapsed ? milliseconds(*layer.elapsed) : QString();
      row.words = m_speaker.title(layer.words);
      content.layers.push_back(std::move(row));
    }
  }

  void addEvidence(ReportContent& content) const {
    const std::vector<int> decisive = m_diagnosis.verdict ? m_diagnosis.verdict->evidence : std::vector<int>();
    for (const Evidence& evidence : m_diagnosis.evidence) {
      ReportEvidence row;
      row.id = evidence.id;
      row.at = milliseconds(evidence.at);
      row.check = m_speaker.title({"check." + std::string(name(evidence.check.kind)), {}});
      row.sentence = m_speaker.title(evidenceWords(evidence));
      row.explanations = explanationsOf(evidence);
      row.isDecisive = std::find(decisive.begin(), decisive.end(), evidence.id) != decisive.end();
      content.evidence.push_back(std::move(row));
    }
  }

  std::vector<CatalogueEntry> explanationsOf(const Evidence& evidence) const {
    std::vector<CatalogueEntry> entries = {m_speaker.entry({"check." + std::string(name(evidence.check.kind)), {}})};
    if (const auto* attempt = std::get_if<AttemptEvidence>(&evidence.what)) {
      entries.push_back(m_speaker.entry({"reason." + std::string(name(attempt->verdict.reason)), {}}));
      if (attempt->attempt.icmp) {
        entries.push_back(m_speaker.entry({catalogueKey(*attempt->attempt.icmp), {}}));
      }
    }
    if (const auto* trace = std::get_if<TraceEvidence>(&evidence.what)) {
      entries.push_back(m_speaker.entry({endKey(trace->trace), {}}));
    }
    return entries;
  }

  void addEvents(ReportContent& content) const {
    const Timeline& timeline = m_diagnosis.timeline;
    for (const TimelineEvent& event : timeline.events()) {
      ReportEvent row;
      row.at = milliseconds(event.at - timeline.events().front().at);
      row.from = m_speaker.show(timeline.lanes().at(event.from));
      row.to = event.to == event.from ? QString() : m_speaker.show(timeline.lanes().at(event.to));
      row.what = m_speaker.title({event.code, event.fields});
      row.fields = fieldsOf(event);
      row.source = m_speaker.title({"source." + std::string(name(event.source)), {}});
      content.events.push_back(std::move(row));
    }
  }

  QString fieldsOf(const TimelineEvent& event) const {
    QStringList fields;
    for (const auto& [field, value] : event.fields) {
      fields.append(QString::fromStdString(field) + QLatin1Char(' ') + m_speaker.show(value));
    }
    return fields.join(QStringLiteral(", "));
  }

  std::vector<ReportFact> environment() const {
    const DiagnosisRequest& request = m_diagnosis.request;
    const std::string target = host() + ' ' + std::string(name(request.protocol)) + ' ' + port();
    return {{reportLabel("env.target"), m_speaker.same(target)},
            {reportLabel("env.took"), plain(milliseconds(m_diagnosis.elapsed))},
            {reportLabel("env.written"), plain(QDateTime::currentDateTime()
                                                   .toOffsetFromUtc(QDateTime::currentDateTime().offsetFromUtc())
                                                   .toString(Qt::ISODate))},
            {reportLabel("env.program"), plain(QStringLiteral("SynScope " SYNSCOPE_VERSION))},
            {reportLabel("env.system"), plain(QSysInfo::prettyProductName())},
            {reportLabel("env.kernel"), plain(QSysInfo::kernelType() + QLatin1Char(' ') + QSysInfo::kernelVersion() +
                                              QStringLiteral(", ") + QSysInfo::currentCpuArchitecture())},
            {reportLabel("env.redacted"), reportLabel(m_speaker.redacts() ? "redacted.yes" : "redacted.no")}};
  }

  static BilingualText plain(const QString& text) { return {text, text}; }

  const Diagnosis& m_diagnosis;
  const ReportSpeaker& m_speaker;
};

}  // namespace

QString name(ReportTone tone) {
  switch (tone) {
    case ReportTone::kGood: return QStringLiteral("good");
    case ReportTone::kBad: return QStringLiteral("bad");
    case ReportTone::kLocal: return QStringLiteral("local");
    case ReportTone::kUnsure: return QStringLiteral("unsure");
  }
  return QStringLiteral("unsure");
}

BilingualText reportLabel(const char* name) {
  return Catalogue::instance().title({std::string("report.") + name, {}});
}

ReportContent reportContent(const Diagnosis& diagnosis, Redaction* redaction) {
  const ReportSpeaker speaker(redaction);
  return ContentBuilder(redaction ? redaction->apply(diagnosis) : diagnosis, speaker).build();
}

}  // namespace synscope
