#include "app/cli/throughput_lines.h"

#include "app/cli/console.h"
#include "app/cli/throughput_json.h"

#include <algorithm>
#include <cmath>

namespace synscope {
namespace {

double seconds(Duration time) {
  return std::chrono::duration<double>(time).count();
}

QString scaled(double number, double base, const char* unit) {
  constexpr std::array kPrefixes = {"", "K", "M", "G", "T"};
  std::size_t prefix = 0;
  for (; number >= base && prefix + 1 < kPrefixes.size(); ++prefix)
    number /= base;
  const int digits = number < 9.995 ? 2 : number < 99.95 ? 1 : 0;
  return QStringLiteral("%1 %2%3")
      .arg(number, 4, 'f', digits)
      .arg(QLatin1String(kPrefixes[prefix]), QLatin1String(unit));
}

QString bytesText(std::uint64_t bytes) {
  return scaled(static_cast<double>(bytes), 1024, "Bytes");
}

QString rateText(double bits) {
  return scaled(bits, 1000, "bits/sec");
}

QString idText(int stream) {
  return stream == 0 ? QStringLiteral("[SUM]") : QStringLiteral("[%1]").arg(stream, 3);
}

QString spanText(Duration begin, Duration end) {
  return QStringLiteral("%1-%2 sec").arg(seconds(begin), 6, 'f', 2).arg(seconds(end), -6, 'f', 2);
}

QString lossText(const DatagramCounts& counts) {
  const auto all = static_cast<double>(counts.packets);
  const double percent = all > 0 ? 100 * static_cast<double>(counts.lost) / all : 0;
  return QStringLiteral("%1 ms  %2/%3 (%4%)")
      .arg(toMs(counts.jitter.value_or(Duration{})), 0, 'f', 3)
      .arg(counts.lost)
      .arg(counts.packets)
      .arg(percent, 0, 'g', 2);
}

QString cells(int stream, const QString& span, std::uint64_t bytes, double bits) {
  return QStringLiteral("%1 %2  %3  %4")
      .arg(idText(stream), span, bytesText(bytes).leftJustified(12), rateText(bits).leftJustified(14));
}

double rate(std::uint64_t bytes, Duration time) {
  return time > Duration::zero() ? 8 * static_cast<double>(bytes) / seconds(time) : 0;
}

}  // namespace

void ThroughputLines::begin(const ThroughputReport& report) {
  if (m_json || std::exchange(m_begun, true)) return;
  m_settings = report.settings;
  m_console.line(
      QStringLiteral("Connecting to host %1, port %2").arg(QString::fromStdString(report.host)).arg(report.peer.port));
  for (const StreamTotal& stream : report.streams)
    m_console.line(QStringLiteral("%1 local %2 port %3 connected to %4 port %5")
                       .arg(idText(stream.stream), QString::fromStdString(stream.local.address.toString()))
                       .arg(stream.local.port)
                       .arg(QString::fromStdString(stream.peer.address.toString()))
                       .arg(stream.peer.port));
  head();
}

void ThroughputLines::head() {
  const bool udp = m_settings.protocol == Protocol::kUdp;
  const char* more = udp ? "Datagrams / Jitter, Lost" : "Retr  Cwnd         RTT";
  m_console.line(QStringLiteral("[ ID] Interval          Transfer      Bitrate         ") + QLatin1String(more));
}

void ThroughputLines::row(const StreamInterval& stream, bool omitted) {
  QString text = cells(stream.stream, spanText(stream.begin, stream.end), stream.bytes, stream.bitsPerSecond());
  if (stream.datagrams)
    text += QStringLiteral("  ") +
            (stream.sender ? QString::number(stream.datagrams->packets) : lossText(*stream.datagrams));
  if (stream.retransmits) text += QStringLiteral("  %1").arg(*stream.retransmits, 4);
  if (stream.cwndBytes) text += QStringLiteral("  ") + bytesText(*stream.cwndBytes).leftJustified(11);
  if (stream.rttUs && stream.sender) text += QStringLiteral("  %1 ms").arg(*stream.rttUs / 1000.0, 0, 'f', 2);
  if (omitted) text += QStringLiteral("  (omitted)");
  m_console.line(text);
}

void ThroughputLines::interval(const ThroughputInterval& interval) {
  if (m_json) return;
  for (const StreamInterval& stream : interval.streams)
    row(stream, interval.omitted);
  for (const bool sender : {true, false})
    if (std::ranges::count(interval.streams, sender, &StreamInterval::sender) > 1)
      row(interval.sum(sender), interval.omitted);
  m_console.flush();
}

void ThroughputLines::total(const StreamTotal& total, bool asSender) {
  const std::uint64_t bytes = asSender ? total.sentBytes : total.receivedBytes;
  const Duration time = asSender ? total.sentTime : total.receivedTime;
  if (time == Duration::zero()) return;
  QString text = cells(total.stream, spanText({}, time), bytes, rate(bytes, time));
  if (asSender && total.retransmits) text += QStringLiteral("  %1").arg(*total.retransmits, 4);
  if (!asSender && total.datagrams) text += QStringLiteral("  ") + lossText(*total.datagrams);
  m_console.line(text + (asSender ? QStringLiteral("  sender") : QStringLiteral("  receiver")));
}

void ThroughputLines::totals(const ThroughputReport& report) {
  m_console.line(QStringLiteral("- - - - - - - - - - - - - - - - - - - - - - - - -"));
  for (const StreamTotal& stream : report.streams)
    for (const bool sender : {true, false})
      total(stream, sender);
  for (const bool ours : {true, false}) {
    if (std::ranges::count(report.streams, ours, &StreamTotal::sender) < 2) continue;
    for (const bool sender : {true, false})
      total(report.sum(ours), sender);
  }
}

void ThroughputLines::end(const ThroughputReport& report) {
  if (m_json) return m_console.write(throughputDocument(report));
  if (report.streams.empty()) return;
  begin(report);
  totals(report);
  QStringList facts;
  if (!report.congestion.empty()) facts << QStringLiteral("congestion ") + QString::fromStdString(report.congestion);
  if (report.cpuPercent) facts << QStringLiteral("CPU local %1%").arg(*report.cpuPercent, 0, 'f', 1);
  if (report.peerCpuPercent) facts << QStringLiteral("remote %1%").arg(*report.peerCpuPercent, 0, 'f', 1);
  if (!facts.isEmpty()) m_console.line(facts.join(QStringLiteral(", ")));
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
  if (m_json) {
    m_console.write(throughputDocument(report));
    m_console.flush();
    return;
  }
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
  if (!timed) return QStringLiteral("%1 s  %2").arg(seconds(live.end), 0, 'f', 1).arg(rateText(bits));
  const int filled = std::clamp(static_cast<int>(kCells * seconds(live.end) / all), 0, kCells);
  return QStringLiteral("[%1%2] %3 / %4 s  %5")
      .arg(QString(filled, QLatin1Char('=')), QString(kCells - filled, QLatin1Char(' ')))
      .arg(seconds(live.end), 0, 'f', 1)
      .arg(all, 0, 'f', 0)
      .arg(rateText(bits));
}

}  // namespace synscope
