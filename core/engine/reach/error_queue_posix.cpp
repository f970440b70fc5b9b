#include "core/engine/base/native_error.h"
#include "core/engine/reach/native_socket.h"

#include <sys/socket.h>

namespace synscope {

bool hasErrorQueue() {
  return false;
}

std::vector<QueuedError> drainErrorQueue(qintptr, std::size_t) {
  return {};
}

SocketFailure takeError(qintptr fd) {
  int error = 0;
  socklen_t length = sizeof error;
  if (getsockopt(static_cast<int>(fd), SOL_SOCKET, SO_ERROR, &error, &length) != 0) return {lastSocketError(), {}};
  return {socketErrorFromNative(error), {}};
}

}  // namespace synscope
