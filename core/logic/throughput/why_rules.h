#pragma once

#include "core/logic/throughput/why_facts.h"

#include <span>

namespace synscope {

/// One line of the rule table: how strongly the facts speak for a cause, 0 (not at all) to 100. A cause that scores
/// under kWhyNamed is not named beside a stronger one.
struct WhyRule {
  SlowCause cause{};
  int (*score)(const WhyFacts& facts) = nullptr;
};

inline constexpr int kWhyNamed = 50;

std::span<const WhyRule> whyRulesTcp();
std::span<const WhyRule> whyRulesUdp();

/// Thresholds that both tables use; what a person can look up in the documentation of a verdict.
namespace whyLimit {
inline constexpr double kRateReached = 0.95;  ///< Of the rate asked for.
inline constexpr double kCpuFull = 90;        ///< Percent of one core for each stream.
inline constexpr double kLimitedMost = 50;    ///< Percent of the busy time: the limit decides.
inline constexpr double kLimitedSome = 25;    ///< Percent of the busy time: worth naming.
inline constexpr double kAlwaysBusy = 80;     ///< Percent of the time.
inline constexpr double kLossHigh = 1;        ///< Percent of the segments or datagrams.
inline constexpr double kLossSome = 0.1;      ///< Percent.
inline constexpr double kLossPoliced = 10;    ///< Percent of the datagrams: more than chance takes.
inline constexpr double kBloatMs = 30;        ///< Added by the load.
inline constexpr double kBloatGrowth = 2;     ///< RTT under load over the least RTT.
inline constexpr double kFlatMs = 5;          ///< Added by the load: the queue did not grow.
inline constexpr double kSteadyPercent = 20;  ///< Variation of the rate.
inline constexpr double kShortRtts = 20;      ///< Round trips that slow start may take to fill a long way.
inline constexpr double kShortSeconds = 1;
inline constexpr double kStoppedSeconds = 3;  ///< Counted: a stopped test of less says nothing about a cause.
inline constexpr double kStoppedFull = 10;  ///< Counted: a stopped test of so much has all the confidence it can have.
}  // namespace whyLimit

}  // namespace synscope
