#include "ui/throughput/throughput_report_text.h"

#include "core/logic/throughput/loaded_latency.h"
#include "core/logic/throughput/throughput_text.h"
#include "ui/shell/language.h"
#include "ui/shell/shown_text.h"

#include <QCoreApplication>

namespace synscope {
namespace {

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
  return parts.join(QStringLiteral("  ·  "));
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
  const auto add = [&explanation](const QString& name, const std::optional<LatencyNumbers>& numbers) {
    if (numbers) explanation.facts.emplace_back(name, timesText(*numbers));
  };
  add(ReportTextWords::tr("Without load"), latency.idle);
  add(ReportTextWords::tr("While sending"), latency.up);
  add(ReportTextWords::tr("While receiving"), latency.down);
  if (latency.roundTripsPerMinute)
    explanation.facts.emplace_back(ReportTextWords::tr("Round trips per minute"),
                                   shownCount(static_cast<std::uint64_t>(*latency.roundTripsPerMinute)));
  return explanation;
}

}  // namespace synscope
