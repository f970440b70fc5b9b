#include "ui/latency/latency_curves.h"

#include "core/logic/base/enum_values.h"

#include <algorithm>

namespace synscope {

void LatencyCurves::feed(std::span<const LatencySample> samples, TimePoint begin) {
  for (const LatencySample& sample : samples)
    feed(sample, toMs(sample.at - begin) / 1000);
}

void LatencyCurves::feed(const LatencySample& sample, double seconds) {
  LatencyLaneCurves& lane = m_lanes[sample.lane];
  if (sample.verdict == PortState::kCancelled) return;
  if (!sample.ok) {
    lane.failures->append(seconds, 1);
    for (auto& [step, series] : lane.steps)
      if ((step == LatencyStep::kReused) == sample.reused) series->interrupt();
    return;
  }
  if (sample.synRetransmits.value_or(0) > 0) return lane.retransmitted->append(seconds, *sample.synRetransmits);
  for (const LatencyStep step : enumValues<LatencyStep, LatencyStep::kReused>()) {
    const auto took = sample.of(step);
    if (!took) continue;
    auto& series = lane.steps[step];
    if (!series) series = std::make_shared<PlotSeries>();
    series->append(seconds, toMs(*took));
  }
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
