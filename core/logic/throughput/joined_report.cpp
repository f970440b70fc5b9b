#include "core/logic/throughput/joined_report.h"

namespace synscope {
namespace {

using Percent = std::optional<double> ThroughputReport::*;

std::optional<double> meanOf(const ThroughputReport& first, const ThroughputReport& second, Percent percent) {
  const std::optional<double>&a = first.*percent, &b = second.*percent;
  if (!a || !b) return a ? a : b;
  const double whole = toMs(first.elapsed + second.elapsed);
  return whole > 0 ? (*a * toMs(first.elapsed) + *b * toMs(second.elapsed)) / whole : *a;
}

void addLines(ThroughputReport& joined, const ThroughputReport& second, Duration offset) {
  for (const ThroughputInterval& interval : second.intervals)
    joined.intervals.push_back(shifted(interval, offset));
  std::erase_if(joined.marks, [](const ThroughputMark& mark) { return mark.kind == ThroughputMark::Kind::kEnd; });
  if (offset > Duration{}) joined.marks.push_back({ThroughputMark::Kind::kTurn, offset, 0});
  for (ThroughputMark mark : second.marks) {
    mark.at += offset;
    joined.marks.push_back(mark);
  }
  joined.streams.insert(joined.streams.end(), second.streams.begin(), second.streams.end());
}

void addOutcome(ThroughputReport& joined, const ThroughputReport& first, const ThroughputReport& second) {
  for (const Percent percent : {&ThroughputReport::cpuPercent, &ThroughputReport::cpuUserPercent,
                                &ThroughputReport::cpuSystemPercent, &ThroughputReport::peerCpuPercent,
                                &ThroughputReport::peerCpuUserPercent, &ThroughputReport::peerCpuSystemPercent})
    joined.*percent = meanOf(first, second, percent);
  joined.whyOther = second.why;
  if (second.latency) joined.latency = second.latency;
  if (!second.serverOutput.empty())
    joined.serverOutput += (first.serverOutput.empty() ? "" : "\n") + second.serverOutput;
  joined.error = second.error;
  joined.unreachable = second.unreachable;
  joined.interrupted = first.interrupted || second.interrupted;
  joined.finished = second.finished;
}

}  // namespace

ThroughputInterval shifted(ThroughputInterval interval, Duration by) {
  interval.begin += by;
  interval.end += by;
  for (StreamInterval& stream : interval.streams) {
    stream.begin += by;
    stream.end += by;
  }
  return interval;
}

ThroughputReport joinedReports(const ThroughputReport& first, const ThroughputReport* second, Duration offset) {
  ThroughputReport joined = first;
  joined.settings.direction = TransferDirection::kInTurn;
  if (second == nullptr) return joined;
  joined.elapsed = second->elapsed > Duration{} ? offset + second->elapsed : first.elapsed;
  addLines(joined, *second, offset);
  addOutcome(joined, first, *second);
  return joined;
}

}  // namespace synscope
