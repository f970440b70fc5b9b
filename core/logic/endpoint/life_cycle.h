#pragma once

#include "core/logic/endpoint/life_story.h"
#include "core/logic/endpoint/teardown.h"
#include "core/logic/kernel/process_exit.h"
#include "core/logic/kernel/socket_row.h"
#include "core/logic/kernel/tcp_info.h"
#include "core/logic/kernel/tcp_transitions.h"
#include "core/logic/reach/attempt.h"
#include "core/logic/timeline/timeline.h"
#include "core/logic/wire/saved_syn.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace synscope {

/// A system call of ours on one connection, as it returned.
enum class EndpointCall { kListen, kConnect, kAccept, kSend, kReceive, kShutdownWrite, kClose, kAbort };

std::string_view name(EndpointCall call);

inline constexpr EndpointCall kEndpointCalls[] = {
    EndpointCall::kListen,  EndpointCall::kConnect,       EndpointCall::kAccept, EndpointCall::kSend,
    EndpointCall::kReceive, EndpointCall::kShutdownWrite, EndpointCall::kClose,  EndpointCall::kAbort};

/// A call that failed.
struct CallFailure {
  EndpointCall call = EndpointCall::kReceive;
  SocketError error = SocketError::kNone;
  bool fatal = true;         ///< The kernel has given the connection up; false: it lives on (an ICMP error).
  bool userTimeout = false;  ///< TCP_USER_TIMEOUT is set on the socket: it explains a time-out.
};

/// Follows one TCP connection and tells its life as a Timeline of two lanes: our calls and the states the kernel
/// reported are observed; states, segments and the peer's states that follow from them (RFC 9293 figure 5) are inferred
/// and marked so. Invariant: our state changes in the timeline always form a legal path of the diagram.
class LifeCycle {
 public:
  /// @param us, peer Labels of the two lanes: "127.0.0.1:40000", "127.0.0.1:80".
  LifeCycle(std::string us, std::string peer);
  /// The local address may become known only when the handshake is over.
  void setLabels(std::string us, std::string peer);

  /// A call of ours, beside those that carry data.
  void onCall(TimePoint at, EndpointCall call);
  void onSent(TimePoint at, std::uint64_t bytes);
  void onReceived(TimePoint at, std::uint64_t bytes);
  /// A read returned 0: the peer's FIN has arrived.
  void onEndOfInput(TimePoint at);
  void onFailed(TimePoint at, const CallFailure& failure);
  /// Before kClose: so many received bytes have not been read; the kernel answers with a reset.
  void onUnread(TimePoint at, std::uint64_t bytes);

  /// The SYN that opened a connection we accepted, after onCall(kAccept): that segment has been seen.
  void onSavedSyn(const SavedSyn& syn);

  /// What an attempt to connect saw, in place of onCall(kConnect).
  void onAttempt(const Attempt& attempt, const Timeline& timeline);

  /// The kernel reported this state (TCP_INFO, sock_diag(7)).
  void onState(TimePoint at, TcpState state);
  /// The kernel of this machine reported this state of the peer's socket.
  void onPeerState(TimePoint at, TcpState state);
  /// The kernel changed the state of one of the two sockets, ours or the peer's on this machine, as it told itself
  /// (perhaps only now). CLOSED is left to others: the kernel calls TIME_WAIT so as well.
  void onTransition(TimePoint at, Side whose, TcpState to);
  /// TCP_INFO as of now: retransmissions and probes since the last one, what the handshake agreed on. Not the state.
  void onInfo(TimePoint at, const TcpInfo& info);
  /// The timer that runs after our close.
  void onTimer(TimePoint at, const std::optional<SocketTimer>& timer);
  /// The process that held the peer's socket on this machine has ended. Its kernel may have closed the socket before.
  void onPeerExited(TimePoint at, const ProcessExit& exit = {});

  /// The connection was cut by a reset, by us or by the peer.
  void onReset(TimePoint at, Side by);
  /// The kernel gave up.
  void onTimeout(TimePoint at, TeardownReason reason = TeardownReason::kRetransmissionTimeout);
  /// The kernel does not list the connection any more.
  void onGone(TimePoint at);

  /// How many data and timer events are kept.
  void limitEvents(std::size_t most) { m_story.limitMinor(most); }

  TcpState state() const { return m_state; }
  std::optional<TcpState> peerState() const { return m_peerState; }
  const Teardown& teardown() const { return m_teardown; }
  /// The last that the kernel gave.
  const std::optional<TcpInfo>& info() const { return m_info; }
  std::uint64_t omittedEvents() const { return m_story.omitted(); }
  Timeline timeline() const { return m_story.timeline(m_lanes); }

 private:
  void moveTo(TimePoint at, TcpState state, EventSource source);
  void transit(TimePoint at, const TcpTransition& transition, EventSource source);
  void step(TimePoint at, const TcpTransition& transition, EventSource source);
  void addSegments(TimePoint at, TcpTrigger trigger);
  void addSegment(TimePoint at, Side from, std::string_view code);
  void noteHere(TimePoint at, EventKind kind, std::string_view code, EventSource source, LifeFields fields = {});
  void notePeer(TimePoint at, std::span<const TcpState> states);
  void notePeer(TimePoint at, TcpState state, EventSource source);
  void correctPeer(TimePoint at, TcpState state);
  void noteTeardown(const TcpTransition& transition);

  void cut(TimePoint at, Side by, TeardownReason reason, EventSource source);
  void resetByPeer(TimePoint at, EventSource source);
  void giveUp(TimePoint at, TeardownReason reason, EventSource source);
  void failOnPath(TimePoint at, const CallFailure& failure);
  void vanish(TimePoint at);
  TeardownReason reasonOfReset() const;
  TeardownReason reasonOfSilence(bool userTimeout) const;
  bool finWaitRanOut(TimePoint at) const;
  void conclude(TimePoint at, TeardownReason reason, EventSource source);

  void mergeAttempt(const Timeline& timeline);
  void endAttempt(TimePoint at, const Attempt& attempt);
  LaneId laneOf(const std::string& label);

  LifeStory m_story;
  std::vector<std::string> m_lanes;
  TcpState m_state = TcpState::kClosed;
  std::optional<TcpState> m_peerState;
  Teardown m_teardown;
  std::optional<TcpInfo> m_info;
  std::optional<std::size_t> m_stateEvent, m_peerEvent, m_established, m_synIn;
  std::optional<SocketTimer> m_timer;
  TimePoint m_timerEnds{};
  std::uint64_t m_unread = 0;
  bool m_wroteAfterFin = false;
  bool m_peerHasExited = false;
  bool m_peerExited = false;  ///< And that is why it closed.
  bool m_timeWaitRuns = false;
  bool m_agreed = false;  ///< What the handshake agreed on has been noted.
};

}  // namespace synscope
