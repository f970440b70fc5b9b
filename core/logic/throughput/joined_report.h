#pragma once

#include "core/logic/throughput/throughput_report.h"

namespace synscope {

/// The same line, so much later.
ThroughputInterval shifted(ThroughputInterval interval, Duration by);

/// Two tests, one after the other, as one report on one time line: first what this end sent, then what it received.
/// What both have (CPU) is the mean by their lengths; each has its own verdict. The error is the second one's.
/// @param second Not begun yet: nullptr. @param offset Its TEST_START, counted from the first one's.
ThroughputReport joinedReports(const ThroughputReport& first, const ThroughputReport* second, Duration offset);

}  // namespace synscope
