#pragma once

#include "core/logic/latency/latency_summary.h"

#include <optional>

namespace synscope {

/// What a request costs on a new connection, handshakes included, and on one that is kept. Medians.
struct ReuseGain {
  Duration fresh{}, reused{};
};

/// nullopt where both were not measured, or a kept connection saved nothing.
std::optional<ReuseGain> reuseGain(const LatencySummary& lane);

/// How much longer this program waited for handshakes than the kernel took: the part of this machine. nullopt where the
/// kernel does not tell.
std::optional<Duration> kernelDifference(const LatencySummary& lane);

}  // namespace synscope
