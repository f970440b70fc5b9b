#include "core/logic/path/where_it_dies.h"

#include <algorithm>

namespace synscope {
namespace {

const Trace* throughTo(const Trace* control) {
  return control != nullptr && control->end == TraceEnd::kReached ? control : nullptr;
}

bool contains(const Hop& hop, const IpAddress& address) {
  return std::find(hop.addresses.begin(), hop.addresses.end(), address) != hop.addresses.end();
}

bool disjoint(const Hop& a, const Hop& b) {
  return std::none_of(a.addresses.begin(), a.addresses.end(), [&](const IpAddress& x) { return contains(b, x); });
}

/// Routers of both traces at the same TTL; the final answers are not routers.
bool differ(const Trace& subject, const Trace& control) {
  return std::any_of(subject.hops.begin(), subject.hops.end(), [&](const Hop& hop) {
    const Hop* other = control.hop(hop.ttl);
    return other != nullptr && hop.answer == HopAnswer::kTtlExceeded && other->answer == HopAnswer::kTtlExceeded &&
           disjoint(hop, *other);
  });
}

/// Whether a refusal comes from the hop at whose TTL it was seen. Several silent TTLs before it, or an answer only to a
/// repeated probe, mean that the device may sit nearer and had no ICMP error to spare for the TTLs before.
bool isPlaced(const Trace& subject, const Hop& last) {
  const Hop* before = subject.hop(last.ttl - 1);
  if (before == nullptr || before->received > 0) return true;
  const Hop* earlier = subject.hop(last.ttl - 2);
  return last.sent == 1 && (earlier == nullptr || earlier->received > 0);
}

Break rejected(const PathClues& clues, const Trace* control, Break result) {
  const Trace& subject = *clues.subject;
  const Hop& last = *subject.finalHop();
  if (last.icmp && last.icmp->fromThisHost) {
    result.kind = BreakKind::kNotSent;
    return result;
  }
  result.kind = BreakKind::kRejectedBy;
  if (last.icmp)
    result.device = last.icmp->from;
  else if (!last.addresses.empty())
    result.device = last.addresses.front();
  if (!result.device) return result;
  result.deviceIsHost = *result.device == subject.target.address;
  auto ttl = routerTtl(subject, *result.device);
  if (!ttl && control != nullptr) ttl = routerTtl(*control, *result.device);
  result.deviceOnPath = ttl.has_value();
  if (!ttl && result.deviceIsHost && control != nullptr) ttl = control->finalHop()->ttl;
  if (!ttl && isPlaced(subject, last)) ttl = last.ttl;
  result.deviceTtlExact = result.deviceOnPath || (result.deviceIsHost && ttl);
  result.deviceTtl = ttl;
  if (result.deviceIsHost) result.hostDistance = ttl;
  return result;
}

/// By how many hops the answer of the port comes from nearer than the control's: 0 for the same place.
std::optional<int> nearerBy(const PathClues& clues) {
  if (!clues.subjectArrivalTtl || !clues.controlArrivalTtl) return std::nullopt;
  return hopsBehind(*clues.controlArrivalTtl) - hopsBehind(*clues.subjectArrivalTtl);
}

/// A reset or SYN-ACK that somebody before the host sent in its name.
Break forged(const Trace& subject, int distance, std::optional<int> nearer, Break result) {
  const Hop& last = *subject.finalHop();
  result.kind = last.answer == HopAnswer::kRst ? BreakKind::kResetBefore : BreakKind::kAnsweredBefore;
  result.hostDistance = distance;
  // A router looks at the TTL before it forwards: what its forwarding rules answer shows one TTL later.
  const int byRule = std::max(1, last.ttl - 1);
  result.deviceTtlExact = nearer && *nearer > 0 && *nearer < distance;
  result.deviceTtl = result.deviceTtlExact ? distance - *nearer : byRule;
  return result;
}

Break reached(const PathClues& clues, const Trace* control, Break result) {
  const Trace& subject = *clues.subject;
  const Hop& last = *subject.finalHop();
  if (control != nullptr) {
    const int distance = control->finalHop()->ttl;
    const auto nearer = nearerBy(clues);
    if (last.ttl < distance || nearer.value_or(0) > 0) return forged(subject, distance, nearer, result);
  }
  result.kind = BreakKind::kNone;
  result.hostDistance = last.ttl;
  result.arrivalNearer =
      !clues.controlArrivalTtl && clues.subjectArrivalTtl && hopsBehind(*clues.subjectArrivalTtl) < last.ttl;
  return result;
}

/// First TTL beyond the last answer of the subject at which the control got one.
std::optional<int> nextAnswered(const Trace& control, int after) {
  const auto it = std::find_if(control.hops.begin(), control.hops.end(),
                               [&](const Hop& hop) { return hop.ttl > after && hop.received > 0; });
  return it == control.hops.end() ? std::nullopt : std::optional(it->ttl);
}

BreakKind kindOfLoss(int lastAnswering, int distance) {
  if (lastAnswering == distance - 1) return BreakKind::kAtHost;
  return lastAnswering == 0 ? BreakKind::kBeforeFirstHop : BreakKind::kBlockedAfter;
}

Break lost(const Trace& subject, const Trace* control, Break result) {
  const int last = subject.lastAnsweringTtl;
  result.firstSilentTtl = last + 1;
  const Hop* silent = subject.hop(last + 1);
  result.silenceRepeated = silent != nullptr && silent->sent >= 2;
  if (control == nullptr) {
    result.kind = last > 0 ? BreakKind::kBlockedAfter : BreakKind::kUnknown;
    return result;
  }
  const int distance = control->finalHop()->ttl;
  result.hostDistance = distance;
  result.noFurtherThan = nextAnswered(*control, last);
  result.kind = last < distance ? kindOfLoss(last, distance) : BreakKind::kUnknown;
  return result;
}

}  // namespace

std::string_view name(BreakKind kind) {
  switch (kind) {
    case BreakKind::kNone: return "none";
    case BreakKind::kNotSent: return "not-sent";
    case BreakKind::kBeforeFirstHop: return "before-first-hop";
    case BreakKind::kBlockedAfter: return "blocked-after";
    case BreakKind::kAtHost: return "at-host";
    case BreakKind::kRejectedBy: return "rejected-by";
    case BreakKind::kResetBefore: return "reset-before";
    case BreakKind::kAnsweredBefore: return "answered-before";
    case BreakKind::kUnknown: return "unknown";
  }
  return "unknown";
}

std::optional<int> routerTtl(const Trace& trace, const IpAddress& device) {
  for (const Hop& hop : trace.hops) {
    if (hop.answer == HopAnswer::kTtlExceeded && contains(hop, device)) return hop.ttl;
  }
  return std::nullopt;
}

int hopsBehind(int arrivalTtl) {
  const int initial = arrivalTtl <= 64 ? 64 : arrivalTtl <= 128 ? 128 : 255;
  return initial - arrivalTtl + 1;
}

Break whereItDies(const PathClues& clues) {
  Break result;
  if (clues.subject == nullptr) return result;
  const Trace& subject = *clues.subject;
  const Trace* control = throughTo(clues.control);
  result.lastAnsweringTtl = subject.lastAnsweringTtl;
  result.compared = control != nullptr;
  result.pathsDiffer = control != nullptr && differ(subject, *control);
  switch (subject.end) {
    case TraceEnd::kNotSent: result.kind = BreakKind::kNotSent; return result;
    case TraceEnd::kRejected: return rejected(clues, control, result);
    case TraceEnd::kReached: return reached(clues, control, result);
    case TraceEnd::kLostAfter:
    case TraceEnd::kMaxHops: return lost(subject, control, result);
    case TraceEnd::kRunning:
    case TraceEnd::kCancelled: return result;
  }
  return result;
}

}  // namespace synscope
