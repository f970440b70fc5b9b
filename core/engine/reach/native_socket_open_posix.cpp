#include "core/engine/base/native_address_posix.h"
#include "core/engine/base/native_error.h"
#include "core/engine/reach/native_socket.h"

#include <sys/socket.h>

#include <fcntl.h>

namespace synscope {
namespace {

OpenedSocket openSocket(IpFamily family, int type) {
  OpenedSocket opened;
  opened.fd.reset(::socket(nativeFamily(family), type, 0));
  if (!opened.fd) return {UniqueFd(), lastSocketError()};
  const int fd = static_cast<int>(opened.fd.get());
#ifdef SO_NOSIGPIPE
  const int on = 1;
  setsockopt(fd, SOL_SOCKET, SO_NOSIGPIPE, &on, sizeof on);
#endif
  if (fcntl(fd, F_SETFL, O_NONBLOCK) != 0 || fcntl(fd, F_SETFD, FD_CLOEXEC) != 0) opened.error = lastSocketError();
  return opened;
}

}  // namespace

OpenedSocket openTcp(IpFamily family) {
  return openSocket(family, SOCK_STREAM);
}

OpenedSocket openUdp(IpFamily family) {
  return openSocket(family, SOCK_DGRAM);
}

SocketError setMinimumTtl(qintptr, IpFamily, int) {
  return SocketError::kProtocolNotAvailable;
}

SocketError setErrorQueue(qintptr, IpFamily, bool) {
  return SocketError::kNone;
}

}  // namespace synscope
