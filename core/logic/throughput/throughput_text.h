#pragma once

#include "core/logic/throughput/rate_text.h"
#include "core/logic/throughput/throughput_report.h"

#include <string>
#include <string_view>

namespace synscope {

/// Plain text that a user of iperf3 recognises: one line per stream and interval, a line for the sum, and a table of
/// totals with a `sender` and a `receiver` line. Bytes come in units of 1024, bits of 1000. Every text ends its lines
/// with LF; it is also what a server sends to a client that asks for its output.

/// "Connected to", one line per stream.
std::string throughputOpening(const ThroughputReport& report);
/// The names of the columns over interval lines. What the columns are depends on the test and on who sends.
std::string throughputHeader(const ThroughputSettings& settings, bool client);
std::string throughputLines(const ThroughputSettings& settings, bool client, const ThroughputInterval& interval,
                            RateUnit unit = RateUnit::kFitting);
/// The totals with their own header. @param title Over it, with its line end; may be empty.
std::string throughputSummary(const ThroughputReport& report, RateUnit unit = RateUnit::kFitting,
                              std::string_view title = {});
/// All of it.
std::string throughputText(const ThroughputReport& report, RateUnit unit = RateUnit::kFitting);

/// What iperf3 adds with -V: what the test is, before its lines; CPU and congestion control, after the totals.
std::string throughputDetails(const ThroughputReport& report);
std::string throughputAftermath(const ThroughputReport& report);

}  // namespace synscope
