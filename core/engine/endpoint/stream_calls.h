#pragma once

#include "core/engine/base/unique_fd.h"
#include "core/logic/base/ip_endpoint.h"
#include "core/logic/reach/socket_error.h"

#include <cstddef>
#include <optional>
#include <span>

namespace synscope {

/// The native calls of a connected stream socket. None blocks, none raises SIGPIPE.

struct StreamResult {
  std::size_t bytes = 0;                   ///< Taken or given by the kernel; 0 with no error: nothing for now.
  bool ended = false;                      ///< Reading: the peer's FIN.
  SocketError error = SocketError::kNone;  ///< kNone for "would block".
  int osCode = 0;                          ///< errno that belongs to `error`.
};

/// recv(2) into `buffer`.
StreamResult receiveInto(qintptr fd, std::span<std::byte> buffer);
/// sendmsg(2) of up to 16 pieces at once.
StreamResult sendPieces(qintptr fd, std::span<const std::span<const std::byte>> pieces);
/// shutdown(2) of our direction: a FIN follows what was sent.
void shutDownWriting(qintptr fd);

/// What is wrong with a socket that reports an error: what a read would bring, without taking data away, else SO_ERROR.
/// `ended` where the peer's FIN is next, `bytes` 1 where data is still to be read.
StreamResult lookAhead(qintptr fd, bool inputEnded);

struct AcceptedSocket {
  UniqueFd fd;  ///< Non-blocking, close-on-exec.
  IpEndpoint peer;
  SocketError error = SocketError::kNone;  ///< kNone with no fd: nobody waits.
  int osCode = 0;
};

/// One accept(2). A connection that its peer reset while it waited is passed over.
AcceptedSocket acceptStream(qintptr listener);

struct ListeningSocket {
  UniqueFd fd;
  IpEndpoint local;
  SocketError error = SocketError::kNone;
  int osCode = 0;
};

/// A socket listening at `local` (one family only), its address reusable at once after a restart (SO_REUSEADDR), which
/// keeps the SYN of every client where the system can (Linux tcp(7), TCP_SAVE_SYN).
/// @param receiveBuffer Bytes; must be set before listen(2) to have an effect on the window scale (tcp(7)).
ListeningSocket listenAt(const IpEndpoint& local, int backlog, std::optional<int> sendBuffer,
                         std::optional<int> receiveBuffer);

}  // namespace synscope
