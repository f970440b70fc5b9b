#pragma once

#include "core/logic/base/enum_values.h"
#include "core/logic/latency/latency_summary.h"

#include <string_view>

namespace synscope {

/// How a lane is, in one word: the first that holds, worst first. Codes are `latency-mood.<name>` in the catalogue.
enum class LatencyMood {
  kNoAnswer,  ///< Nothing has ever come back.
  kDown,      ///< It answered before and does not now: an outage of kDownStreak or more lasts.
  kRefusing,  ///< Somebody answers, and refuses most requests.
  kLosing,    ///< At least kLossPercent of the requests are met with silence.
  kWasDown,   ///< There was an outage, and it is over.
  kFailing,   ///< Some requests are refused or fail in a later step.
  kSynLoss,   ///< All came through, some only after the SYN was sent again.
  kSpikes,    ///< Mostly quick, but one in a hundred is several times slower.
  kVarying,   ///< The jitter is a large part of the latency.
  kSteady,
  kWaiting,  ///< Nothing has ended yet.
};

inline constexpr auto kLatencyMoods = enumValues<LatencyMood, LatencyMood::kWaiting>();
inline constexpr std::uint64_t kDownStreak = 3;
inline constexpr double kLossPercent = 0.1;

std::string_view name(LatencyMood mood);
/// Worse ones come first in the enumeration, kWaiting apart.
LatencyMood latencyMood(const LatencySummary& lane);
/// The step that says most of a lane: its last one on a new connection; nullopt before there is a sample.
std::optional<LatencyStep> mainStep(const LatencySummary& lane);

}  // namespace synscope
