#pragma once

#include "core/logic/latency/latency_summary.h"

#include <utility>

namespace synscope {

/// The numbers of a series by the names they have in kept runs and in CSV.
inline constexpr std::pair<const char*, std::optional<Duration> LatencyNumbers::*> kLatencyNumbers[] = {
    {"min_ms", &LatencyNumbers::min},
    {"average_ms", &LatencyNumbers::average},
    {"p50_ms", &LatencyNumbers::p50},
    {"p90_ms", &LatencyNumbers::p90},
    {"p95_ms", &LatencyNumbers::p95},
    {"p99_ms", &LatencyNumbers::p99},
    {"max_ms", &LatencyNumbers::max},
    {"last_ms", &LatencyNumbers::last},
    {"deviation_ms", &LatencyNumbers::deviation},
    {"jitter_ms", &LatencyNumbers::jitter}};

}  // namespace synscope
