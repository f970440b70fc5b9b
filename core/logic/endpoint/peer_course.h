#pragma once

#include "core/logic/kernel/tcp_transitions.h"

#include <span>

namespace synscope {

/// The states that the peer passes because of one transition of ours (RFC 9293 figure 5, seen from the other end).
struct PeerCourse {
  std::span<const TcpState> before;  ///< Before the segments of our transition pass: that is why they come.
  std::span<const TcpState> after;   ///< When what we answered has arrived.
};

PeerCourse peerCourse(const TcpTransition& ours);

/// Whether a connection can get from one state to the other without starting anew. A late inference never takes the
/// peer back behind what is known of it already.
bool isLater(TcpState state, TcpState than);

}  // namespace synscope
