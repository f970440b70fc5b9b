#pragma once

#include "core/logic/throughput/throughput_report.h"
#include "ui/plots/plot_series.h"

#include <map>
#include <memory>
#include <span>
#include <vector>

namespace synscope {

using PlotSeriesPtr = std::shared_ptr<PlotSeries>;

/// The lines of one test over seconds since it began: bit/s of each stream and of each direction's sum, the latency
/// beside them, and what tells why. Bounded by what a line may hold and by the streams a test may have.
struct ThroughputCurves {
  struct Direction {
    PlotSeriesPtr sum = std::make_shared<PlotSeries>();  ///< bit/s.
    PlotSeriesPtr retransmits =
        std::make_shared<PlotSeries>();  ///< Segments, of intervals in which any were sent again.
    PlotSeriesPtr outOfOrder = std::make_shared<PlotSeries>();   ///< Datagrams, likewise.
    PlotSeriesPtr loss = std::make_shared<PlotSeries>();         ///< UDP, percent, where it cannot be told apart.
    PlotSeriesPtr networkLoss = std::make_shared<PlotSeries>();  ///< UDP, percent that never arrived here.
    PlotSeriesPtr bufferLoss = std::make_shared<PlotSeries>();   ///< UDP, percent dropped for the full socket buffer.
    PlotSeriesPtr jitter = std::make_shared<PlotSeries>();       ///< UDP, ms.
    std::map<int, PlotSeriesPtr> streams;                        ///< bit/s, where there are several.
  };

  Direction up, down;                                          ///< What this end sends, and receives.
  PlotSeriesPtr rtt = std::make_shared<PlotSeries>();          ///< ms, mean over the streams sent.
  PlotSeriesPtr receivedRtt = std::make_shared<PlotSeries>();  ///< ms, the receiver's estimate, where nothing is sent.
  PlotSeriesPtr cwnd = std::make_shared<PlotSeries>();         ///< Bytes, sum over the streams sent.
  PlotSeriesPtr cpu = std::make_shared<PlotSeries>();          ///< Percent of one core, this end.
  PlotSeriesPtr peerCpu = std::make_shared<PlotSeries>();  ///< Likewise the other end's mean, told when all is over.
  PlotSeriesPtr latency = std::make_shared<PlotSeries>();  ///< ms, each round trip beside the test, without load first.
  PlotSeriesPtr idleLevel = std::make_shared<PlotSeries>();  ///< ms, the median of those without load.
  std::vector<double> unanswered;                            ///< When nothing came back; the first kMostUnanswered.
  double begin = 0, end = 0;                                 ///< `begin` is below zero where the latency came first.

  static constexpr std::size_t kMostUnanswered = 100;
  static constexpr std::size_t kMostWhole = 16;  ///< Streams whose lines have full detail.

  void feed(std::span<const ThroughputInterval> intervals);
  /// @param idle The median without load, once there is one.
  void feedLatency(std::span<const LoadSample> samples, const std::optional<Duration>& idle);
  /// What is known only when all is over; feeding it again changes nothing.
  void feedEnd(const ThroughputReport& report);
  /// Every line, whether it has values or not.
  std::vector<PlotSeriesPtr> all() const;

 private:
  void interrupt();

  LoadState m_load = LoadState::kIdle;
};

}  // namespace synscope
