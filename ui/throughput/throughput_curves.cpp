#include "ui/throughput/throughput_curves.h"

#include <algorithm>

namespace synscope {
namespace {

/// The rest of a test that stopped between two intervals says nothing about its rate.
constexpr Duration kLeast = std::chrono::milliseconds(50);

double seconds(Duration time) {
  return toMs(time) / 1000;
}

/// A pause between two tests is no line.
constexpr double kPause = 0.3;

/// Losses are the receiver's to tell: a sender knows only what it sent. What the kernel dropped it had received, so the
/// network lost the rest.
void feedDatagrams(ThroughputCurves::Direction& direction, const StreamInterval& sum, double at) {
  if (!sum.datagrams || sum.sender) return;
  const DatagramCounts& counts = *sum.datagrams;
  if (counts.jitter) direction.jitter->append(at, toMs(*counts.jitter));
  if (counts.outOfOrder > 0) direction.outOfOrder->append(at, static_cast<double>(counts.outOfOrder));
  if (counts.packets == 0) return;
  const double part = 100 / static_cast<double>(counts.packets), lost = std::max(0.0, static_cast<double>(counts.lost));
  if (!counts.bufferDrops) return direction.loss->append(at, lost * part);
  const double dropped = std::min(lost, static_cast<double>(*counts.bufferDrops));
  direction.networkLoss->append(at, (lost - dropped) * part);
  direction.bufferLoss->append(at, dropped * part);
}

void feedDirection(ThroughputCurves::Direction& direction, const ThroughputInterval& interval, bool sender) {
  const double at = (seconds(interval.begin) + seconds(interval.end)) / 2;
  int streams = 0;
  for (const StreamInterval& stream : interval.streams) {
    if (stream.sender != sender) continue;
    ++streams;
    auto& series = direction.streams[stream.stream];
    const bool few = direction.streams.size() <= ThroughputCurves::kMostWhole;
    if (!series) series = std::make_shared<PlotSeries>(few ? PlotSeries::kWhole : PlotSeries::kSmall);
    series->append(at, stream.bitsPerSecond());
  }
  if (streams == 0) return;
  const StreamInterval sum = interval.sum(sender);
  direction.sum->append(at, sum.bitsPerSecond());
  if (sum.retransmits.value_or(0) > 0) direction.retransmits->append(at, static_cast<double>(*sum.retransmits));
  feedDatagrams(direction, sum, at);
}

}  // namespace

void ThroughputCurves::feed(std::span<const ThroughputInterval> intervals) {
  for (const ThroughputInterval& interval : intervals) {
    if (interval.end - interval.begin < kLeast) continue;
    if (seconds(interval.begin) > end + kPause) interrupt();
    feedDirection(up, interval, true);
    feedDirection(down, interval, false);
    const double at = (seconds(interval.begin) + seconds(interval.end)) / 2;
    const StreamInterval sent = interval.sum(true);
    if (sent.rttUs) rtt->append(at, *sent.rttUs / 1000.0);
    const StreamInterval received = interval.sum(false);
    if (!sent.rttUs && received.rttUs) receivedRtt->append(at, *received.rttUs / 1000.0);
    if (sent.cwndBytes) cwnd->append(at, *sent.cwndBytes);
    if (interval.cpuPercent) cpu->append(at, *interval.cpuPercent);
    end = std::max(end, seconds(interval.end));
  }
}

void ThroughputCurves::feedLatency(std::span<const LoadSample> samples, const std::optional<Duration>& idle) {
  for (const LoadSample& sample : samples) {
    const double at = seconds(sample.at);
    begin = std::min(begin, at);
    const bool turned = sample.load != m_load && m_load != LoadState::kIdle;
    m_load = sample.load;
    if (turned || !sample.time) latency->interrupt();
    if (sample.time) latency->append(at, toMs(*sample.time));
    if (!sample.time && unanswered.size() < kMostUnanswered) unanswered.push_back(at);
    if (idle) idleLevel->append(at, toMs(*idle));
  }
}

void ThroughputCurves::feedEnd(const ThroughputReport& report) {
  if (!report.finished || !report.peerCpuPercent || !peerCpu->isEmpty() || end <= 0) return;
  peerCpu->append(0, *report.peerCpuPercent);
  peerCpu->append(end, *report.peerCpuPercent);
}

std::vector<PlotSeriesPtr> ThroughputCurves::all() const {
  std::vector<PlotSeriesPtr> lines{rtt, receivedRtt, cwnd, cpu, peerCpu, latency, idleLevel};
  for (const Direction& each : {up, down}) {
    lines.insert(lines.end(), {each.sum, each.retransmits, each.outOfOrder, each.loss, each.networkLoss,
                               each.bufferLoss, each.jitter});
    for (const auto& [stream, series] : each.streams)
      lines.push_back(series);
  }
  return lines;
}

void ThroughputCurves::interrupt() {
  for (const PlotSeriesPtr& line : {rtt, receivedRtt, cwnd, cpu, up.jitter, down.jitter})
    line->interrupt();
}

}  // namespace synscope
