#pragma once

#include "ui/latency/latency_numbers_model.h"
#include "ui/plots/distribution_plot.h"

#include <vector>

namespace synscope {

/// How the values of each step lie; of several lanes the step that says most of each.
std::vector<PlotDistribution> latencyDistributions(const std::vector<LatencyNumbersModel::Lane>& lanes);

}  // namespace synscope
