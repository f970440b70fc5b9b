#pragma once

#include "core/logic/latency/latency_sample.h"
#include "ui/plots/plot_series.h"

#include <map>
#include <memory>
#include <span>

namespace synscope {

/// The lines of one lane: each step in milliseconds over seconds since the beginning of the run; requests that were
/// lost or failed; and those that needed another SYN, which are in no line of a step.
struct LatencyLaneCurves {
  std::map<LatencyStep, std::shared_ptr<PlotSeries>> steps;
  std::shared_ptr<PlotSeries> failures = std::make_shared<PlotSeries>();
  std::shared_ptr<PlotSeries> retransmitted = std::make_shared<PlotSeries>();
};

/// The lines of every lane of a run, in bounded memory.
class LatencyCurves {
 public:
  void feed(std::span<const LatencySample> samples, TimePoint begin);
  void add(std::uint32_t lane, LatencyLaneCurves curves) { m_lanes[lane] = std::move(curves); }
  const std::map<std::uint32_t, LatencyLaneCurves>& lanes() const { return m_lanes; }
  /// The time of the newest sample, seconds.
  double end() const;

 private:
  void feed(const LatencySample& sample, double seconds);

  std::map<std::uint32_t, LatencyLaneCurves> m_lanes;
};

}  // namespace synscope
