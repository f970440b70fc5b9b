#include "core/logic/diagnose/diagnosis_steps.h"
#include "core/logic/diagnose/plan.h"
#include "core/logic/diagnose/timeline_writer.h"
#include "core/logic/diagnose/verdict_builder.h"

#include <algorithm>

namespace synscope {
namespace {

using Fields = TimelineWriter::Fields;

std::string joined(const std::vector<IpAddress>& addresses) {
  std::string text;
  for (const IpAddress& address : addresses)
    text += (text.empty() ? "" : ", ") + address.toString();
  return text;
}

std::string joined(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names)
    text += (text.empty() ? "" : ", ") + name;
  return text;
}

/// The events of one item of evidence.
class EvidenceEvents {
 public:
  EvidenceEvents(Timeline& timeline, const Evidence& evidence, TimePoint startedAt)
      : m_timeline(timeline),
        m_evidence(evidence),
        m_began(startedAt + evidence.began),
        m_ended(startedAt + evidence.at) {}

  void operator()(const SkippedEvidence&) const {}

  /// Every family is asked at the same time.
  void operator()(const NameEvidence& name) const {
    if (name.literal) return;
    TimelineWriter writer(m_timeline, "name-service");
    for (const NameAnswer& answer : name.answers) {
      const std::string family = familyText(answer.family);
      writer.sent(m_began, EventKind::kSyscall, step::kNameAsked, {{"name", name.name}, {"family", family}});
      const TimePoint at = m_began + answer.elapsed;
      if (answer.error) {
        const std::string error(synscope::name(answer.error->code));
        writer.received(at, EventKind::kError, step::kNameFailed, {{"family", family}, {"error", error}});
      } else if (answer.addresses.empty()) {
        writer.received(at, EventKind::kData, step::kNameEmpty, {{"family", family}});
      } else {
        writer.received(at, EventKind::kData, step::kNameAnswered,
                        {{"family", family}, {"addresses", joined(answer.addresses)}});
      }
    }
  }

  void operator()(const RouteEvidence& route) const {
    if (!route.known) return;
    auto writer = toTarget();
    if (route.error != SocketError::kNone)
      return writer.here(m_ended, EventKind::kError, step::kRouteMissing, {{"error", std::string(name(route.error))}});
    writer.here(m_ended, EventKind::kSyscall, step::kRouteFound,
                {{"interface", route.interface},
                 {"source", route.source ? route.source->toString() : ""},
                 {"gateway", route.gateway ? route.gateway->toString() : ""}});
  }

  void operator()(const ListenerEvidence& listeners) const {
    if (!listeners.known) return;
    toTarget().here(m_ended, EventKind::kSyscall, step::kListenersRead,
                    {{"port", port()}, {"count", std::to_string(listeners.listeners.size())}});
  }

  /// What the attempt wrote down itself, and which port it was about: several attempts at one host run at a time.
  void operator()(const AttemptEvidence& attempt) const {
    Timeline marked;
    for (const std::string& lane : attempt.timeline.lanes())
      marked.lane(lane);
    for (TimelineEvent event : attempt.timeline.events()) {
      event.fields.insert(event.fields.begin(), {"port", port()});
      marked.add(std::move(event));
    }
    m_timeline.merge(marked);
  }

  void operator()(const TraceEvidence& seen) const {
    auto writer = toTarget();
    writer.sent(m_began, EventKind::kSyscall, step::kTraceStarted,
                {{"port", port()}, {"protocol", std::string(name(seen.trace.protocol))}});
    for (const Hop& hop : seen.trace.hops) {
      if (isAnswer(hop.answer)) answered(hop, writer);
    }
  }

  /// Nobody saw the TTL itself: it follows from which limits let the answer through.
  void operator()(const ArrivalTtlEvidence& arrival) const {
    if (!arrival.arrivalTtl) return;
    toTarget().received(
        m_ended, EventKind::kSegment, step::kArrivalMeasured,
        {{"port", port()}, {"answer", std::string(name(arrival.answer))}, {"ttl", std::to_string(*arrival.arrivalTtl)}},
        EventSource::kInferred);
  }

  void operator()(const TlsEvidence& tls) const {
    auto writer = toTarget();
    const TimePoint start = startOf(tls.elapsed, tls.reducedWorked);
    const TimePoint end = start + tls.elapsed;
    writer.sent(start, EventKind::kData, step::kTlsStarted, {{"port", port()}});
    if (tls.result == TlsResult::kEstablished)
      writer.received(end, EventKind::kData, step::kTlsEstablished,
                      {{"version", tls.version}, {"problems", joined(tls.certificateProblems)}});
    else
      failed(tls.result == TlsResult::kSilent, end, step::kTlsFailed, std::string(name(tls.result)), writer);
    noteReduced(tls.reducedWorked, writer);
  }

