#pragma once

#include "core/logic/throughput/throughput_report.h"

#include <cstdint>
#include <string>

namespace synscope {

/// Plain text that a user of iperf3 recognises: one line per stream and interval, a line for the sum, and a table of
/// totals with a `sender` and a `receiver` line. Bytes come in units of 1024, bits of 1000. Every text ends its lines
/// with LF; it is also what a server sends to a client that asks for its output.

/// "Connected to", one line per stream.
std::string throughputOpening(const ThroughputReport& report);
/// The names of the columns over interval lines. What the columns are depends on the test and on who sends.
std::string throughputHeader(const ThroughputSettings& settings, bool client);
std::string throughputLines(const ThroughputSettings& settings, bool client, const ThroughputInterval& interval);
/// The totals with their own header.
std::string throughputSummary(const ThroughputReport& report);
/// All of it.
std::string throughputText(const ThroughputReport& report);

/// "1.10 GBytes", " 640 KBytes", "0.00 Bytes": four characters for the number.
std::string bytesText(double bytes);
/// "9.42 Gbits/sec".
std::string bitRateText(double bitsPerSecond);

}  // namespace synscope
