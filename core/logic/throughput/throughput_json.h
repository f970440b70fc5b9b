#pragma once

#include "core/logic/throughput/throughput_report.h"

#include <string>

namespace synscope {

/// A report as JSON, CONTRACT `synscope/throughput/1`, without a line end. Besides the sums it holds what each stream
/// did in each interval, so that every number can be traced. Keys of what was not measured are null, never 0.
///
/// Times of intervals and marks count from the start of the test, omit time included. The sums are without it.
/// `bits_per_second` and the like at the top of an interval are those of the direction that this end sends, or else
/// receives; where both do, `received` holds the other.
std::string throughputJson(const ThroughputReport& report);

}  // namespace synscope
