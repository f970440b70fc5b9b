#include "core/logic/latency/latency_mood.h"

namespace synscope {
namespace {

using std::chrono::milliseconds;

constexpr int kSpikeFactor = 4;
constexpr Duration kLeastSpike = milliseconds(2);   ///< Below that nobody feels it.
constexpr Duration kLeastJitter = milliseconds(1);  ///< Likewise.
constexpr std::uint64_t kEnough = 10;               ///< Samples before their spread means anything.

bool isDown(const LatencySummary& lane) {
  return !lane.outages.empty() && !lane.outages.back().end && lane.outages.back().failed >= kDownStreak;
}

LatencyMood spread(const LatencyNumbers& numbers) {
  if (numbers.count < kEnough || !numbers.p50 || !numbers.p99) return LatencyMood::kSteady;
  if (*numbers.p99 > kSpikeFactor * *numbers.p50 && *numbers.p99 - *numbers.p50 > kLeastSpike)
    return LatencyMood::kSpikes;
  if (numbers.jitter && *numbers.jitter > kLeastJitter && *numbers.jitter * 3 > *numbers.p50)
    return LatencyMood::kVarying;
  return LatencyMood::kSteady;
}

}  // namespace

std::string_view name(LatencyMood mood) {
  switch (mood) {
    case LatencyMood::kNoAnswer: return "no-answer";
    case LatencyMood::kDown: return "down";
    case LatencyMood::kRefusing: return "refusing";
    case LatencyMood::kLosing: return "losing";
    case LatencyMood::kFailing: return "failing";
    case LatencyMood::kSynLoss: return "syn-loss";
    case LatencyMood::kWasDown: return "was-down";
    case LatencyMood::kSpikes: return "spikes";
    case LatencyMood::kVarying: return "varying";
    case LatencyMood::kSteady: return "steady";
    case LatencyMood::kWaiting: break;
  }
  return "waiting";
}

std::optional<LatencyStep> mainStep(const LatencySummary& lane) {
  for (const LatencyStep step :
       {LatencyStep::kFirstByte, LatencyStep::kEcho, LatencyStep::kTls, LatencyStep::kConnect, LatencyStep::kReused}) {
    const auto found = lane.series.find(step);
    if (found != lane.series.end() && found->second.count > 0) return step;
  }
  return std::nullopt;
}

LatencyMood latencyMood(const LatencySummary& lane) {
  const std::uint64_t ended = lane.ok + lane.failed, refused = lane.failed - lane.lost;
  if (ended == 0) return LatencyMood::kWaiting;
  if (lane.ok == 0) return refused * 2 > ended ? LatencyMood::kRefusing : LatencyMood::kNoAnswer;
  if (isDown(lane)) return LatencyMood::kDown;
  if (refused * 2 > ended) return LatencyMood::kRefusing;
  if (lane.outageCount > 0 && lane.longestBad >= kDownStreak) return LatencyMood::kWasDown;
  if (lane.lost > 0 && lane.lossPercent.value_or(0) >= kLossPercent) return LatencyMood::kLosing;
  if (refused > 0) return LatencyMood::kFailing;
  if (lane.retransmitted > 0) return LatencyMood::kSynLoss;
  const auto step = mainStep(lane);
  return step ? spread(lane.series.at(*step)) : LatencyMood::kSteady;
}

}  // namespace synscope
