#include "ui/throughput/throughput_report_text.h"

#include "core/logic/throughput/loaded_latency.h"
#include "core/logic/throughput/throughput_text.h"
#include "ui/shell/language.h"
#include "ui/shell/shown_text.h"

#include <QCoreApplication>

namespace synscope {
namespace {

const QString kBetween = QStringLiteral("  ·  ");

/// The translation context of these words.
class ReportTextWords {
  Q_DECLARE_TR_FUNCTIONS(ReportTextWords)
};

QString timesText(const LatencyNumbers& numbers) {
  QStringList parts;
  if (numbers.p50) parts.append(QStringLiteral("p50 %1").arg(shownLatency(*numbers.p50)));
  if (numbers.p99) parts.append(QStringLiteral("p99 %1").arg(shownLatency(*numbers.p99)));
  if (numbers.max) parts.append(ReportTextWords::tr("at most %1").arg(shownLatency(*numbers.max)));
  parts.append(ReportTextWords::tr("samples: %1").arg(shownCount(numbers.count)));
  return parts.join(kBetween);
}

/// How the idle latency came to be known.
QString baselineText(const LoadedLatency& latency) {
  const LatencyBaseline baseline = baselineOf(latency.samples);
  if (baseline.inferred) return ReportTextWords::tr("inferred: the least that TCP saw while data flowed");
  QStringList parts;
  if (baseline.handshakes > 0)
    parts.append(ReportTextWords::tr("%n handshake(s) of the test's own connections", nullptr,
                                     static_cast<int>(baseline.handshakes)));
  if (baseline.acknowledgements > 0)
    parts.append(ReportTextWords::tr("%n acknowledgement(s) on its control connection", nullptr,
                                     static_cast<int>(baseline.acknowledgements)));
  if (baseline.leftOut > 0)
    parts.append(
        ReportTextWords::tr("%n delayed acknowledgement(s) left out", nullptr, static_cast<int>(baseline.leftOut)));
  return parts.join(shownComma());
}

QString loadLabel(LoadState load) {
  switch (load) {
    case LoadState::kUp: return ReportTextWords::tr("While sending");
    case LoadState::kDown: return ReportTextWords::tr("While receiving");
    default: return ReportTextWords::tr("While sending and receiving");
  }
}

QString loadText(const LoadedLatency& latency, LoadState load) {
  const auto& numbers = latency.of(load);
  const LoadEffect effect = effectOf(latency.idle, numbers);
  QStringList parts;
  if (numbers) parts.append(timesText(*numbers));
  if (effect.added)
    parts.append(*effect.added < Duration{} ? ReportTextWords::tr("nothing added")
                                            : ReportTextWords::tr("%1 added").arg(shownLatency(*effect.added)));
  if (!effect.grade.empty())
    parts.append(ReportTextWords::tr("grade %1")
                     .arg(QString::fromUtf8(effect.grade.data(), static_cast<qsizetype>(effect.grade.size()))));
  if (effect.roundTripsPerMinute)
    parts.append(ReportTextWords::tr("%1 round trips per minute")
                     .arg(shownCount(static_cast<std::uint64_t>(*effect.roundTripsPerMinute))));
  if (const std::uint64_t unanswered = unansweredOf(latency.samples, load); unanswered > 0)
    parts.append(ReportTextWords::tr("without an answer: %1").arg(shownCount(unanswered)));
  return parts.join(kBetween);
}

/// Line by line made safe: what a server sends is shown, and nothing else happens.
QString safeLines(const std::string& text) {
  QStringList lines;
  for (const QString& line :
       QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())).split(QLatin1Char('\n')))
    lines.append(shown(line.toStdString()));
  return lines.join(QLatin1Char('\n'));
}

}  // namespace

QString throughputReportText(const ThroughputReport& report) {
  QString text = safeLines(throughputText(report));
  if (!report.serverOutput.empty())
    text += QLatin1Char('\n') + ReportTextWords::tr("The server wrote:") + QStringLiteral("\n\n") +
            safeLines(report.serverOutput);
  return text;
}

Explanation loadedLatencyExplanation(const ThroughputReport& report) {
  Explanation explanation;
  if (!report.latency) return explanation;
  const LoadedLatency& latency = *report.latency;
  const std::string_view gradeKey = latencyGradeKey(latency.grade);
  if (!gradeKey.empty()) explanation.phrases.push_back({std::string(gradeKey), {}});
  if (latency.idle)
    explanation.facts.emplace_back(ReportTextWords::tr("Without load"),
                                   timesText(*latency.idle) + kBetween + baselineText(latency));
  for (const LoadState load : allLoads())
    if (latency.of(load) || unansweredOf(latency.samples, load) > 0)
      explanation.facts.emplace_back(loadLabel(load), loadText(latency, load));
  return explanation;
}

}  // namespace synscope
