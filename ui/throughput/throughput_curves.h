#pragma once

#include "core/logic/throughput/throughput_report.h"
#include "ui/plots/plot_series.h"

#include <map>
#include <memory>
#include <span>

namespace synscope {

using PlotSeriesPtr = std::shared_ptr<PlotSeries>;

/// The lines of one test over seconds since it began: bit/s of each stream and of each direction's sum, and beside them
/// what tells why. In bounded memory.
struct ThroughputCurves {
  struct Direction {
    PlotSeriesPtr sum = std::make_shared<PlotSeries>();          ///< bit/s.
    PlotSeriesPtr retransmits = std::make_shared<PlotSeries>();  ///< Intervals in which segments were sent again.
    PlotSeriesPtr loss = std::make_shared<PlotSeries>();         ///< UDP, percent.
    PlotSeriesPtr jitter = std::make_shared<PlotSeries>();       ///< UDP, ms.
    std::map<int, PlotSeriesPtr> streams;                        ///< bit/s, where there are several.
  };

  Direction up, down;                                   ///< What this end sends, and receives.
  PlotSeriesPtr rtt = std::make_shared<PlotSeries>();   ///< ms, mean over the streams sent.
  PlotSeriesPtr cwnd = std::make_shared<PlotSeries>();  ///< Bytes, sum over the streams sent.
  PlotSeriesPtr cpu = std::make_shared<PlotSeries>();   ///< Percent of one core, this end.
  double end = 0;

  void feed(std::span<const ThroughputInterval> intervals);
};

}  // namespace synscope
