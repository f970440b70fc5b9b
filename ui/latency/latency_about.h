#pragma once

#include "ui/latency/latency_numbers_model.h"
#include "ui/widgets/explanation_panel.h"

#include <utility>
#include <vector>

namespace synscope {

/// What is to be said of the numbers: for each lane what was measured beside them, then what each column is.
struct AboutLatency {
  std::vector<std::pair<QString, QString>> facts;
  bool reused = false;  ///< A kept connection was compared with new ones.

  bool operator==(const AboutLatency&) const = default;
};

AboutLatency aboutLatency(const std::vector<LatencyNumbersModel::Lane>& lanes, const LatencyNumbersModel& columns);
Explanation explanationOf(const AboutLatency& about);

}  // namespace synscope
