#pragma once

#include "core/logic/throughput/throughput_report.h"

#include <cstdint>
#include <optional>
#include <string>

namespace synscope {

/// A report as JSON, CONTRACT `synscope/throughput/1`, without a line end. Besides the sums it holds what each stream
/// did in each interval, so that every number can be traced. Keys of what was not measured are null, never 0.
///
/// Times of intervals and marks count from the start of the test, omit time included. The sums are without it.
/// `bits_per_second` and the like at the top of an interval are those of the direction that this end sends, or else
/// receives; where both do, `received` holds the other.
/// `direction` beside them says which that is, seen from the client: "up" or "down". `by_direction` holds the sums of
/// each under its name.
std::string throughputJson(const ThroughputReport& report);
/// The same on one line, for JSON Lines.
std::string throughputJsonLine(const ThroughputReport& report);

/// While a test runs, each on one line without its end: {"event":"start","data":{…}}, "interval", "error", and "end"
/// with the whole document. @param test Which one, where several run at once.
std::string throughputStartEvent(const ThroughputReport& report, std::optional<std::uint64_t> test = {});
std::string throughputIntervalEvent(const ThroughputInterval& interval, bool client,
                                    std::optional<std::uint64_t> test = {});
std::string throughputErrorEvent(const Error& error, std::optional<std::uint64_t> test = {});
std::string throughputEndEvent(const ThroughputReport& report, std::optional<std::uint64_t> test = {});

}  // namespace synscope
