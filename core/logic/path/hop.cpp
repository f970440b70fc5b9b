#include "core/logic/path/hop.h"

#include <algorithm>

namespace synscope {
namespace {

/// How much an answer tells: a final one most, silence least. A probe still under way tells more than silence.
int rank(HopAnswer answer) {
  switch (answer) {
    case HopAnswer::kSynAck: return 6;
    case HopAnswer::kReply: return 5;
    case HopAnswer::kRst: return 4;
    case HopAnswer::kIcmpUnreachable: return 3;
    case HopAnswer::kTtlExceeded: return 2;
    case HopAnswer::kPending: return 1;
    case HopAnswer::kSilent: return 0;
  }
  return 0;
}

void addTime(Hop& hop, Duration rtt, Duration& sum, int& timed) {
  hop.best = hop.best ? std::min(*hop.best, rtt) : rtt;
  hop.worst = hop.worst ? std::max(*hop.worst, rtt) : rtt;
  hop.last = rtt;
  sum += rtt;
  hop.average = sum / ++timed;
}

void addAddress(Hop& hop, const IpAddress& address) {
  if (std::find(hop.addresses.begin(), hop.addresses.end(), address) == hop.addresses.end()) {
    hop.addresses.push_back(address);
  }
}

void addAnswer(Hop& hop, const HopProbe& probe, bool first) {
  if (first || rank(probe.answer) > rank(hop.answer)) {
    hop.answer = probe.answer;
    hop.icmp = probe.icmp;
    hop.answeredAt = probe.sentAt && probe.rtt ? std::optional(*probe.sentAt + *probe.rtt) : std::nullopt;
  }
  ++hop.sent;
  if (isAnswer(probe.answer)) ++hop.received;
  if (probe.answer == HopAnswer::kPending) ++hop.pending;
  if (probe.from) addAddress(hop, *probe.from);
}

Hop hopOf(int ttl, const std::vector<HopProbe>& probesInOrder) {
  Hop hop;
  hop.ttl = ttl;
  Duration sum{};
  int timed = 0;
  for (const HopProbe& probe : probesInOrder) {
    if (probe.ttl != ttl) continue;
    addAnswer(hop, probe, hop.sent == 0);
    if (probe.rtt) addTime(hop, *probe.rtt, sum, timed);
  }
  return hop;
}

std::vector<HopProbe> inRoundOrder(std::vector<HopProbe> probes) {
  std::stable_sort(probes.begin(), probes.end(),
                   [](const HopProbe& a, const HopProbe& b) { return a.round < b.round; });
  return probes;
}

TraceEnd endAtFinal(const Trace& trace) {
  const Hop& last = trace.hops.back();
  return isReached(last, trace.target, trace.protocol) ? TraceEnd::kReached : TraceEnd::kRejected;
}

TraceEnd endOf(const Trace& trace, int maxHops) {
  if (trace.hops.empty()) return TraceEnd::kNotSent;
  const bool waiting = std::any_of(trace.hops.begin(), trace.hops.end(),
                                   [](const Hop& hop) { return hop.answer == HopAnswer::kPending; });
  if (waiting) return TraceEnd::kRunning;
  if (isFinal(trace.hops.back().answer)) return endAtFinal(trace);
  return trace.lastAnsweringTtl >= maxHops ? TraceEnd::kMaxHops : TraceEnd::kLostAfter;
}

/// How many hops are worth showing: up to the first final answer, else one hop of silence after the last answer, else
/// everything while that silence is not over.
int hopsToKeep(const std::vector<HopProbe>& probes) {
  int highest = 0, lastAnswering = 0, lastPending = 0;
  std::optional<int> firstFinal;
  for (const HopProbe& probe : probes) {
    highest = std::max(highest, probe.ttl);
    if (isFinal(probe.answer)) firstFinal = std::min(firstFinal.value_or(probe.ttl), probe.ttl);
    if (isAnswer(probe.answer)) lastAnswering = std::max(lastAnswering, probe.ttl);
    if (probe.answer == HopAnswer::kPending) lastPending = std::max(lastPending, probe.ttl);
  }
  if (firstFinal) return *firstFinal;
  return std::min(highest, std::max(lastAnswering + 1, lastPending));
}

}  // namespace

std::string_view name(HopAnswer answer) {
  switch (answer) {
    case HopAnswer::kTtlExceeded: return "ttl-exceeded";
    case HopAnswer::kIcmpUnreachable: return "icmp-unreachable";
    case HopAnswer::kSynAck: return "syn-ack";
    case HopAnswer::kRst: return "rst";
    case HopAnswer::kReply: return "reply";
    case HopAnswer::kSilent: return "silent";
    case HopAnswer::kPending: return "pending";
  }
  return "silent";
}

std::string_view name(TraceEnd end) {
  switch (end) {
    case TraceEnd::kRunning: return "running";
    case TraceEnd::kReached: return "reached";
    case TraceEnd::kRejected: return "rejected";
    case TraceEnd::kLostAfter: return "lost-after";
    case TraceEnd::kMaxHops: return "max-hops";
    case TraceEnd::kCancelled: return "cancelled";
    case TraceEnd::kNotSent: return "not-sent";
  }
  return "running";
}

std::string endKey(const Trace& trace) {
  if (trace.end == TraceEnd::kLostAfter && trace.lastAnsweringTtl == 0) return "trace.ended.no-answer";
  const Hop* refused = trace.end == TraceEnd::kRejected ? trace.finalHop() : nullptr;
  if (refused != nullptr && refused->icmp && refused->icmp->fromThisHost) return "trace.ended.rejected-here";
  if (refused != nullptr && refused->icmp && refused->icmp->from == trace.target.address)
    return "trace.ended.rejected-by-host";
  return "trace.ended." + std::string(name(trace.end));
}

bool isFinal(HopAnswer answer) {
  return answer == HopAnswer::kSynAck || answer == HopAnswer::kRst || answer == HopAnswer::kReply ||
         answer == HopAnswer::kIcmpUnreachable;
}

bool isAnswer(HopAnswer answer) {
  return isFinal(answer) || answer == HopAnswer::kTtlExceeded;
}

bool isReached(const Hop& hop, const IpEndpoint& target, Protocol protocol) {
  if (hop.answer != HopAnswer::kIcmpUnreachable) return isFinal(hop.answer);
  return protocol == Protocol::kUdp && hop.icmp && meaning(*hop.icmp) == IcmpMeaning::kPortUnreachable &&
         hop.icmp->from == target.address;
}

std::optional<double> Hop::lossPercent() const {
  const int over = sent - pending;
  if (over <= 0) return std::nullopt;
  return 100.0 * (over - received) / over;
}

const Hop* Trace::hop(int ttl) const {
  return ttl >= 1 && static_cast<std::size_t>(ttl) <= hops.size() ? &hops[static_cast<std::size_t>(ttl - 1)] : nullptr;
}

const Hop* Trace::finalHop() const {
  return !hops.empty() && isFinal(hops.back().answer) ? &hops.back() : nullptr;
}

Trace summarize(const IpEndpoint& target, Protocol protocol, const std::vector<HopProbe>& probes, int maxHops) {
  const std::vector<HopProbe> ordered = inRoundOrder(probes);
  Trace trace;
  trace.target = target;
  trace.protocol = protocol;
  const int count = hopsToKeep(ordered);
  for (int ttl = 1; ttl <= count; ++ttl) {
    trace.hops.push_back(hopOf(ttl, ordered));
    if (trace.hops.back().received > 0) trace.lastAnsweringTtl = ttl;
  }
  trace.end = endOf(trace, maxHops);
  return trace;
}

}  // namespace synscope
