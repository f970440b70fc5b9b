#include "core/logic/endpoint/life_cycle.h"

#include "core/logic/endpoint/life_codes.h"
#include "core/logic/endpoint/life_signs.h"
#include "core/logic/endpoint/peer_course.h"

#include <algorithm>
#include <array>
#include <utility>

namespace synscope {
namespace {

constexpr LaneId kUs = 0;
constexpr LaneId kPeer = 1;

struct SegmentStep {
  Side from;
  std::string_view code;
};

/// The segments that a transition sends or receives, in the order in which they pass.
std::span<const SegmentStep> segmentsOf(TcpTrigger trigger) {
  static constexpr std::array kOpen{SegmentStep{Side::kUs, life::kSyn}};
  static constexpr std::array kSynIn{SegmentStep{Side::kPeer, life::kSyn}, SegmentStep{Side::kUs, life::kSynAck}};
  static constexpr std::array kSynAckIn{SegmentStep{Side::kPeer, life::kSynAck}, SegmentStep{Side::kUs, life::kAck}};
  static constexpr std::array kAckIn{SegmentStep{Side::kPeer, life::kAck}};
  static constexpr std::array kFinOut{SegmentStep{Side::kUs, life::kFin}};
  static constexpr std::array kFinIn{SegmentStep{Side::kPeer, life::kFin}, SegmentStep{Side::kUs, life::kAck}};
  static constexpr std::array kAckOfFinIn{SegmentStep{Side::kPeer, life::kAckOfFin}};
  static constexpr std::array kFinAckIn{SegmentStep{Side::kPeer, life::kFinAck}, SegmentStep{Side::kUs, life::kAck}};
  switch (trigger) {
    case TcpTrigger::kActiveOpen: return kOpen;
    case TcpTrigger::kSynReceived:
    case TcpTrigger::kSimultaneousSyn: return kSynIn;
    case TcpTrigger::kSynAckReceived: return kSynAckIn;
    case TcpTrigger::kAckOfSyn: return kAckIn;
    case TcpTrigger::kClose: return kFinOut;
    case TcpTrigger::kFinReceived: return kFinIn;
    case TcpTrigger::kAckOfFin: return kAckOfFinIn;
    case TcpTrigger::kFinAndAckOfFin: return kFinAckIn;
    case TcpTrigger::kPassiveOpen:
    case TcpTrigger::kTimeWaitOver:
    case TcpTrigger::kReset: break;
  }
  return {};
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

std::string_view codeOf(EndpointCall call) {
  switch (call) {
    case EndpointCall::kListen: return "call.listen";
    case EndpointCall::kConnect: return "call.connect";
    case EndpointCall::kAccept: return "call.accept";
    case EndpointCall::kSend: return "call.send";
    case EndpointCall::kReceive: return "call.receive";
    case EndpointCall::kShutdownWrite: return "call.shutdown-write";
    case EndpointCall::kClose: return "call.close";
    case EndpointCall::kAbort: return "call.abort";
  }
  return "call.close";
}

}  // namespace

LifeCycle::LifeCycle(std::string us, std::string peer) {
  setLabels(std::move(us), std::move(peer));
}

void LifeCycle::setLabels(std::string us, std::string peer) {
  m_lanes.resize(std::max<std::size_t>(m_lanes.size(), 2));
  m_lanes[kUs] = std::move(us);
  m_lanes[kPeer] = std::move(peer);
}

void LifeCycle::onCall(TimePoint at, EndpointCall call) {
  noteHere(at, EventKind::kSyscall, codeOf(call), EventSource::kObserved);
  if (call == EndpointCall::kAccept && m_state == TcpState::kClosed) m_state = TcpState::kListen;
  if (call == EndpointCall::kAbort || (call == EndpointCall::kClose && m_unread > 0)) return onReset(at, Side::kUs);
  if (const auto state = afterCall(m_state, call)) moveTo(at, *state, EventSource::kInferred);
}

void LifeCycle::onSent(TimePoint at, std::uint64_t bytes) {
  m_story.addMinor(at, kUs, kPeer, EventKind::kData, life::kSent, "bytes", bytes);
  if (m_state != TcpState::kCloseWait) return;
  m_wroteAfterFin = true;
  m_teardown.halfClosed = true;
}

void LifeCycle::onReceived(TimePoint at, std::uint64_t bytes) {
  m_story.addMinor(at, kPeer, kUs, EventKind::kData, life::kReceived, "bytes", bytes);
  if (m_state == TcpState::kFinWait2) m_teardown.halfClosed = true;
}

void LifeCycle::onEndOfInput(TimePoint at) {
  noteHere(at, EventKind::kData, life::kEndOfInput, EventSource::kObserved);
  if (const auto state = afterPeersFin(m_state)) moveTo(at, *state, EventSource::kInferred);
}

void LifeCycle::onUnread(TimePoint at, std::uint64_t bytes) {
  m_unread = bytes;
  if (bytes == 0) return;
  noteHere(at, EventKind::kData, life::kUnread, EventSource::kObserved, {{"bytes", std::to_string(bytes)}});
}

void LifeCycle::onSavedSyn(const SavedSyn& syn) {
  if (!m_synIn) return;
  m_story.confirm(*m_synIn);
  m_story.annotate(*m_synIn, fieldsOf(syn));
}

void LifeCycle::onState(TimePoint at, TcpState state) {
  const bool over = m_state == TcpState::kClosed && m_teardown.reason;
  if (state == TcpState::kUnknown || over) return;
  if (state == m_state && m_stateEvent) return m_story.confirm(*m_stateEvent);
  if (state == TcpState::kClosed) return onGone(at);
  if (state != m_state) moveTo(at, state, EventSource::kObserved);
}

void LifeCycle::onPeerState(TimePoint at, TcpState state) {
  if (state == TcpState::kUnknown) return;
  if (state == m_peerState && m_peerEvent) return m_story.confirm(*m_peerEvent);
  if (m_peerState && isLater(*m_peerState, state)) return correctPeer(at, state);
  notePeer(at, state, EventSource::kObserved);
}

/// The peer is not as far as was inferred: our acknowledgement, say, is still on its way.
void LifeCycle::correctPeer(TimePoint at, TcpState state) {
  for (const TcpState later : kTcpStates)
    if (isLater(later, state)) m_story.withdrawState(kPeer, life::codeOf(later));
  m_peerState = state;
  m_peerEvent = m_story.findState(kPeer, life::codeOf(state));
  if (!m_peerEvent) return notePeer(at, state, EventSource::kObserved);
  m_story.confirm(*m_peerEvent);
}

void LifeCycle::onTransition(TimePoint at, Side whose, TcpState to) {
  if (to == TcpState::kUnknown || to == TcpState::kClosed) return;
  const LaneId lane = whose == Side::kUs ? kUs : kPeer;
  if (const auto known = m_story.findState(lane, life::codeOf(to))) return m_story.confirm(*known);
  if (whose == Side::kUs && isLater(to, m_state)) onState(at, to);
  if (whose == Side::kPeer && (!m_peerState || isLater(to, *m_peerState))) onPeerState(at, to);
}

void LifeCycle::onInfo(TimePoint at, const TcpInfo& info) {
  if (m_info) {
    for (const LifeSign& sign : signsBetween(*m_info, info))
      m_story.addMinor(at, kUs, sign.sent ? kPeer : kUs, sign.sent ? EventKind::kSegment : EventKind::kTimer, sign.code,
                       "n", sign.n);
  }
  m_info = info;
  if (!m_established || std::exchange(m_agreed, true)) return;
  m_story.annotate(*m_established, handshakeFields(info));
}

void LifeCycle::onTimer(TimePoint at, const std::optional<SocketTimer>& timer) {
  // Linux runs FIN_WAIT_2 without a program by the same timer.
  const bool runs = timer && timer->kind == SocketTimerKind::kTimeWait && m_state == TcpState::kTimeWait;
  const bool starts = runs && !std::exchange(m_timeWaitRuns, runs);
  m_timer = timer;
  if (timer) m_timerEnds = at + std::chrono::milliseconds(timer->expiresMs);
  if (starts)
    noteHere(at, EventKind::kTimer, life::kTimeWait, EventSource::kObserved,
             {{"expires-ms", std::to_string(timer->expiresMs)}});
}

void LifeCycle::moveTo(TimePoint at, TcpState state, EventSource source) {
  const std::vector<TcpTransition> path = shortestPath(m_state, state);
  for (const TcpTransition& transition : path)
    transit(at, transition, transition == path.back() ? source : EventSource::kInferred);
}

void LifeCycle::transit(TimePoint at, const TcpTransition& transition, EventSource source) {
  const PeerCourse peer = peerCourse(transition);
  notePeer(at, peer.before);
  // What closes before the handshake is over sends nothing.
  const bool silent = transition.trigger == TcpTrigger::kClose && transition.to == TcpState::kClosed;
  if (!silent) addSegments(at, transition.trigger);
  if (transition.trigger == TcpTrigger::kTimeWaitOver) noteHere(at, EventKind::kTimer, life::kTimeWaitOver, source);
  step(at, transition, source);
  notePeer(at, peer.after);
}

void LifeCycle::step(TimePoint at, const TcpTransition& transition, EventSource source) {
  noteTeardown(transition);
  m_state = transition.to;
  m_stateEvent = m_story.add(at, kUs, kUs, EventKind::kState, life::codeOf(m_state), source);
  if (m_state == TcpState::kEstablished) m_established = m_stateEvent;
  const bool lastAck = transition.trigger == TcpTrigger::kAckOfFin && m_state == TcpState::kClosed;
  if (lastAck)
    conclude(at, m_peerExited ? TeardownReason::kPeerKilled : TeardownReason::kClosedByPeer, source);
  else if (m_state == TcpState::kTimeWait)
    conclude(at, m_teardown.simultaneous ? TeardownReason::kSimultaneous : TeardownReason::kClosedByUs, source);
  else if (transition.from == TcpState::kSynSent && transition.trigger == TcpTrigger::kClose)
    conclude(at, TeardownReason::kCancelled, source);
}

void LifeCycle::addSegments(TimePoint at, TcpTrigger trigger) {
  for (const SegmentStep& segment : segmentsOf(trigger))
    addSegment(at, segment.from, segment.code);
}

void LifeCycle::addSegment(TimePoint at, Side from, std::string_view code) {
  const bool out = from == Side::kUs;
  const std::size_t event =
      m_story.add(at, out ? kUs : kPeer, out ? kPeer : kUs, EventKind::kSegment, code, EventSource::kInferred);
  if (!out && code == life::kSyn) m_synIn = event;
}

void LifeCycle::noteHere(TimePoint at, EventKind kind, std::string_view code, EventSource source, LifeFields fields) {
  m_story.add(at, kUs, kUs, kind, code, source, std::move(fields));
}

void LifeCycle::notePeer(TimePoint at, std::span<const TcpState> states) {
  for (const TcpState state : states)
    if (!m_peerState || isLater(state, *m_peerState)) notePeer(at, state, EventSource::kInferred);
}

void LifeCycle::notePeer(TimePoint at, TcpState state, EventSource source) {
  m_peerState = state;
  m_peerEvent = m_story.add(at, kPeer, kPeer, EventKind::kState, life::codeOf(state), source);
}

void LifeCycle::noteTeardown(const TcpTransition& transition) {
  if (transition.to == TcpState::kFinWait1 && !m_teardown.closedFirst) m_teardown.closedFirst = Side::kUs;
  if (transition.to == TcpState::kCloseWait && !m_teardown.closedFirst) m_teardown.closedFirst = Side::kPeer;
  if (transition.to == TcpState::kClosing) m_teardown.simultaneous = true;
}

std::string_view name(EndpointCall call) {
  return codeOf(call).substr(std::string_view("call.").size());
}

}  // namespace synscope
