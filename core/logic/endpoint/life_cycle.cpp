#include "core/logic/endpoint/life_cycle.h"

#include <array>
#include <utility>

namespace synscope {
namespace {

enum class Direction { kOut, kIn };

struct SegmentStep {
  Direction direction;
  std::string_view code;
};

/// The segments that a transition sends or receives, in the order in which they pass.
std::vector<SegmentStep> segmentsOf(TcpTrigger trigger) {
  switch (trigger) {
    case TcpTrigger::kActiveOpen: return {{Direction::kOut, "segment.syn"}};
    case TcpTrigger::kSynReceived:
    case TcpTrigger::kSimultaneousSyn: return {{Direction::kIn, "segment.syn"}, {Direction::kOut, "segment.syn-ack"}};
    case TcpTrigger::kSynAckReceived: return {{Direction::kIn, "segment.syn-ack"}, {Direction::kOut, "segment.ack"}};
    case TcpTrigger::kAckOfSyn: return {{Direction::kIn, "segment.ack"}};
    case TcpTrigger::kClose: return {{Direction::kOut, "segment.fin"}};
    case TcpTrigger::kFinReceived: return {{Direction::kIn, "segment.fin"}, {Direction::kOut, "segment.ack"}};
    case TcpTrigger::kAckOfFin: return {{Direction::kIn, "segment.ack-of-fin"}};
    case TcpTrigger::kFinAndAckOfFin: return {{Direction::kIn, "segment.fin-ack"}, {Direction::kOut, "segment.ack"}};
    case TcpTrigger::kPassiveOpen:
    case TcpTrigger::kTimeWaitOver:
    case TcpTrigger::kReset: return {};
  }
  return {};
}

std::string stateCode(TcpState state) {
  return "tcp-state." + std::string(name(state));
}

/// Where an end of input takes a connection (RFC 9293 section 3.10.7.4, eighth step).
std::optional<TcpState> afterPeersFin(TcpState state) {
  switch (state) {
    case TcpState::kSynSent:
    case TcpState::kSynReceived:
    case TcpState::kEstablished: return TcpState::kCloseWait;
    case TcpState::kFinWait1:
    case TcpState::kFinWait2: return TcpState::kTimeWait;
    default: return std::nullopt;
  }
}

/// Where a call of ours takes it at once, before any answer: the kernel has changed the state when the call returns.
std::optional<TcpState> afterCall(TcpState state, EndpointCall call) {
  if (call == EndpointCall::kListen) return TcpState::kListen;
  if (call == EndpointCall::kConnect && state == TcpState::kClosed) return TcpState::kSynSent;
  if (call == EndpointCall::kAccept) return TcpState::kEstablished;
  if (call != EndpointCall::kShutdownWrite && call != EndpointCall::kClose) return std::nullopt;
  if (state == TcpState::kEstablished || state == TcpState::kSynReceived) return TcpState::kFinWait1;
  if (state == TcpState::kCloseWait) return TcpState::kLastAck;
  if (state == TcpState::kListen || state == TcpState::kSynSent) return TcpState::kClosed;
  return std::nullopt;
}

bool isSynchronized(TcpState state) {
  return state != TcpState::kClosed && state != TcpState::kListen && state != TcpState::kUnknown;
}

}  // namespace

LifeCycle::LifeCycle(std::string_view us, std::string_view peer)
    : m_us(m_timeline.lane(us)), m_peer(m_timeline.lane(peer)) {}

void LifeCycle::onCall(TimePoint at, EndpointCall call) {
  addEvent(at, m_us, m_us, EventKind::kSyscall, "call." + std::string(name(call)), EventSource::kObserved);
  const bool dataAfterEnd = call == EndpointCall::kSend || call == EndpointCall::kReceive;
  if (dataAfterEnd && (m_state == TcpState::kCloseWait || m_state == TcpState::kFinWait2)) m_teardown.halfClosed = true;
  if (call == EndpointCall::kAccept && m_state == TcpState::kClosed) m_state = TcpState::kListen;
  if (call == EndpointCall::kAbort) return onReset(at, Side::kUs);
  if (const auto state = afterCall(m_state, call)) moveTo(at, *state, EventSource::kInferred);
}

void LifeCycle::onState(TimePoint at, TcpState state) {
  if (state == m_state || state == TcpState::kUnknown) return;
  moveTo(at, state, EventSource::kObserved);
}

void LifeCycle::onEndOfInput(TimePoint at) {
  addEvent(at, m_us, m_us, EventKind::kData, "data.end-of-input", EventSource::kObserved);
  if (const auto state = afterPeersFin(m_state)) moveTo(at, *state, EventSource::kInferred);
}

void LifeCycle::onReset(TimePoint at, Side by) {
  if (!isSynchronized(m_state)) return;
  if (!m_teardown.closedFirst) m_teardown.closedFirst = by;
  m_teardown.byReset = true;
  const LaneId from = by == Side::kUs ? m_us : m_peer;
  const LaneId to = by == Side::kUs ? m_peer : m_us;
  addEvent(at, from, to, EventKind::kSegment, "segment.rst", EventSource::kInferred);
  step(at, {m_state, TcpState::kClosed, TcpTrigger::kReset}, EventSource::kObserved);
}

void LifeCycle::onTimeout(TimePoint at) {
  if (!isSynchronized(m_state)) return;
  addEvent(at, m_us, m_us, EventKind::kTimer, "timer.gave-up", EventSource::kObserved);
  step(at, {m_state, TcpState::kClosed, TcpTrigger::kReset}, EventSource::kObserved);
}

void LifeCycle::onGone(TimePoint at) {
  if (m_state == TcpState::kClosed) return;
  moveTo(at, TcpState::kClosed, EventSource::kObserved);
}

void LifeCycle::moveTo(TimePoint at, TcpState state, EventSource source) {
  const std::vector<TcpTransition> path = shortestPath(m_state, state);
  for (const TcpTransition& transition : path) {
    const bool last = transition == path.back();
    addSegments(at, transition.trigger);
    step(at, transition, last ? source : EventSource::kInferred);
  }
}

void LifeCycle::step(TimePoint at, const TcpTransition& transition, EventSource source) {
  noteTeardown(transition);
  m_state = transition.to;
  addEvent(at, m_us, m_us, EventKind::kState, stateCode(m_state), source);
}

void LifeCycle::addSegments(TimePoint at, TcpTrigger trigger) {
  for (const SegmentStep& segment : segmentsOf(trigger)) {
    const bool out = segment.direction == Direction::kOut;
    addEvent(at, out ? m_us : m_peer, out ? m_peer : m_us, EventKind::kSegment, std::string(segment.code),
             EventSource::kInferred);
  }
}

void LifeCycle::addEvent(TimePoint at, LaneId from, LaneId to, EventKind kind, std::string code, EventSource source) {
  m_timeline.add(
      {.at = at, .from = from, .to = to, .kind = kind, .code = std::move(code), .fields = {}, .source = source});
}

void LifeCycle::noteTeardown(const TcpTransition& transition) {
  if (transition.to == TcpState::kFinWait1 && !m_teardown.closedFirst) m_teardown.closedFirst = Side::kUs;
  if (transition.to == TcpState::kCloseWait && !m_teardown.closedFirst) m_teardown.closedFirst = Side::kPeer;
  if (transition.to == TcpState::kClosing) m_teardown.simultaneous = true;
}

std::string_view name(EndpointCall call) {
  switch (call) {
    case EndpointCall::kListen: return "listen";
    case EndpointCall::kConnect: return "connect";
    case EndpointCall::kAccept: return "accept";
    case EndpointCall::kSend: return "send";
    case EndpointCall::kReceive: return "receive";
    case EndpointCall::kShutdownWrite: return "shutdown-write";
    case EndpointCall::kClose: return "close";
    case EndpointCall::kAbort: return "abort";
  }
  return "close";
}

}  // namespace synscope
