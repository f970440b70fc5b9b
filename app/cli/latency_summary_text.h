#pragma once

#include "app/cli/console.h"
#include "core/logic/latency/latency_summary.h"

namespace synscope {

/// Milliseconds to the microsecond: "0.054", "1023.400".
QString latencyText(Duration duration);

/// Counts, numbers, histogram, outages of one lane, and what they mean.
/// @param step  The series whose histogram is shown.
/// @param begin What times of outages count from.
void printLatencySummary(const LatencySummary& summary, LatencyStep step, TimePoint begin, Console& console);

}  // namespace synscope
