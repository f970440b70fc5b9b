#pragma once

#include <span>
#include <string_view>

namespace synscope {

/// The errors of connect(2), send(2) and bind(2) that tell us something, whatever a system calls them.
enum class SocketError {
  kNone,
  kConnectionRefused,
  kConnectionReset,
  kConnectionAborted,
  kHostUnreachable,
  kNetworkUnreachable,
  kNetworkDown,
  kHostDown,
  kAccessDenied,          ///< EACCES: prohibit route, or ICMPv6 administratively prohibited.
  kNotPermitted,          ///< EPERM: the local firewall refused to send.
  kInvalidArgument,       ///< EINVAL: on Linux also a blackhole route.
  kProtocolNotAvailable,  ///< ENOPROTOOPT: ICMP protocol unreachable.
  kMessageTooLong,
  kTimedOut,
  kAddressInUse,
  kAddressNotAvailable,
  kAddressFamilyNotSupported,
  kOutOfDescriptors,  ///< EMFILE, ENFILE.
  kOutOfMemory,       ///< ENOBUFS, ENOMEM.
  kBrokenPipe,
  kNoSuchDevice,           ///< ENODEV: no interface of that name or index (a zone this machine does not have).
  kProtocolError,          ///< EPROTO: ICMP parameter problem.
  kNotOnNetwork,           ///< ENONET: ICMP source host isolated.
  kOperationNotSupported,  ///< EOPNOTSUPP: ICMP source route failed.
  kOther,
};

/// POSIX name as it appears in JSON ("EHOSTUNREACH") on every system; "" for kNone, "EUNKNOWN" for kOther.
std::string_view name(SocketError error);
std::span<const SocketError> allSocketErrors();

}  // namespace synscope