  void operator()(const FirstByteEvidence& first) const {
    auto writer = toTarget();
    const TimePoint start = startOf(first.elapsed, first.reducedWorked);
    const TimePoint end = start + first.elapsed;
    if (first.asked) writer.sent(start, EventKind::kData, step::kRequestSent, {{"port", port()}});
    const bool quiet = first.result == FirstByteResult::kNothingSpoken || first.result == FirstByteResult::kStalled;
    if (first.result == FirstByteResult::kReceived)
      writer.received(end, EventKind::kData, step::kFirstByteReceived,
                      {{"port", port()}, {"bytes", std::to_string(first.bytes.size())}});
    else
      failed(quiet, end, step::kFirstByteMissing, std::string(name(first.result)), writer);
    noteReduced(first.reducedWorked, writer);
  }

  /// When each segment was acknowledged is not measured; that it was is known at the end.
  void operator()(const FullSizeEvidence& sizes) const {
    if (!sizes.fullAcknowledged) return;
    auto writer = toTarget();
    writer.sent(m_began, EventKind::kData, step::kFullSizeSent, {{"port", port()}, {"mss", std::to_string(sizes.mss)}});
    if (*sizes.fullAcknowledged) return writer.received(m_ended, EventKind::kSegment, step::kFullSizeAcknowledged);
    writer.here(m_ended, EventKind::kTimer, step::kFullSizeLost, {{"retransmits", std::to_string(sizes.retransmits)}});
    noteReduced(sizes.reducedAcknowledged, writer);
  }

 private:
  TimelineWriter toTarget() const {
    return {m_timeline, m_evidence.check.target ? m_evidence.check.target->address.toString() : "this-host"};
  }

  std::string port() const { return m_evidence.check.target ? std::to_string(m_evidence.check.target->port) : ""; }

  /// Checks that begin with a handshake measure from its end; a second try with small segments comes after that.
  TimePoint startOf(Duration elapsed, std::optional<bool> reduced) const {
    return reduced ? m_began : std::max(m_began, m_ended - elapsed);
  }

  void answered(const Hop& hop, TimelineWriter& writer) const {
    const TimePoint at = hop.answeredAt.value_or(m_ended);
    Fields fields{{"port", port()}, {"ttl", std::to_string(hop.ttl)}};
    if (hop.best) fields.emplace_back("ms", msText(*hop.best));
    if (hop.answer == HopAnswer::kTtlExceeded) {
      if (hop.addresses.empty()) return;
      return writer.receivedFrom(hop.addresses.front(), at, EventKind::kIcmp, step::kHopAnswered, std::move(fields));
    }
    if (hop.answer == HopAnswer::kIcmpUnreachable && hop.icmp) {
      fields.emplace_back("type", std::to_string(hop.icmp->type));
      fields.emplace_back("code", std::to_string(hop.icmp->code));
      return writer.receivedFrom(hop.icmp->from, at, EventKind::kIcmp, step::kHopRefused, std::move(fields));
    }
    fields.emplace_back("answer", std::string(name(hop.answer)));
    writer.received(at, EventKind::kSegment, step::kTraceReached, std::move(fields));
  }

  /// Silence happens here, where the time ran out; anything else came from the other side.
  void failed(bool silent, TimePoint at, std::string_view code, std::string result, TimelineWriter& writer) const {
    Fields fields{{"port", port()}, {"result", std::move(result)}};
    if (silent)
      writer.here(at, EventKind::kTimer, code, std::move(fields));
    else
      writer.received(at, EventKind::kData, code, std::move(fields));
  }

  void noteReduced(std::optional<bool> worked, TimelineWriter& writer) const {
    if (!worked) return;
    if (*worked)
      writer.received(m_ended, EventKind::kSegment, step::kSmallSegmentsPass, {{"port", port()}});
    else
      writer.here(m_ended, EventKind::kTimer, step::kSmallSegmentsLost, {{"port", port()}});
  }

  Timeline& m_timeline;
  const Evidence& m_evidence;
  TimePoint m_began, m_ended;
};

}  // namespace

Timeline timelineOf(const std::vector<Evidence>& evidence, TimePoint startedAt) {
  Timeline timeline;
  timeline.lane("this-host");
  for (const Evidence& item : evidence)
    std::visit(EvidenceEvents(timeline, item, startedAt), item.what);
  return timeline;
}

}  // namespace synscope
