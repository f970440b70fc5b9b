#include "core/logic/endpoint/life_codes.h"
#include "core/logic/endpoint/life_cycle.h"

#include <utility>

namespace synscope {
namespace {

constexpr LaneId kPeer = 1;
constexpr auto kTimerSlack = std::chrono::seconds(2);  ///< A timer that ran out this soon did.

bool isConnected(TcpState state) {
  return state != TcpState::kClosed && state != TcpState::kListen && state != TcpState::kUnknown;
}

bool isEnding(TcpState state) {
  return state == TcpState::kFinWait1 || state == TcpState::kFinWait2 || state == TcpState::kClosing;
}

std::string_view codeOf(SocketError error) {
  switch (error) {
    case SocketError::kConnectionRefused: return life::kCallRefused;
    case SocketError::kConnectionReset: return life::kCallReset;
    case SocketError::kTimedOut: return life::kCallTimedOut;
    case SocketError::kBrokenPipe: return life::kCallBrokenPipe;
    case SocketError::kHostUnreachable:
    case SocketError::kNetworkUnreachable:
    case SocketError::kNetworkDown:
    case SocketError::kHostDown:
    case SocketError::kAccessDenied:
    case SocketError::kProtocolNotAvailable:
    case SocketError::kProtocolError:
    case SocketError::kNotOnNetwork: return life::kCallPathError;
    default: return life::kCallFailed;
  }
}

std::string_view timerOf(TeardownReason reason) {
  if (reason == TeardownReason::kKeepalive) return life::kKeepaliveOver;
  if (reason == TeardownReason::kUserTimeout) return life::kUserTimeout;
  if (reason == TeardownReason::kFinWaitTimeout) return life::kFinWaitOver;
  return reason == TeardownReason::kRejected ? std::string_view() : life::kGaveUp;
}

}  // namespace

void LifeCycle::onFailed(TimePoint at, const CallFailure& failure) {
  noteHere(at, EventKind::kError, codeOf(failure.error), EventSource::kObserved,
           {{"call", std::string(name(failure.call))}, {"errno", std::string(name(failure.error))}});
  if (!failure.fatal || !isConnected(m_state)) return;
  switch (failure.error) {
    case SocketError::kConnectionRefused:
    case SocketError::kConnectionReset: return resetByPeer(at, EventSource::kObserved);
    case SocketError::kBrokenPipe:
      // After a shutdown of ours it only says that we have closed this direction.
      if (m_state == TcpState::kEstablished || m_state == TcpState::kCloseWait) resetByPeer(at, EventSource::kObserved);
      return;
    case SocketError::kTimedOut: return giveUp(at, reasonOfSilence(failure.userTimeout), EventSource::kObserved);
    default: return failOnPath(at, failure);
  }
}

/// When a connection is given up the kernel reports the last ICMP error instead of ETIMEDOUT (tcp_write_err of Linux).
void LifeCycle::failOnPath(TimePoint at, const CallFailure& failure) {
  if (codeOf(failure.error) != life::kCallPathError) return;
  giveUp(at, failure.userTimeout ? TeardownReason::kUserTimeout : TeardownReason::kUnreachable, EventSource::kObserved);
}

void LifeCycle::onReset(TimePoint at, Side by) {
  if (!isConnected(m_state)) return;
  if (by == Side::kPeer) return resetByPeer(at, EventSource::kObserved);
  cut(at, by, m_unread > 0 ? TeardownReason::kUnreadData : TeardownReason::kAborted, EventSource::kObserved);
}

void LifeCycle::onTimeout(TimePoint at, TeardownReason reason) {
  if (isConnected(m_state)) giveUp(at, reason, EventSource::kObserved);
}

/// A process that ends by exit() after its FIN may have closed the connection itself; one that a signal ends has not.
void LifeCycle::onPeerExited(TimePoint at, const ProcessExit& exit) {
  if (m_peerHasExited) return;
  m_peerHasExited = true;
  LifeFields fields;
  if (exit.signal) fields.emplace_back("signal", std::to_string(*exit.signal));
  if (exit.status) fields.emplace_back("exit-status", std::to_string(*exit.status));
  m_story.add(at, kPeer, kPeer, EventKind::kNote, life::kPeerExited, EventSource::kObserved, std::move(fields));
  m_peerExited = !exit.status || !m_teardown.closedFirst;
  const auto reason = m_teardown.reason;
  const bool byPeer = reason == TeardownReason::kResetByPeer || reason == TeardownReason::kClosedByPeer;
  if (!exit.signal || !byPeer) return;
  m_teardown.reason.reset();
  conclude(at, TeardownReason::kPeerKilled, EventSource::kObserved);
}

void LifeCycle::onGone(TimePoint at) {
  switch (m_state) {
    case TcpState::kClosed: return;
    case TcpState::kListen:
    case TcpState::kLastAck:
    case TcpState::kTimeWait: return moveTo(at, TcpState::kClosed, EventSource::kObserved);
    default: return vanish(at);
  }
}

/// The kernel has forgotten a connection that had not come to a regular end. Nobody told why: it is inferred.
void LifeCycle::vanish(TimePoint at) {
  if (finWaitRanOut(at)) return giveUp(at, TeardownReason::kFinWaitTimeout, EventSource::kInferred);
  const bool silent = m_info && (m_info->retransmits.value_or(0) > 0 || m_info->probes.value_or(0) > 0);
  const bool unanswered = m_timer && m_timer->kind == SocketTimerKind::kRetransmit && m_timer->retransmits > 0;
  if (silent || unanswered) return giveUp(at, reasonOfSilence(false), EventSource::kInferred);
  resetByPeer(at, EventSource::kInferred);
}

bool LifeCycle::finWaitRanOut(TimePoint at) const {
  const bool counted =
      m_timer && (m_timer->kind == SocketTimerKind::kTimeWait || m_timer->kind == SocketTimerKind::kKeepAlive);
  return m_state == TcpState::kFinWait2 && counted && at + kTimerSlack >= m_timerEnds;
}

TeardownReason LifeCycle::reasonOfReset() const {
  if (m_state == TcpState::kSynSent) return TeardownReason::kRefused;
  if (isEnding(m_state)) return TeardownReason::kResetAfterClose;
  if (m_peerExited) return TeardownReason::kPeerKilled;
  return m_wroteAfterFin ? TeardownReason::kWroteToClosed : TeardownReason::kResetByPeer;
}

TeardownReason LifeCycle::reasonOfSilence(bool userTimeout) const {
  if (m_state == TcpState::kSynSent || m_state == TcpState::kSynReceived) return TeardownReason::kHandshakeTimeout;
  if (userTimeout) return TeardownReason::kUserTimeout;
  const bool probed = m_info && m_info->probes.value_or(0) > 0 && m_info->unacked.value_or(0) == 0;
  return probed ? TeardownReason::kKeepalive : TeardownReason::kRetransmissionTimeout;
}

void LifeCycle::resetByPeer(TimePoint at, EventSource source) {
  cut(at, Side::kPeer, reasonOfReset(), source);
}

void LifeCycle::cut(TimePoint at, Side by, TeardownReason reason, EventSource source) {
  static constexpr TcpState kEnd[] = {TcpState::kClosed};
  if (!m_teardown.closedFirst) m_teardown.closedFirst = by;
  m_teardown.byReset = true;
  // Either end may have sent the reset that follows our close, so none is drawn.
  if (reason != TeardownReason::kResetAfterClose) {
    if (by == Side::kPeer) notePeer(at, kEnd);
    addSegment(at, by, life::kRst);
  }
  step(at, {m_state, TcpState::kClosed, TcpTrigger::kReset}, source);
  notePeer(at, kEnd);
  conclude(at, reason, source);
}

void LifeCycle::giveUp(TimePoint at, TeardownReason reason, EventSource source) {
  if (!timerOf(reason).empty()) noteHere(at, EventKind::kTimer, timerOf(reason), source);
  step(at, {m_state, TcpState::kClosed, TcpTrigger::kReset}, source);
  m_peerState.reset();
  conclude(at, reason, source);
}

void LifeCycle::conclude(TimePoint at, TeardownReason reason, EventSource source) {
  if (m_teardown.reason) return;
  m_teardown.reason = reason;
  noteHere(at, EventKind::kNote, synscope::codeOf(reason), source);
}

}  // namespace synscope
