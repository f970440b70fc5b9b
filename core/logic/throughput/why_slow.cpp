#include "core/logic/throughput/why_slow.h"

#include "core/logic/base/enum_values.h"
#include "core/logic/throughput/why_rules.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

namespace synscope {
namespace {

/// Of the confidence: a stopped test has seen less, and never the other end's numbers.
constexpr double kLeastStopped = 0.5, kMostStopped = 0.85;
constexpr int kStoppedEarlyScore = 99;
constexpr double kNotTheSender = 0.85;  ///< Of the confidence: the sender's kernel counts what the receiver's cannot.

using Value = std::optional<double>;

Value scaled(const Value& value, double factor) {
  return value ? Value(*value * factor) : std::nullopt;
}

struct NumberRow {
  std::string_view name;
  Value (*value)(const WhyFacts& facts);
};

constexpr std::array kNumbers = {
    NumberRow{"rate-mbit", [](const WhyFacts& f) { return Value(f.rate / 1e6); }},
    NumberRow{"asked-mbit", [](const WhyFacts& f) { return f.asked > 0 ? Value(f.asked / 1e6) : std::nullopt; }},
    NumberRow{"sent-mbit", [](const WhyFacts& f) { return Value(f.sentRate / 1e6); }},
    NumberRow{"busy", [](const WhyFacts& f) { return f.busy; }},
    NumberRow{"receiver-limited", [](const WhyFacts& f) { return f.receiverLimited; }},
    NumberRow{"sender-limited", [](const WhyFacts& f) { return f.senderLimited; }},
    NumberRow{"retransmits", [](const WhyFacts& f) { return f.retransmits; }},
    NumberRow{"retransmit-percent", [](const WhyFacts& f) { return f.udp ? std::nullopt : f.lossPercent; }},
    NumberRow{"lost-percent", [](const WhyFacts& f) { return f.udp ? f.lossPercent : std::nullopt; }},
    NumberRow{"buffer-drop-percent", [](const WhyFacts& f) { return f.bufferDropPercent; }},
    NumberRow{"rtt-ms", [](const WhyFacts& f) { return f.rttMs; }},
    NumberRow{"min-rtt-ms", [](const WhyFacts& f) { return f.minRttMs; }},
    NumberRow{"added-ms", [](const WhyFacts& f) { return f.addedMs; }},
    NumberRow{"cwnd-kib", [](const WhyFacts& f) { return scaled(f.cwndBytes, 1.0 / 1024); }},
    NumberRow{"peer-window-kib", [](const WhyFacts& f) { return scaled(f.sendWindow, 1.0 / 1024); }},
    NumberRow{"buffer-asked-kib", [](const WhyFacts& f) { return scaled(f.window, 1.0 / 1024); }},
    NumberRow{"sender-cpu", [](const WhyFacts& f) { return f.senderCpu; }},
    NumberRow{"receiver-cpu", [](const WhyFacts& f) { return f.receiverCpu; }},
    NumberRow{"variation", [](const WhyFacts& f) { return f.variation; }},
    NumberRow{"seconds", [](const WhyFacts& f) { return Value(f.seconds); }},
};

/// The numbers that speak for a cause, the most telling first.
std::vector<std::string_view> tellingNumbers(SlowCause cause) {
  switch (cause) {
    case SlowCause::kUnknown: return {"rate-mbit", "variation", "receiver-cpu", "seconds"};
    case SlowCause::kNothingArrived: return {"sent-mbit", "seconds"};
    case SlowCause::kSameMachine: return {"sender-cpu", "receiver-cpu", "busy"};
    case SlowCause::kRateLimit: return {"asked-mbit", "rate-mbit"};
    case SlowCause::kReceiverWindow: return {"receiver-limited", "peer-window-kib", "rtt-ms", "receiver-cpu"};
    case SlowCause::kSenderBuffer: return {"sender-limited", "buffer-asked-kib", "rtt-ms"};
    case SlowCause::kApplication: return {"busy", "asked-mbit", "sent-mbit", "sender-cpu"};
    case SlowCause::kNetworkLoss:
      return {"retransmit-percent", "retransmits", "lost-percent", "buffer-drop-percent", "cwnd-kib", "rtt-ms"};
    case SlowCause::kCongestionWindow: return {"busy", "cwnd-kib", "rtt-ms", "min-rtt-ms"};
    case SlowCause::kBufferbloat: return {"added-ms", "min-rtt-ms", "rtt-ms", "lost-percent"};
    case SlowCause::kSenderCpu: return {"sender-cpu", "busy"};
    case SlowCause::kReceiverCpu: return {"receiver-cpu", "receiver-limited", "lost-percent", "buffer-drop-percent"};
    case SlowCause::kReceiverBuffer: return {"buffer-drop-percent", "lost-percent", "receiver-cpu"};
    case SlowCause::kPolicer: return {"retransmit-percent", "lost-percent", "added-ms", "variation", "rate-mbit"};
    case SlowCause::kShortTest: return {"seconds", "rtt-ms", "cwnd-kib"};
    case SlowCause::kStoppedEarly: return {"seconds", "rate-mbit"};
  }
  return {};
}

Value valueOf(std::string_view name, const WhyFacts& facts) {
  const auto* row = std::ranges::find(kNumbers, name, &NumberRow::name);
  return row == kNumbers.end() ? std::nullopt : row->value(facts);
}

void addNumbers(WhyVerdict& verdict, SlowCause cause, const WhyFacts& facts) {
  for (const std::string_view name : tellingNumbers(cause)) {
    const bool there = std::ranges::find(verdict.numbers, name, &WhyNumber::name) != verdict.numbers.end();
    const Value value = there ? std::nullopt : valueOf(name, facts);
    if (value && std::isfinite(*value)) verdict.numbers.push_back({std::string(name), *value});
  }
}

/// Three digits, whole numbers as they are.
std::string threeDigits(double value) {
  const double size = std::abs(value);
  const int digits = size >= 100 || value == std::floor(value) ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "%.*f", digits, value);
  return text.data();
}

/// "32.8 Gbit/s".
std::string rateText(double mbit) {
  if (mbit >= 1000) return threeDigits(mbit / 1000) + " Gbit/s";
  return mbit >= 1 ? threeDigits(mbit) + " Mbit/s" : threeDigits(mbit * 1000) + " kbit/s";
}

struct Scored {
  SlowCause cause{};
  int score = 0;
};

/// Strongest first; of equals the one that stands first in the table.
std::vector<Scored> judged(const WhyFacts& facts) {
  if (facts.stopped && facts.counted < whyLimit::kStoppedSeconds)
    return {{SlowCause::kStoppedEarly, kStoppedEarlyScore}};
  std::vector<Scored> causes;
  for (const WhyRule& rule : facts.udp ? whyRulesUdp() : whyRulesTcp()) {
    const int score = rule.score(facts);
    if (score >= kWhyNamed) causes.push_back({rule.cause, score});
  }
  std::ranges::stable_sort(causes, std::greater(), &Scored::score);
  return causes;
}

/// Of what the score would have in a whole test seen from the sending end.
double evidence(const WhyFacts& facts, bool sender) {
  using namespace whyLimit;
  const double place = sender || facts.udp ? 1 : kNotTheSender;
  if (!facts.stopped || facts.counted < kStoppedSeconds) return place;
  const double part = std::min(1.0, (facts.counted - kStoppedSeconds) / (kStoppedFull - kStoppedSeconds));
  return place * std::lerp(kLeastStopped, kMostStopped, part);
}

}  // namespace

