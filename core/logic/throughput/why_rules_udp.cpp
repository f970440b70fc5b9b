#include "core/logic/throughput/why_rules.h"

#include <array>

namespace synscope {
namespace {

using namespace whyLimit;

double loss(const WhyFacts& facts) {
  return facts.lossPercent.value_or(0);
}

bool sentAsAsked(const WhyFacts& facts) {
  return facts.asked > 0 && facts.sentRate >= kRateReached * facts.asked;
}

int nothingArrived(const WhyFacts& facts) {
  return facts.nothingArrived ? 95 : 0;
}

int rateLimit(const WhyFacts& facts) {
  return sentAsAsked(facts) && facts.lossPercent && loss(facts) < kLossHigh ? 96 : 0;
}

bool droppedAtReceiver(const WhyFacts& facts) {
  return loss(facts) >= kLossSome && facts.bufferDropPercent.value_or(0) >= kLimitedMost;
}

bool receiverHasNoTime(const WhyFacts& facts) {
  return facts.receiverCpu.value_or(0) >= kCpuFull;
}

int receiverBuffer(const WhyFacts& facts) {
  return droppedAtReceiver(facts) ? 90 : 0;
}

/// Where the drops are not told, a receiver without time to spare is the likelier place of a loss than the network.
int receiverCpu(const WhyFacts& facts) {
  if (!receiverHasNoTime(facts) || loss(facts) < kLossSome) return 0;
  if (droppedAtReceiver(facts)) return 94;
  return facts.bufferDropPercent ? 0 : 74;
}

bool lostInNetwork(const WhyFacts& facts) {
  return loss(facts) >= kLossSome && !droppedAtReceiver(facts);
}

int networkLoss(const WhyFacts& facts) {
  if (!lostInNetwork(facts)) return 0;
  const bool told = facts.bufferDropPercent.has_value();
  if (!told && receiverHasNoTime(facts)) return kWhyNamed;
  if (loss(facts) < kLossHigh) return 60;
  return told ? 86 : 72;
}

/// At an even rate a policer and loss by chance look the same; only much of it, without a queue, makes one think of it.
int policer(const WhyFacts& facts) {
  const bool flat = facts.addedMs && *facts.addedMs < kFlatMs;
  return lostInNetwork(facts) && loss(facts) >= kLossPoliced && flat && !receiverHasNoTime(facts) ? 66 : 0;
}

int bufferbloat(const WhyFacts& facts) {
  return facts.addedMs && *facts.addedMs >= kBloatMs && !droppedAtReceiver(facts) ? 80 : 0;
}

int senderCpu(const WhyFacts& facts) {
  return facts.senderCpu.value_or(0) >= kCpuFull && !sentAsAsked(facts) ? 88 : 0;
}

/// It had the time, and still sent less than was asked for: its interface, or its way of pacing.
int application(const WhyFacts& facts) {
  const bool idle = facts.senderCpu && *facts.senderCpu < kCpuFull;
  return facts.asked > 0 && !sentAsAsked(facts) && idle ? 60 : 0;
}

}  // namespace

std::span<const WhyRule> whyRulesUdp() {
  static constexpr std::array kRules = {
      WhyRule{SlowCause::kNothingArrived, nothingArrived},
      WhyRule{SlowCause::kRateLimit, rateLimit},
      WhyRule{SlowCause::kReceiverCpu, receiverCpu},
      WhyRule{SlowCause::kReceiverBuffer, receiverBuffer},
      WhyRule{SlowCause::kPolicer, policer},
      WhyRule{SlowCause::kNetworkLoss, networkLoss},
      WhyRule{SlowCause::kBufferbloat, bufferbloat},
      WhyRule{SlowCause::kSenderCpu, senderCpu},
      WhyRule{SlowCause::kApplication, application},
  };
  return kRules;
}

}  // namespace synscope
