#include "core/logic/reach/socket_error.h"

#include "core/logic/base/enum_values.h"

namespace synscope {

std::string_view name(SocketError error) {
  switch (error) {
    case SocketError::kNone: return "";
    case SocketError::kConnectionRefused: return "ECONNREFUSED";
    case SocketError::kConnectionReset: return "ECONNRESET";
    case SocketError::kConnectionAborted: return "ECONNABORTED";
    case SocketError::kHostUnreachable: return "EHOSTUNREACH";
    case SocketError::kNetworkUnreachable: return "ENETUNREACH";
    case SocketError::kNetworkDown: return "ENETDOWN";
    case SocketError::kHostDown: return "EHOSTDOWN";
    case SocketError::kAccessDenied: return "EACCES";
    case SocketError::kNotPermitted: return "EPERM";
    case SocketError::kInvalidArgument: return "EINVAL";
    case SocketError::kProtocolNotAvailable: return "ENOPROTOOPT";
    case SocketError::kMessageTooLong: return "EMSGSIZE";
    case SocketError::kTimedOut: return "ETIMEDOUT";
    case SocketError::kAddressInUse: return "EADDRINUSE";
    case SocketError::kAddressNotAvailable: return "EADDRNOTAVAIL";
    case SocketError::kAddressFamilyNotSupported: return "EAFNOSUPPORT";
    case SocketError::kOutOfDescriptors: return "EMFILE";
    case SocketError::kOutOfMemory: return "ENOBUFS";
    case SocketError::kBrokenPipe: return "EPIPE";
    case SocketError::kNoSuchDevice: return "ENODEV";
    case SocketError::kProtocolError: return "EPROTO";
    case SocketError::kNotOnNetwork: return "ENONET";
    case SocketError::kOperationNotSupported: return "EOPNOTSUPP";
    case SocketError::kOther: return "EUNKNOWN";
  }
  return "EUNKNOWN";
}

std::span<const SocketError> allSocketErrors() {
  static constexpr auto kAll = enumValues<SocketError, SocketError::kOther>();
  return kAll;
}

}  // namespace synscope
