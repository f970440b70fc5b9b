#pragma once

#include "core/logic/latency/latency_summary.h"
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

/// The lines of every lane of a run. Bounded: by what a line may hold, and by the lanes that the run's table has (the
/// live ones and the latest that are not). A line that has grown long takes all its memory at once.
class LatencyCurves {
 public:
  static constexpr std::size_t kMostWhole = 24;  ///< Lines of full detail; each further one takes an eighth of that.
  static constexpr std::uint64_t kLong = 4096;   ///< Samples of a line that is long.

  void feed(std::span<const LatencySample> samples, TimePoint begin);
  void add(std::uint32_t lane, LatencyLaneCurves curves) { m_lanes[lane] = std::move(curves); }
  /// Lanes that the table had, and has no more, are forgotten.
  void keepLanesOf(const LatencyTable& table);
  const std::map<std::uint32_t, LatencyLaneCurves>& lanes() const { return m_lanes; }
  /// The time of the newest sample, seconds.
  double end() const;

 private:
  void feed(const LatencySample& sample, double seconds);
  LatencyLaneCurves& laneOf(std::uint32_t id);
  std::shared_ptr<PlotSeries> newLine() const;

  std::map<std::uint32_t, LatencyLaneCurves> m_lanes;
};

}  // namespace synscope