WhyVerdict explainSlow(const ThroughputReport& report, bool sender) {
  return explainSlow(whyFacts(report, sender), sender);
}

WhyVerdict explainSlow(const WhyFacts& facts, bool sender) {
  WhyVerdict verdict;
  verdict.sender = sender;
  verdict.busyPercent = facts.busy;
  verdict.receiverLimitedPercent = facts.receiverLimited;
  verdict.senderLimitedPercent = facts.senderLimited;
  const std::vector<Scored> causes = facts.rate > 0 || facts.sentRate > 0 ? judged(facts) : std::vector<Scored>();
  if (!causes.empty()) {
    verdict.cause = causes.front().cause;
    verdict.confidence = static_cast<int>(causes.front().score * evidence(facts, sender));
  }
  addNumbers(verdict, verdict.cause, facts);
  for (std::size_t i = 1; i < causes.size(); ++i) {
    verdict.also.push_back(causes[i].cause);
    addNumbers(verdict, causes[i].cause, facts);
  }
  return verdict;
}

std::span<const SlowCause> allSlowCauses() {
  static constexpr auto kAll = enumValues<SlowCause, SlowCause::kStoppedEarly>();
  return kAll;
}

std::span<const std::string_view> allWhyNumbers() {
  static constexpr auto kNames = [] {
    std::array<std::string_view, kNumbers.size()> names;
    std::ranges::transform(kNumbers, names.begin(), &NumberRow::name);
    return names;
  }();
  return kNames;
}

Phrase whyNumberPhrase(const WhyNumber& number) {
  const std::string value = number.name.ends_with("-mbit") ? rateText(number.value) : threeDigits(number.value);
  return {"why-number." + number.name, {{"value", value}}};
}

}  // namespace synscope
