#pragma once

#include "core/engine/base/unique_fd.h"
#include "core/logic/reach/socket_error.h"

#include <cstddef>
#include <span>
#include <vector>

namespace synscope {

/// What one read of a connected stream socket brought. Nothing at all: nothing is waiting.
struct StreamRead {
  std::vector<std::byte> bytes;
  bool closed = false;                     ///< The peer sent its FIN.
  SocketError error = SocketError::kNone;  ///< kConnectionReset: the peer reset the connection.
};

/// One recv(2) of up to `limit` bytes from a non-blocking socket.
StreamRead readStream(qintptr fd, std::size_t limit);

/// One send(2); returns how many bytes the kernel took, 0 where it takes none now or the connection is gone.
std::size_t writeStream(qintptr fd, std::span<const std::byte> bytes);

/// A second descriptor of the same socket, to ask the kernel about it after its owner has closed the first.
UniqueFd duplicateSocket(qintptr fd);

}  // namespace synscope
