#pragma once

#include "core/logic/kernel/socket_tracker.h"

namespace synscope {

/// A small system: a web server whose accept queue is full, connections in most states, a flood in TIME_WAIT, UDP.
SocketSnapshot sampleSockets();
/// The same a second later: one socket new, one changed, one gone.
SocketSnapshot sampleSocketsLater();

/// A busy system: one listener and `count` connections to it. Each round every tenth is gone, as many are new, and the
/// queues of a third have changed.
SocketSnapshot manySockets(int count, int round);

/// An endpoint from "10.9.0.2:443" or "[2001:db8::1]:443".
IpEndpoint endpoint(std::string_view text);
SocketRow tcpSocket(TcpState state, std::string_view local, std::string_view remote);

}  // namespace synscope
