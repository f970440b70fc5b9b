#include "core/logic/endpoint/life_codes.h"
#include "core/logic/endpoint/life_cycle.h"
#include "core/logic/reach/step_codes.h"

#include <algorithm>
#include <array>

namespace synscope {
namespace {

constexpr std::size_t kMostLanes = 16;

/// What only the attempt knows; the rest of its timeline is told by calls, states and segments.
constexpr std::array kTakenOver = {step::kSynRetransmitted, step::kSynStayedLocal, step::kIcmpReceived, step::kTimedOut,
                                   step::kSelfConnected};

LifeFields fieldsOf(const Attempt& attempt) {
  LifeFields fields;
  if (attempt.kernelRtt)
    fields.emplace_back("rtt-us",
                        std::to_string(std::chrono::floor<std::chrono::microseconds>(*attempt.kernelRtt).count()));
  if (attempt.negotiated) fields.emplace_back("mss", std::to_string(attempt.negotiated->sendMss));
  if (attempt.synRetransmits) fields.emplace_back("syn-retransmits", std::to_string(*attempt.synRetransmits));
  return fields;
}

}  // namespace

void LifeCycle::onAttempt(const Attempt& attempt, const Timeline& timeline) {
  const TimePoint end = attempt.startedAt + attempt.elapsed;
  if (attempt.end == AttemptEnd::kNotSent) {
    m_story = LifeStory();
    m_state = TcpState::kClosed;
    noteHere(attempt.startedAt, EventKind::kSyscall, "call.connect", EventSource::kObserved);
    onFailed(end, {.call = EndpointCall::kConnect, .error = attempt.error});
    return conclude(end, TeardownReason::kNotSent, EventSource::kObserved);
  }
  if (m_state == TcpState::kClosed) onCall(attempt.startedAt, EndpointCall::kConnect);
  mergeAttempt(timeline);
  endAttempt(end, attempt);
}

void LifeCycle::mergeAttempt(const Timeline& timeline) {
  std::vector<LaneId> lanes;
  for (std::size_t i = 0; i < timeline.lanes().size(); ++i)
    lanes.push_back(i < 2 ? i : laneOf(timeline.lanes()[i]));
  for (const TimelineEvent& event : timeline.events()) {
    const auto code = std::ranges::find(kTakenOver, event.code);
    if (code == kTakenOver.end() || event.from >= lanes.size() || event.to >= lanes.size()) continue;
    m_story.add(event.at, lanes[event.from], lanes[event.to], event.kind, *code, event.source, event.fields);
  }
}

LaneId LifeCycle::laneOf(const std::string& label) {
  const auto known = std::ranges::find(m_lanes, label);
  if (known != m_lanes.end()) return static_cast<LaneId>(known - m_lanes.begin());
  if (m_lanes.size() == kMostLanes) return kMostLanes - 1;
  m_lanes.push_back(label);
  return m_lanes.size() - 1;
}

void LifeCycle::endAttempt(TimePoint at, const Attempt& attempt) {
  switch (attempt.end) {
    case AttemptEnd::kAnswered:
      moveTo(at, TcpState::kEstablished, EventSource::kObserved);
      if (m_established) m_story.annotate(*m_established, fieldsOf(attempt));
      if (attempt.selfConnected) return onReset(at, Side::kUs);
      if (attempt.error == SocketError::kNone) return;
      return onFailed(at, {.call = EndpointCall::kConnect, .error = attempt.error});
    case AttemptEnd::kFailed:
      // With an ICMP error ECONNREFUSED means "port unreachable", not a reset.
      onFailed(at, {.call = EndpointCall::kConnect, .error = attempt.error, .fatal = !attempt.icmp});
      if (m_state == TcpState::kClosed) return;
      return giveUp(at, attempt.icmp ? TeardownReason::kRejected : TeardownReason::kUnreachable,
                    EventSource::kObserved);
    case AttemptEnd::kSilent: return giveUp(at, TeardownReason::kHandshakeTimeout, EventSource::kObserved);
    case AttemptEnd::kCancelled: return moveTo(at, TcpState::kClosed, EventSource::kObserved);
    case AttemptEnd::kNotSent: return;
  }
}

}  // namespace synscope
