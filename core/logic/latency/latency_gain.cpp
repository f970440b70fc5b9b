#include "core/logic/latency/latency_gain.h"

namespace synscope {
namespace {

std::optional<Duration> medianOf(const LatencySummary& lane, LatencyStep step) {
  const auto series = lane.series.find(step);
  return series == lane.series.end() ? std::nullopt : series->second.p50;
}

}  // namespace

std::optional<ReuseGain> reuseGain(const LatencySummary& lane) {
  const auto reused = medianOf(lane, LatencyStep::kReused), firstByte = medianOf(lane, LatencyStep::kFirstByte);
  if (!reused || !firstByte) return std::nullopt;
  const Duration fresh = *firstByte + medianOf(lane, LatencyStep::kConnect).value_or(Duration{}) +
                         medianOf(lane, LatencyStep::kTls).value_or(Duration{});
  if (fresh < *reused) return std::nullopt;
  return ReuseGain{fresh, *reused};
}

std::optional<Duration> kernelDifference(const LatencySummary& lane) {
  if (!lane.wall || !lane.kernelRtt || *lane.kernelRtt > *lane.wall) return std::nullopt;
  return *lane.wall - *lane.kernelRtt;
}

}  // namespace synscope
