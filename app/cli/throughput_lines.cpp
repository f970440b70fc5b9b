#include "app/cli/throughput_lines.h"

#include "app/cli/console.h"
#include "app/cli/throughput_why.h"
#include "core/logic/base/display_text.h"
#include "core/logic/throughput/throughput_json.h"
#include "core/logic/throughput/throughput_text.h"

#include <QDateTime>
#include <QLocale>
#include <QSysInfo>

#include <algorithm>

namespace synscope {
namespace {

double seconds(Duration time) {
  return std::chrono::duration<double>(time).count();
}

/// What the other end says of the test, line by line.
void writeServerOutput(ThroughputOutput& output, const std::string& told) {
  if (told.empty()) return;
  output.line();
  output.line(output.console().say(Phrase{"cli.throughput.server-output", {}}));
  for (std::size_t from = 0; from < told.size();) {
    const std::size_t end = std::min(told.find('\n', from), told.size());
    output.text(sanitizeForDisplay(std::string_view(told).substr(from, end - from)) + '\n');
    from = end + 1;
  }
}

std::string startedAt(const ThroughputReport& report) {
  const QDateTime time = QDateTime::fromMSecsSinceEpoch(report.startedAtMs).toUTC();
  return "Time: " + QLocale::c().toString(time, u"ddd, dd MMM yyyy HH:mm:ss").toStdString() + " GMT\n";
}

}  // namespace

void writeProgram(ThroughputOutput& output) {
  output.line(QStringLiteral("SynScope " SYNSCOPE_VERSION " (iperf3)"));
  output.line(QStringList{QSysInfo::kernelType(), QSysInfo::machineHostName(), QSysInfo::kernelVersion(),
                          QSysInfo::currentCpuArchitecture()}
                  .join(QLatin1Char(' ')));
}

void ThroughputLines::connected(const ThroughputReport& report) {
  if (std::exchange(m_connected, true) || !report.client || !m_output.form().isText()) return;
  const bool verbose = m_output.form().verbose;
  if (verbose) writeProgram(m_output);
  if (verbose) m_output.text(startedAt(report));
  m_output.text("Connecting to host " + sanitizeForDisplay(report.host) + ", port " + std::to_string(report.peer.port) +
                '\n');
  m_output.flush();
}

void ThroughputLines::begin(const ThroughputReport& report) {
  using Kind = ThroughputOutputForm::Kind;
  if (std::exchange(m_begun, true)) return;
  m_settings = report.settings;
  m_client = report.client;
  if (m_output.form().kind == Kind::kJsonStream) m_output.json(throughputStartEvent(report, m_test));
  if (m_output.form().isText()) beginText(report);
}

void ThroughputLines::beginText(const ThroughputReport& report) {
  const bool verbose = m_output.form().verbose;
  const std::string host = sanitizeForDisplay(report.host);
  connected(report);
  if (!m_client && verbose) m_output.text(startedAt(report));
  if (m_client && m_settings.direction == TransferDirection::kDown)
    m_output.text("Reverse mode, remote host " + host + " is sending\n");
  m_output.text(throughputOpening(report));
  if (verbose) m_output.text(throughputDetails(report));
  m_output.text(throughputHeader(m_settings, m_client));
}

void ThroughputLines::interval(const ThroughputInterval& interval) {
  using Kind = ThroughputOutputForm::Kind;
  const ThroughputOutputForm& form = m_output.form();
  if (form.kind == Kind::kJsonStream) m_output.json(throughputIntervalEvent(interval, m_client, m_test));
  if (!form.isText()) return;
  m_output.text(throughputLines(m_settings, m_client, interval, form.rate));
  m_output.flush();
}

void ThroughputLines::end(const ThroughputReport& report) {
  using Kind = ThroughputOutputForm::Kind;
  switch (m_output.form().kind) {
    case Kind::kText:
      if (!report.streams.empty()) endText(report);
      return m_output.flush();
    case Kind::kJson: return m_output.json(report.client ? throughputJson(report) : throughputJsonLine(report));
    case Kind::kJsonStream:
      if (report.error) m_output.json(throughputErrorEvent(*report.error, m_test));
      return m_output.json(throughputEndEvent(report, m_test));
  }
}

void ThroughputLines::endText(const ThroughputReport& report) {
  const ThroughputOutputForm& form = m_output.form();
  begin(report);
  m_output.text(throughputSummary(report, form.rate, form.verbose ? "Test Complete. Summary Results:\n" : ""));
  form.verbose ? m_output.text(throughputAftermath(report)) : facts(report);
  if (!report.client) return;
  writeServerOutput(m_output, report.serverOutput);
  if (!report.error && !report.interrupted) m_output.text("\niperf Done.\n");
  writeWhy(m_output, report);
}

void ThroughputLines::facts(const ThroughputReport& report) {
  QStringList facts;
  if (!report.congestion.empty())
    facts << QStringLiteral("congestion ") + QString::fromStdString(sanitizeForDisplay(report.congestion));
  if (report.cpuPercent) facts << QStringLiteral("CPU local %1%").arg(*report.cpuPercent, 0, 'f', 1);
  if (report.peerCpuPercent) facts << QStringLiteral("remote %1%").arg(*report.peerCpuPercent, 0, 'f', 1);
  if (!facts.isEmpty()) m_output.line(facts.join(QStringLiteral(", ")));
}

QString liveBarText(const ThroughputInterval& live, const ThroughputSettings& settings) {
  constexpr int kCells = 20;
  const double bits = live.sum(true).bitsPerSecond() + live.sum(false).bitsPerSecond();
  const double all = seconds(wholeTime(settings));
  const bool timed = settings.bytes == 0 && settings.blocks == 0 && all > 0;
  if (!timed)
    return QStringLiteral("%1 s  %2").arg(seconds(live.end), 0, 'f', 1).arg(QString::fromStdString(bitRateText(bits)));
  const int filled = std::clamp(static_cast<int>(kCells * seconds(live.end) / all), 0, kCells);
  return QStringLiteral("[%1%2] %3 / %4 s  %5")
      .arg(QString(filled, QLatin1Char('=')), QString(kCells - filled, QLatin1Char(' ')))
      .arg(seconds(live.end), 0, 'f', 1)
      .arg(all, 0, 'f', 0)
      .arg(QString::fromStdString(bitRateText(bits)));
}

}  // namespace synscope
