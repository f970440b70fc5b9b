#pragma once

#include "core/logic/kernel/tcp_transitions.h"
#include "core/logic/timeline/timeline.h"

#include <optional>
#include <string>
#include <string_view>

namespace synscope {

/// A system call of ours on one connection, as it returned.
enum class EndpointCall { kListen, kConnect, kAccept, kSend, kReceive, kShutdownWrite, kClose, kAbort };

std::string_view name(EndpointCall call);

enum class Side { kUs, kPeer };

/// How a connection came to its end; nullopt fields are not known (yet).
struct Teardown {
  std::optional<Side> closedFirst;  ///< Who sent the first FIN or the reset.
  bool byReset = false;
  bool halfClosed = false;    ///< One direction ended while the other went on carrying data.
  bool simultaneous = false;  ///< Both sent a FIN before seeing the other's.
};

/// Follows one TCP connection from our end and tells its life as a Timeline: our calls and the states the kernel
/// reported are observed; states and segments that must have been between them (RFC 9293 figure 5) are inferred and
/// marked so. Invariant: state changes in the timeline always form a legal path of the diagram.
class LifeCycle {
 public:
  /// @param us, peer Labels of the two lanes: "127.0.0.1:40000", "127.0.0.1:80".
  LifeCycle(std::string_view us, std::string_view peer);

  void onCall(TimePoint at, EndpointCall call);

  /// The kernel reported this state (TCP_INFO, sock_diag(7)).
  void onState(TimePoint at, TcpState state);

  /// A read returned 0: the peer's FIN has arrived.
  void onEndOfInput(TimePoint at);

  /// The connection was cut by a reset, by us (abort, unread data) or by the peer (ECONNRESET, ECONNREFUSED).
  void onReset(TimePoint at, Side by);

  /// The kernel gave up: ETIMEDOUT of the handshake, of retransmission or of keepalive.
  void onTimeout(TimePoint at);

  /// The kernel does not list the connection any more.
  void onGone(TimePoint at);

  TcpState state() const { return m_state; }
  const Timeline& timeline() const { return m_timeline; }
  const Teardown& teardown() const { return m_teardown; }

 private:
  void moveTo(TimePoint at, TcpState state, EventSource source);
  void step(TimePoint at, const TcpTransition& transition, EventSource source);
  void addSegments(TimePoint at, TcpTrigger trigger);
  void addEvent(TimePoint at, LaneId from, LaneId to, EventKind kind, std::string code, EventSource source);
  void noteTeardown(const TcpTransition& transition);

  Timeline m_timeline;
  LaneId m_us;
  LaneId m_peer;
  TcpState m_state = TcpState::kClosed;
  Teardown m_teardown;
};

}  // namespace synscope
