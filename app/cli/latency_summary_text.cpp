#include "app/cli/latency_summary_text.h"

#include "app/cli/text_width.h"
#include "core/logic/base/display_text.h"
#include "core/logic/latency/latency_gain.h"

#include <algorithm>
#include <array>

namespace synscope {
namespace {

constexpr std::uint64_t kLeastRows = 4, kMostRows = 14;
constexpr std::size_t kMostOutages = 5;
constexpr int kColumn = 10;

QString toQt(std::string_view text) {
  return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QString cell(const QString& text) {
  return QString(std::max(1, kColumn - textWidth(text)), QLatin1Char(' ')) + text;
}

QString cell(const std::optional<Duration>& value) {
  return cell(value ? latencyText(*value) : QStringLiteral("-"));
}

std::string number(std::uint64_t value) {
  return std::to_string(value);
}

QString stepName(LatencyStep step, const Console& console) {
  return console.say(Phrase{"latency.step." + std::string(name(step)), {}});
}

/// A failure with the port open is one of a step after the handshake.
std::string failureKey(PortState state, Reason reason) {
  return state == PortState::kOpen ? "reason." + std::string(name(reason)) : "state." + std::string(name(state));
}

void printHeading(const LatencySummary& s, Console& console) {
  const std::string address = s.lane.address.toString();
  QString line = toQt(address);
  if (s.lane.target.host != s.lane.address.address.toString())
    line = toQt(sanitizeForDisplay(excerpt(s.lane.target.host))) + QLatin1Char(' ') + line;
  if (s.lane.retired) line += QLatin1Char(' ') + console.say(Phrase{"cli.latency.retired", {}});
  console.line();
  console.line(console.paint(line, Colour::kBold));
}

void printCounts(const LatencySummary& s, Console& console) {
  Phrase counts{
      "cli.latency.counts",
      {{"sent", number(s.sent)}, {"ok", number(s.ok)}, {"failed", number(s.failed)}, {"lost", number(s.lost)}}};
  if (s.lossPercent) counts.args.emplace_back("percent", QString::number(*s.lossPercent, 'f', 1).toStdString());
  QStringList parts{console.say(counts)};
  if (s.retransmitted > 0) parts += console.say(Phrase{"cli.latency.repeated", {{"count", number(s.retransmitted)}}});
  const auto add = [&](std::uint64_t count, const std::string& reason) {
    parts += console.say(Phrase{"cli.latency.failures", {{"count", number(count)}, {"reason", reason}}});
  };
  for (const auto& [state, count] : s.failures)
    if (state != PortState::kOpen) add(count, failureKey(state, Reason::kOther));
  for (const auto& [reason, count] : s.openFailures)
    add(count, failureKey(PortState::kOpen, reason));
  if (s.pending > 0) parts += console.say(Phrase{"cli.latency.pending", {{"count", number(s.pending)}}});
  console.paragraph(parts.join(console.comma()));
}

void printTable(const LatencySummary& s, Console& console) {
  if (s.series.empty()) return;
  int widest = 0;
  for (const auto& [step, numbers] : s.series)
    widest = std::max(widest, textWidth(stepName(step, console)));
  QString heading = padded({}, widest);
  const auto word = [&](const char* which) {
    return cell(console.say(Phrase{std::string("cli.latency.columns.") + which, {}}));
  };
  heading += word("min") + word("average");
  for (const char* percentile : {"p50", "p90", "p95", "p99"})
    heading += cell(QString::fromLatin1(percentile));
  heading += word("max") + word("deviation") + word("jitter");
  console.line(console.paint(heading + QStringLiteral("  (ms)"), Colour::kDim));
  for (const auto& [step, n] : s.series) {
    QString line = padded(stepName(step, console), widest);
    for (const auto& value : {n.min, n.average, n.p50, n.p90, n.p95, n.p99, n.max, n.deviation, n.jitter})
      line += cell(value);
    console.line(line);
  }
}

/// Neighbouring bins put together, by the same power of two everywhere, until few enough are left for the number of
/// samples, and none is narrower than the microsecond it is shown with.
std::vector<LatencyBin> coarsened(const LatencyNumbers& numbers) {
  const std::vector<LatencyBin>& bins = numbers.histogram;
  const auto rows = static_cast<std::size_t>(std::clamp<std::uint64_t>(numbers.count / 2, kLeastRows, kMostRows));
  std::size_t together = 1;
  while (bins.size() > rows * together ||
         (bins.front().to - bins.front().from) * together < std::chrono::microseconds(1))
    together *= 2;
  std::vector<LatencyBin> coarse;
  for (std::size_t i = 0; i < bins.size(); ++i) {
    if (i % together == 0) coarse.push_back({bins[i].from, bins[i].to, 0});
    coarse.back().to = bins[i].to;
    coarse.back().count += bins[i].count;
  }
  return coarse;
}

void printHistogram(const LatencySummary& s, LatencyStep step, Console& console) {
  constexpr int kBarColumns = 40;
  const auto series = s.series.find(step);
  if (series == s.series.end() || series->second.count < 2) return;
  const std::vector<LatencyBin> rows = coarsened(series->second);
  const std::uint64_t most = std::ranges::max(rows, {}, &LatencyBin::count).count;
  console.line();
  console.line(console.paint(
      console.say(Phrase{"cli.latency.histogram", {{"step", stepName(step, console).toStdString()}}}), Colour::kDim));
  for (const LatencyBin& row : rows) {
    const auto part = static_cast<double>(row.count) / static_cast<double>(most);
    const int columns = row.count == 0 ? 0 : std::max(1, static_cast<int>(part * kBarColumns + 0.5));
    console.line(cell(row.from) + QStringLiteral(" – ") + latencyText(row.to).leftJustified(kColumn) +
                 console.paint(QString(columns, QChar(0x2587)), Colour::kBlue) + QLatin1Char(' ') +
                 QString::number(row.count));
  }
}

void printOutages(const LatencySummary& s, TimePoint begin, Console& console) {
  if (s.outageCount == 0) return;
  console.paragraph(console.say(
      Phrase{"latency.outages",
             {{"count", number(s.outageCount)}, {"bad", number(s.longestBad)}, {"good", number(s.longestGood)}}}));
  const std::size_t shown = std::min(s.outages.size(), kMostOutages);
  for (auto outage = s.outages.end() - static_cast<std::ptrdiff_t>(shown); outage != s.outages.end(); ++outage) {
    const QString from = QString::number(toMs(outage->begin - begin) / 1000, 'f', 1);
    const QString to = outage->end ? QString::number(toMs(*outage->end - begin) / 1000, 'f', 1) : QString();
    console.line(QStringLiteral("  %1 s – %2%3  %4")
                     .arg(from, to, to.isEmpty() ? QStringLiteral("…") : QStringLiteral(" s"))
                     .arg(console.say(Phrase{failureKey(outage->verdict, outage->reason), {}})));
  }
}

void printKernelDifference(const LatencySummary& s, Console& console) {
  if (const auto difference = kernelDifference(s))
    console.paragraph(
        console.say(Phrase{"latency.kernel-difference", {{"difference", latencyText(*difference).toStdString()}}}));
}

void printReuse(const LatencySummary& s, Console& console) {
  if (const auto gain = reuseGain(s))
    console.paragraph(console.say(Phrase{"latency.reuse",
                                         {{"fresh", latencyText(gain->fresh).toStdString()},
                                          {"reused", latencyText(gain->reused).toStdString()},
                                          {"saved", latencyText(gain->fresh - gain->reused).toStdString()}}}));
}

}  // namespace

QString latencyText(Duration duration) {
  return QString::number(toMs(duration), 'f', 3);
}

void printLatencySummary(const LatencySummary& summary, LatencyStep step, TimePoint begin, Console& console) {
  printHeading(summary, console);
  printCounts(summary, console);
  printTable(summary, console);
  printHistogram(summary, step, console);
  if (summary.retransmitted > 0)
    console.paragraph(console.say(Phrase{"latency.repeated-syn", {{"count", number(summary.retransmitted)}}}));
  printOutages(summary, begin, console);
  printKernelDifference(summary, console);
  printReuse(summary, console);
  if (summary.missed > 0) console.paragraph(console.say(Phrase{"latency.missed", {{"count", number(summary.missed)}}}));
}

}  // namespace synscope
