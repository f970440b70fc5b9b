#pragma once

#include "core/logic/throughput/throughput_report.h"

namespace synscope {

class JsonWriter;

/// The parts of throughputJson() that stand beside the counts, each as one member of the open object.
void writeThroughputStart(JsonWriter& json, const ThroughputReport& report);
void writeWhyVerdict(JsonWriter& json, const std::optional<WhyVerdict>& why);
void writeLoadedLatency(JsonWriter& json, const std::optional<LoadedLatency>& latency);

}  // namespace synscope
