#include "app/cli/throughput_lines.h"

#include "app/cli/console.h"
#include "app/cli/throughput_why.h"
#include "core/logic/base/display_text.h"
#include "core/logic/throughput/throughput_json.h"
#include "core/logic/throughput/throughput_text.h"

#include <algorithm>

namespace synscope {
namespace {

double seconds(Duration time) {
  return std::chrono::duration<double>(time).count();
}

void write(Console& console, const std::string& text) {
  console.write(QByteArray::fromStdString(text));
}

void writeJson(Console& console, const ThroughputReport& report) {
  write(console, throughputJson(report) + '\n');
  console.flush();
}

/// What the other end says of the test, line by line.
void writeServerOutput(Console& console, const std::string& output) {
  if (output.empty()) return;
  console.line();
  console.line(console.say(Phrase{"cli.throughput.server-output", {}}));
  for (std::size_t from = 0; from < output.size();) {
    const std::size_t end = std::min(output.find('\n', from), output.size());
    write(console, sanitizeForDisplay(std::string_view(output).substr(from, end - from)) + '\n');
    from = end + 1;
  }
}

}  // namespace

void ThroughputLines::begin(const ThroughputReport& report) {
  if (m_json || std::exchange(m_begun, true)) return;
  m_settings = report.settings;
  m_client = report.client;
  if (m_client)
    m_console.line(QStringLiteral("Connecting to host %1, port %2")
                       .arg(QString::fromStdString(sanitizeForDisplay(report.host)))
                       .arg(report.peer.port));
  write(m_console, throughputOpening(report));
  if (m_client) write(m_console, throughputHeader(m_settings, m_client));
}

void ThroughputLines::interval(const ThroughputInterval& interval) {
  if (m_json) return;
  write(m_console, throughputLines(m_settings, m_client, interval));
  m_console.flush();
}

void ThroughputLines::end(const ThroughputReport& report) {
  if (m_json) return writeJson(m_console, report);
  if (report.streams.empty()) return;
  begin(report);
  write(m_console, throughputSummary(report));
  QStringList facts;
  if (!report.congestion.empty())
    facts << QStringLiteral("congestion ") + QString::fromStdString(sanitizeForDisplay(report.congestion));
  if (report.cpuPercent) facts << QStringLiteral("CPU local %1%").arg(*report.cpuPercent, 0, 'f', 1);
  if (report.peerCpuPercent) facts << QStringLiteral("remote %1%").arg(*report.peerCpuPercent, 0, 'f', 1);
  if (!facts.isEmpty()) m_console.line(facts.join(QStringLiteral(", ")));
  writeServerOutput(m_console, report.serverOutput);
  if (report.client) writeWhy(m_console, report);
}

void ThroughputServerLines::listening(const IpEndpoint& local) {
  const std::string at = local.toString();
  m_console.note(
      m_console.say(Phrase{"cli.throughput.listening", {{"local", at}, {"port", std::to_string(local.port)}}}));
}

void ThroughputServerLines::started(const IpEndpoint& client) {
  if (!m_json) m_console.line(m_console.say(Phrase{"cli.throughput.accepted", {{"peer", client.toString()}}}));
  m_console.flush();
}

void ThroughputServerLines::refused(const IpEndpoint& client) {
  m_console.note(m_console.say(Phrase{"cli.throughput.refused", {{"peer", client.toString()}}}));
}

/// Several at once would print through each other: then only the sums, when one is over.
void ThroughputServerLines::ended(const ThroughputReport& report) {
  if (m_json) return writeJson(m_console, report);
  if (m_together) m_console.line(QString::fromStdString(report.peer.toString()));
  ThroughputLines lines(m_console, false);
  lines.end(report);
  m_console.flush();
}

QString liveBarText(const ThroughputInterval& live, const ThroughputSettings& settings) {
  constexpr int kCells = 20;
  const double bits = live.sum(true).bitsPerSecond() + live.sum(false).bitsPerSecond();
  const double all = seconds(settings.omit + settings.time);
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
