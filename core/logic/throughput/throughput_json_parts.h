#pragma once

#include "core/logic/throughput/throughput_report.h"

#include <string_view>

namespace synscope {

class JsonWriter;

/// "up" or "down": which way a stream goes, seen from the client. `sender`: this end sends on it.
std::string_view directionOf(bool client, bool sender);

/// Values.
void writeThroughputStart(JsonWriter& json, const ThroughputReport& report);
void writeThroughputInterval(JsonWriter& json, const ThroughputInterval& interval, bool client);

/// Members of the open object: bytes in a time, what became of datagrams, the sums of a test, and what stands beside
/// the counts.
void writeTransfer(JsonWriter& json, std::string_view key, std::uint64_t bytes, Duration time,
                   const std::optional<std::uint64_t>& retransmits);
void writeDatagrams(JsonWriter& json, const StreamTotal& total);
void writeThroughputSums(JsonWriter& json, const ThroughputReport& report);
void writeWhyVerdict(JsonWriter& json, const std::optional<WhyVerdict>& why);
void writeLoadedLatency(JsonWriter& json, const std::optional<LoadedLatency>& latency);

}  // namespace synscope
