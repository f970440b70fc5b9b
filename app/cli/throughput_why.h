#pragma once

#include "core/logic/throughput/throughput_report.h"

namespace synscope {

class ThroughputOutput;

/// Why the transfer was no faster, the numbers that say so, and what to change; and what latency under load is worth.
/// Nothing where the report has no verdict.
void writeWhy(ThroughputOutput& output, const ThroughputReport& report);

}  // namespace synscope
