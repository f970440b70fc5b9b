#include "ui/latency/latency_distributions.h"

#include "core/logic/latency/latency_mood.h"
#include "ui/latency/latency_words.h"

namespace synscope {
namespace {

/// Percentiles that the table gives too.
std::vector<std::pair<double, double>> exactOf(const LatencyNumbers& numbers) {
  std::vector<std::pair<double, double>> exact;
  for (const auto& [percent, value] : {std::pair(0.0, numbers.min),
                                       {50.0, numbers.p50},
                                       {90.0, numbers.p90},
                                       {95.0, numbers.p95},
                                       {99.0, numbers.p99},
                                       {100.0, numbers.max}})
    if (value) exact.emplace_back(percent, toMs(*value));
  return exact;
}

}  // namespace

std::vector<PlotDistribution> latencyDistributions(const std::vector<LatencyNumbersModel::Lane>& lanes) {
  std::vector<PlotDistribution> all;
  for (std::size_t index = 0; index < lanes.size(); ++index) {
    const LatencySummary& lane = lanes[index].summary;
    for (const auto& [step, numbers] : lane.series) {
      if (lanes.size() > 1 && step != mainStep(lane)) continue;
      PlotDistribution one;
      one.name = lanes.size() > 1 ? lanes[index].label : stepLabel(step);
      one.color = lanes.size() > 1 ? static_cast<int>(index) : static_cast<int>(step);
      for (const LatencyBin& bin : numbers.histogram)
        one.bins.push_back({toMs(bin.from), toMs(bin.to), static_cast<double>(bin.count)});
      if (numbers.window == numbers.count) one.exact = exactOf(numbers);
      all.push_back(std::move(one));
    }
  }
  return all;
}

}  // namespace synscope
