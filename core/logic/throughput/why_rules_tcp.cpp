#include "core/logic/throughput/why_rules.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace synscope {
namespace {

using namespace whyLimit;

bool atLeast(const std::optional<double>& value, double least) {
  return value && *value >= least;
}

int scaled(double value, double from, double to, int low, int high) {
  const double part = std::clamp((value - from) / (to - from), 0.0, 1.0);
  return low + static_cast<int>(std::lround(part * (high - low)));
}

int rateLimit(const WhyFacts& facts) {
  return facts.asked > 0 && facts.rate >= kRateReached * facts.asked ? 96 : 0;
}

/// Half the busy time is where a limit is the main cause; a quarter is worth naming.
int limitedScore(const std::optional<double>& limited) {
  if (atLeast(limited, kLimitedMost)) return scaled(*limited, kLimitedMost, 100, 65, 95);
  return atLeast(limited, kLimitedSome) ? kWhyNamed : 0;
}

/// Where the kernel does not count the times: the window fills the round trip to the measured rate, and is less than
/// what congestion control would allow.
bool windowExplainsRate(const WhyFacts& facts) {
  if (facts.receiverLimited || !facts.sendWindow || !facts.rttMs || !facts.cwndBytes || *facts.rttMs <= 0) return false;
  const double most = *facts.sendWindow * 8 / (*facts.rttMs / 1000) * facts.streams;
  return *facts.sendWindow < *facts.cwndBytes * 0.9 && facts.rate < 1.2 * most && facts.rate > 0.7 * most;
}

int receiverWindow(const WhyFacts& facts) {
  return windowExplainsRate(facts) ? 60 : limitedScore(facts.receiverLimited);
}

int senderBuffer(const WhyFacts& facts) {
  return limitedScore(facts.senderLimited);
}

bool heldByBuffers(const WhyFacts& facts) {
  return facts.receiverLimited.value_or(0) + facts.senderLimited.value_or(0) >= kLimitedMost;
}

/// A sender that waits for its peer's window has time to spare, however busy it is between.
int senderCpu(const WhyFacts& facts) {
  if (!atLeast(facts.senderCpu, kCpuFull)) return 0;
  return heldByBuffers(facts) ? kWhyNamed : scaled(*facts.senderCpu, kCpuFull, 100, 84, 92);
}

/// A receiver without time to read closes its window.
int receiverCpu(const WhyFacts& facts) {
  if (!atLeast(facts.receiverCpu, kCpuFull)) return 0;
  if (!facts.receiverLimited) return 72;
  if (*facts.receiverLimited < kLimitedSome) return kWhyNamed;
  return scaled(*facts.receiverLimited, kLimitedSome, 100, 70, 97);
}

/// A sender that keeps to a rate is idle by intent, unless it falls short of that rate. On one machine a sender is idle
/// because the receiver has the processor.
int application(const WhyFacts& facts) {
  if (facts.sameMachine && facts.asked == 0) return 0;
  if (!facts.busy || *facts.busy >= kAlwaysBusy || rateLimit(facts) > 0) return 0;
  return facts.asked > 0 ? 66 : scaled(kAlwaysBusy - *facts.busy, 0, 40, 66, 90);
}

bool heldByNetwork(const WhyFacts& facts) {
  return facts.busy.value_or(100) >= kAlwaysBusy && networkLimited(facts).value_or(100) > kLimitedMost;
}

/// M. Mathis et al. 1997: rate <= MSS / RTT × 1.22 / sqrt(loss), for congestion control that answers to loss. A rate
/// far above it shows one that does not; far below, something else holds.
bool lossExplainsRate(const WhyFacts& facts, double lossPercent) {
  const double rttMs = facts.rttMs.value_or(facts.minRttMs.value_or(0));
  if (rttMs <= 0) return false;
  const double most =
      facts.mss.value_or(1448) * 8 / (rttMs / 1000) * 1.22 / std::sqrt(lossPercent / 100) * facts.streams;
  return facts.rate <= 3 * most && facts.rate >= most / 5;
}

/// On one machine a little loss is the kernel's own doing. Between the thresholds the score grows with the logarithm.
int networkLoss(const WhyFacts& facts) {
  const double loss = facts.lossPercent.value_or(0);
  if (loss < (facts.sameMachine ? kLossHigh : kLossSome) || !heldByNetwork(facts)) return 0;
  if (lossExplainsRate(facts, loss)) return scaled(std::log10(loss), -1, 0, 68, 80);
  return scaled(std::log10(loss), -1, 0.5, kWhyNamed, 80);
}

bool queueStaysShort(const WhyFacts& facts) {
  return facts.addedMs && *facts.addedMs < kFlatMs;
}

int policer(const WhyFacts& facts) {
  const bool steady = facts.variation && *facts.variation <= kSteadyPercent;
  const bool drops = facts.lossPercent.value_or(0) >= kLossHigh;
  return drops && steady && queueStaysShort(facts) && heldByNetwork(facts) ? 82 : 0;
}

int bufferbloat(const WhyFacts& facts) {
  const bool grows = rttGrowth(facts).value_or(kBloatGrowth) >= kBloatGrowth;
  if (!atLeast(facts.addedMs, kBloatMs) || !grows || !heldByNetwork(facts)) return 0;
  return scaled(*facts.addedMs, kBloatMs, 200, 75, 84);
}

/// Slow start doubles once per round trip; a test that ends within it measures its beginning, and so does any test of
/// less than a second, whatever else the numbers of so short a time seem to say.
int shortTest(const WhyFacts& facts) {
  if (facts.asked > 0) return 0;
  if (facts.seconds < kShortSeconds) return 97;
  if (!facts.slowStart || heldByBuffers(facts)) return 0;
  const double roundTrips = facts.rttMs.value_or(0) > 0 ? facts.seconds * 1000 / *facts.rttMs : 1e9;
  return roundTrips < kShortRtts ? scaled(kShortRtts - roundTrips, 0, kShortRtts, 78, 94) : 0;
}

bool nothingOnTheWay(const WhyFacts& facts) {
  const auto named = [&](auto rule) { return rule(facts) > kWhyNamed; };
  return std::ranges::none_of(std::array{rateLimit, shortTest, policer, networkLoss, bufferbloat}, named);
}

/// What is left: always busy, and nothing in particular in the way.
int congestionWindow(const WhyFacts& facts) {
  if (facts.sameMachine || !facts.busy || !heldByNetwork(facts) || !nothingOnTheWay(facts)) return 0;
  if (senderCpu(facts) > kWhyNamed) return 0;
  return rttGrowth(facts).value_or(1) >= 1.5 ? 68 : 60;
}

/// That the processors are busy then is no cause besides: both ends share them.
int sameMachine(const WhyFacts& facts) {
  return facts.sameMachine && nothingOnTheWay(facts) && !heldByBuffers(facts) ? 93 : 0;
}

}  // namespace

std::span<const WhyRule> whyRulesTcp() {
  static constexpr std::array kRules = {
      WhyRule{SlowCause::kRateLimit, rateLimit},
      WhyRule{SlowCause::kShortTest, shortTest},
      WhyRule{SlowCause::kReceiverCpu, receiverCpu},
      WhyRule{SlowCause::kReceiverWindow, receiverWindow},
      WhyRule{SlowCause::kSenderBuffer, senderBuffer},
      WhyRule{SlowCause::kSenderCpu, senderCpu},
      WhyRule{SlowCause::kApplication, application},
      WhyRule{SlowCause::kPolicer, policer},
      WhyRule{SlowCause::kNetworkLoss, networkLoss},
      WhyRule{SlowCause::kBufferbloat, bufferbloat},
      WhyRule{SlowCause::kCongestionWindow, congestionWindow},
      WhyRule{SlowCause::kSameMachine, sameMachine},
  };
  return kRules;
}

}  // namespace synscope
