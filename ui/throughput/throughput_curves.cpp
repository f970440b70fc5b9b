#include "ui/throughput/throughput_curves.h"

#include <algorithm>

namespace synscope {
namespace {

/// The rest of a test that stopped between two intervals says nothing about its rate.
constexpr Duration kLeast = std::chrono::milliseconds(50);

double seconds(Duration time) {
  return toMs(time) / 1000;
}

void feedDatagrams(ThroughputCurves::Direction& direction, const StreamInterval& sum, double at) {
  if (!sum.datagrams) return;
  if (sum.datagrams->jitter) direction.jitter->append(at, toMs(*sum.datagrams->jitter));
  const double packets = static_cast<double>(sum.datagrams->packets);
  if (packets > 0) direction.loss->append(at, std::max(0.0, static_cast<double>(sum.datagrams->lost) / packets * 100));
}

void feedDirection(ThroughputCurves::Direction& direction, const ThroughputInterval& interval, bool sender) {
  const double at = (seconds(interval.begin) + seconds(interval.end)) / 2;
  int streams = 0;
  for (const StreamInterval& stream : interval.streams) {
    if (stream.sender != sender) continue;
    ++streams;
    auto& series = direction.streams[stream.stream];
    if (!series) series = std::make_shared<PlotSeries>();
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
    feedDirection(up, interval, true);
    feedDirection(down, interval, false);
    const double at = (seconds(interval.begin) + seconds(interval.end)) / 2;
    const StreamInterval sent = interval.sum(true);
    if (sent.rttUs) rtt->append(at, *sent.rttUs / 1000.0);
    if (sent.cwndBytes) cwnd->append(at, *sent.cwndBytes);
    if (interval.cpuPercent) cpu->append(at, *interval.cpuPercent);
    end = std::max(end, seconds(interval.end));
  }
}

}  // namespace synscope
