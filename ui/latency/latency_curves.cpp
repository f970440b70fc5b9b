#include "ui/latency/latency_curves.h"

#include "core/logic/base/enum_values.h"

#include <algorithm>
#include <set>

namespace synscope {
namespace {

void appendTo(PlotSeries& line, double seconds, double value) {
  line.append(seconds, value);
  if (line.count() == LatencyCurves::kLong) line.takeRoom();
}

}  // namespace

void LatencyCurves::feed(std::span<const LatencySample> samples, TimePoint begin) {
  for (const LatencySample& sample : samples)
    feed(sample, toMs(sample.at - begin) / 1000);
}

void LatencyCurves::feed(const LatencySample& sample, double seconds) {
  LatencyLaneCurves& lane = laneOf(sample.lane);
  if (sample.verdict == PortState::kCancelled) return;
  if (!sample.ok) {
    appendTo(*lane.failures, seconds, 1);
    for (auto& [step, series] : lane.steps)
      if ((step == LatencyStep::kReused) == sample.reused) series->interrupt();
    return;
  }
  if (sample.synRetransmits.value_or(0) > 0) return appendTo(*lane.retransmitted, seconds, *sample.synRetransmits);
  for (const LatencyStep step : enumValues<LatencyStep, LatencyStep::kReused>()) {
    const auto took = sample.of(step);
    if (!took) continue;
    auto& series = lane.steps[step];
    if (!series) series = newLine();
    appendTo(*series, seconds, toMs(*took));
  }
}

LatencyLaneCurves& LatencyCurves::laneOf(std::uint32_t id) {
  if (const auto found = m_lanes.find(id); found != m_lanes.end()) return found->second;
  const LatencyLaneCurves lane{{}, newLine(), newLine()};
  return m_lanes.emplace(id, lane).first->second;
}

std::shared_ptr<PlotSeries> LatencyCurves::newLine() const {
  std::size_t lines = 0;
  for (const auto& [id, lane] : m_lanes)
    lines += lane.steps.size() + (lane.failures->isEmpty() ? 0U : 1U) + (lane.retransmitted->isEmpty() ? 0U : 1U);
  return std::make_shared<PlotSeries>(lines < kMostWhole ? PlotSeries::kWhole : PlotSeries::kSmall);
}

/// Numbers of lanes ascend: one that is not in the table and has a higher number than all of them is yet to come.
void LatencyCurves::keepLanesOf(const LatencyTable& table) {
  std::set<std::uint32_t> known;
  for (const LatencySummary& lane : table.lanes)
    known.insert(lane.lane.id);
  if (known.empty()) return;
  std::erase_if(m_lanes,
                [&](const auto& entry) { return entry.first < *known.rbegin() && !known.contains(entry.first); });
}

double LatencyCurves::end() const {
  double end = 0;
  for (const auto& [id, lane] : m_lanes) {
    for (const auto& [step, series] : lane.steps)
      end = std::max(end, series->isEmpty() ? 0 : series->last());
    for (const auto& series : {lane.failures, lane.retransmitted})
      end = std::max(end, series->isEmpty() ? 0 : series->last());
  }
  return end;
}

}  // namespace synscope
