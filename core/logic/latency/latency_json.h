#pragma once

#include "core/logic/base/json_writer.h"
#include "core/logic/latency/latency_summary.h"

namespace synscope {

/// A latency report as JSON (CONTRACT: latency), piece by piece so that a long run need not be held.

/// The step that stands for a method in one number: the handshake, for UDP the echo.
LatencyStep mainStep(LatencyMethod method);

/// One object of "samples".
/// @param begin What "at_s" counts from.
void writeLatencySample(JsonWriter& json, const LatencySample& sample, TimePoint begin);

/// The object "stats": counts, and the numbers of one step. Times in ms with microseconds and three more digits.
void writeLatencyStats(JsonWriter& json, const LatencySummary& summary, LatencyStep step);

/// One object of "lanes": who, stats, every series with its histogram, outages.
void writeLatencyLane(JsonWriter& json, const LatencySummary& summary, LatencyStep step, TimePoint begin);

}  // namespace synscope
