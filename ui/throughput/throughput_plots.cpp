#include "ui/throughput/throughput_plots.h"

#include "ui/plots/plot_stack.h"
#include "ui/plots/time_plot.h"
#include "ui/shell/language.h"
#include "ui/throughput/throughput_words.h"

#include <QCoreApplication>
#include <QDateTime>

#include <algorithm>
#include <tuple>

namespace synscope {
namespace {

/// The translation context of these words.
class ThroughputPlots {
  Q_DECLARE_TR_FUNCTIONS(ThroughputPlots)
};

constexpr int kUpColor = 0, kDownColor = 2, kRttColor = 3, kCwndColor = 4, kCpuColor = 7;
constexpr int kLatencyColor = 5, kLossColor = 1, kDropColor = 6;
constexpr double kMostMarks = 8;  ///< Of one kind: those that follow closely on one another are one.
constexpr std::size_t kMostStreamLines = 16;
constexpr int kLowest = 88;  ///< Pixels of a plot that has the times below it: lower ones show no line.

PlotLineLook lineOf(const QString& name, PlotUnit unit, int color) {
  PlotLineLook look;
  look.name = name;
  look.unit = unit;
  look.color = color;
  return look;
}

PlotLineLook ticksOf(const QString& name) {
  PlotLineLook look = lineOf(name, PlotUnit::kCount, 0);
  look.tone = Tone::kWarn;
  look.shape = PlotLineLook::Shape::kTicks;
  return look;
}

void addIfAny(TimePlot& plot, const PlotLineLook& look, const PlotSeriesPtr& series) {
  if (!series->isEmpty()) plot.addLine(look, series);
}

void addDirection(TimePlot& plot, const ThroughputCurves::Direction& direction, bool up) {
  if (direction.sum->isEmpty()) return;
  const int color = up ? kUpColor : kDownColor;
  if (direction.streams.size() > 1 && direction.streams.size() <= kMostStreamLines) {
    for (const auto& [stream, series] : direction.streams) {
      PlotLineLook look =
          lineOf(up ? ThroughputPlots::tr("Each stream sent") : ThroughputPlots::tr("Each stream received"),
                 PlotUnit::kBitsPerSecond, color);
      look.dashed = true;
      plot.addLine(look, series);
    }
  }
  PlotLineLook sum =
      lineOf(up ? ThroughputPlots::tr("Sent") : ThroughputPlots::tr("Received"), PlotUnit::kBitsPerSecond, color);
  sum.strong = true;
  plot.addLine(sum, direction.sum);
  if (up) plot.addLine(ticksOf(ThroughputPlots::tr("Sent again")), direction.retransmits);
}

void addRates(TimePlot& plot, const ThroughputCurves& curves) {
  addDirection(plot, curves.up, true);
  addDirection(plot, curves.down, false);
  const bool latency = !curves.latency->isEmpty();
  plot.setTitle(latency ? ThroughputPlots::tr("Rate · latency beside it") : ThroughputPlots::tr("Rate"));
  PlotLineLook level = lineOf(ThroughputPlots::tr("Latency without load"), PlotUnit::kMilliseconds, kLatencyColor);
  PlotLineLook beside = lineOf(ThroughputPlots::tr("Latency"), PlotUnit::kMilliseconds, kLatencyColor);
  level.right = beside.right = level.dashed = true;
  addIfAny(plot, level, curves.idleLevel);
  addIfAny(plot, beside, curves.latency);
}

/// Lost on the way, or here for a full buffer: two lines wherever the system tells them apart.
void addDatagrams(TimePlot& plot, const ThroughputCurves::Direction& direction) {
  plot.setTitle(ThroughputPlots::tr("Jitter · loss"));
  plot.addLine(lineOf(ThroughputPlots::tr("Jitter"), PlotUnit::kMilliseconds, kRttColor), direction.jitter);
  for (const auto& [series, name, color] :
       {std::tuple(direction.loss, ThroughputPlots::tr("Loss"), kLossColor),
        std::tuple(direction.networkLoss, ThroughputPlots::tr("Lost in the network"), kLossColor),
        std::tuple(direction.bufferLoss, ThroughputPlots::tr("Lost here, buffer full"), kDropColor)}) {
    PlotLineLook look = lineOf(name, PlotUnit::kPercent, color);
    look.right = true;
    addIfAny(plot, look, series);
  }
  addIfAny(plot, ticksOf(ThroughputPlots::tr("Out of order")), direction.outOfOrder);
}

/// A receiver's kernel estimates the round trip from when its window comes back filled (tcpi_rcv_rtt); the sender's
/// window and what it sends again are not told to it.
void addReceivedTcp(TimePlot& plot, const ThroughputCurves& curves) {
  plot.setTitle(ThroughputPlots::tr("RTT"));
  plot.setNote(ThroughputPlots::tr("The sender's window and what it sends again are not reported to this end."));
  addIfAny(plot, lineOf(ThroughputPlots::tr("RTT, estimated here"), PlotUnit::kMilliseconds, kRttColor),
           curves.receivedRtt);
}

void addTcp(TimePlot& plot, const ThroughputCurves& curves) {
  plot.setTitle(ThroughputPlots::tr("RTT · congestion window"));
  PlotLineLook cwnd = lineOf(ThroughputPlots::tr("Congestion window"), PlotUnit::kBytes, kCwndColor);
  cwnd.right = true;
  addIfAny(plot, lineOf(ThroughputPlots::tr("RTT"), PlotUnit::kMilliseconds, kRttColor), curves.rtt);
  addIfAny(plot, cwnd, curves.cwnd);
}

/// The other end tells its own only when all is over, as one number.
void addCpu(TimePlot& plot, const ThroughputCurves& curves) {
  plot.setTitle(ThroughputPlots::tr("CPU, of one core"));
  plot.setMinimumHeight(kLowest);
  PlotLineLook there = lineOf(ThroughputPlots::tr("CPU there, on average"), PlotUnit::kPercent, kCpuColor);
  there.dashed = true;
  addIfAny(plot, lineOf(ThroughputPlots::tr("CPU here"), PlotUnit::kPercent, kCpuColor), curves.cpu);
  addIfAny(plot, there, curves.peerCpu);
}

}  // namespace

void addThroughputPlots(PlotStack& stack, const ThroughputCurves& curves) {
  addRates(stack.add(3), curves);
  const bool udp =
      !curves.down.jitter->isEmpty() || !curves.down.loss->isEmpty() || !curves.down.networkLoss->isEmpty();
  if (udp) addDatagrams(stack.add(2), curves.down);
  if (!curves.rtt->isEmpty() || !curves.cwnd->isEmpty())
    addTcp(stack.add(2), curves);
  else if (!curves.receivedRtt->isEmpty())
    addReceivedTcp(stack.add(2), curves);
  if (!curves.cpu->isEmpty() || !curves.peerCpu->isEmpty()) addCpu(stack.add(1), curves);
}

void addComparedPlots(PlotStack& stack, const std::vector<std::shared_ptr<ThroughputRunRecord>>& records) {
  TimePlot& rates = stack.add();
  rates.setTitle(ThroughputPlots::tr("Rate"));
  int color = 0;
  for (const auto& record : records) {
    const QDateTime when = QDateTime::fromMSecsSinceEpoch(record->report->startedAtMs);
    const QString label =
        QStringLiteral("%1 · %2 · %3")
            .arg(color + 1)
            .arg(throughputTitle(*record->report), shownLocale().toString(when, QLocale::ShortFormat));
    for (const bool up : {true, false}) {
      const auto& direction = up ? record->curves->up : record->curves->down;
      if (direction.sum->isEmpty()) continue;
      PlotLineLook look = lineOf(QStringLiteral("%1 %2").arg(up ? QStringLiteral("↑") : QStringLiteral("↓"), label),
                                 PlotUnit::kBitsPerSecond, color);
      look.dashed = !up;
      rates.addLine(look, direction.sum);
    }
    ++color;
  }
}

void markThroughput(TimePlot& plot, const ThroughputRunRecord& record) {
  const ThroughputReport& report = *record.report;
  std::vector<PlotMark> marks;
  std::vector<PlotSpan> spans;
  for (const ThroughputMark& mark : report.marks) {
    using Kind = ThroughputMark::Kind;
    if (mark.kind == Kind::kRetransmits || mark.kind == Kind::kEnd) continue;
    const bool calm = mark.kind == Kind::kOmitEnds || mark.kind == Kind::kTurn;
    const Tone tone = calm ? Tone::kNeutral : Tone::kWarn;
    const double at = toMs(mark.at) / 1000, apart = record.curves->end / kMostMarks;
    const QString text = markLabel(mark);
    const bool again = !marks.empty() && marks.back().words == text && at - marks.back().time < apart;
    if (!again) marks.push_back({at, text, tone});
  }
  for (const double at : record.curves->unanswered)
    marks.push_back({at, ThroughputPlots::tr("no answer"), Tone::kWarn});
  if (report.settings.omit > Duration{}) spans.push_back({0, toMs(report.settings.omit) / 1000, Tone::kNeutral});
  plot.setMarks(std::move(marks));
  plot.setSpans(std::move(spans));
}

}  // namespace synscope
