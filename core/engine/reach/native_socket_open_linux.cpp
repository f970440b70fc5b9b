#include "core/engine/base/native_address_posix.h"
#include "core/engine/base/native_error.h"
#include "core/engine/reach/native_socket.h"

#include <netinet/in.h>
#include <sys/socket.h>

namespace synscope {
namespace {

constexpr int kMinimumTtlV4 = 21;  // IP_MINTTL, ip(7)
constexpr int kMinimumTtlV6 = 73;  // IPV6_MINHOPCOUNT, linux/in6.h

/// An IPv6 socket that takes no IPv4 packets (RFC 3493 section 5.3): it must not swallow those for its port number.
void setOwnFamilyOnly(qintptr fd, IpFamily family) {
  const int on = 1;
  if (family == IpFamily::kV6) setsockopt(static_cast<int>(fd), IPPROTO_IPV6, IPV6_V6ONLY, &on, sizeof on);
}

OpenedSocket openSocket(IpFamily family, int type) {
  OpenedSocket opened;
  opened.fd.reset(::socket(nativeFamily(family), type | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
  if (opened.fd) setOwnFamilyOnly(opened.fd.get(), family);
  opened.error = opened.fd ? setErrorQueue(opened.fd.get(), family, true) : lastSocketError();
  return opened;
}

SocketError setOption(qintptr fd, int level, int option, int value) {
  const int returned = setsockopt(static_cast<int>(fd), level, option, &value, sizeof value);
  return returned == 0 ? SocketError::kNone : lastSocketError();
}

}  // namespace

OpenedSocket openTcp(IpFamily family) {
  return openSocket(family, SOCK_STREAM);
}

OpenedSocket openUdp(IpFamily family) {
  return openSocket(family, SOCK_DGRAM);
}

SocketError setMinimumTtl(qintptr fd, IpFamily family, int ttl) {
  return family == IpFamily::kV4 ? setOption(fd, IPPROTO_IP, kMinimumTtlV4, ttl)
                                 : setOption(fd, IPPROTO_IPV6, kMinimumTtlV6, ttl);
}

SocketError setErrorQueue(qintptr fd, IpFamily family, bool on) {
  return family == IpFamily::kV4 ? setOption(fd, IPPROTO_IP, IP_RECVERR, on)
                                 : setOption(fd, IPPROTO_IPV6, IPV6_RECVERR, on);
}

}  // namespace synscope
