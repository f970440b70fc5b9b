#include "core/engine/base/native_error.h"

#include <array>
#include <cerrno>
#include <utility>

namespace synscope {
namespace {

constexpr std::array kErrors = {
    std::pair{0, SocketError::kNone},
    std::pair{ECONNREFUSED, SocketError::kConnectionRefused},
    std::pair{ECONNRESET, SocketError::kConnectionReset},
    std::pair{ECONNABORTED, SocketError::kConnectionAborted},
    std::pair{EHOSTUNREACH, SocketError::kHostUnreachable},
    std::pair{ENETUNREACH, SocketError::kNetworkUnreachable},
    std::pair{ENETDOWN, SocketError::kNetworkDown},
    std::pair{EHOSTDOWN, SocketError::kHostDown},
    std::pair{EACCES, SocketError::kAccessDenied},
    std::pair{EPERM, SocketError::kNotPermitted},
    std::pair{EINVAL, SocketError::kInvalidArgument},
    std::pair{ENOPROTOOPT, SocketError::kProtocolNotAvailable},
    std::pair{EMSGSIZE, SocketError::kMessageTooLong},
    std::pair{ETIMEDOUT, SocketError::kTimedOut},
    std::pair{EADDRINUSE, SocketError::kAddressInUse},
    std::pair{EADDRNOTAVAIL, SocketError::kAddressNotAvailable},
    std::pair{EAFNOSUPPORT, SocketError::kAddressFamilyNotSupported},
    std::pair{EMFILE, SocketError::kOutOfDescriptors},
    std::pair{ENFILE, SocketError::kOutOfDescriptors},
    std::pair{ENOBUFS, SocketError::kOutOfMemory},
    std::pair{ENOMEM, SocketError::kOutOfMemory},
    std::pair{EPIPE, SocketError::kBrokenPipe},
    std::pair{ENODEV, SocketError::kNoSuchDevice},
    std::pair{ENXIO, SocketError::kNoSuchDevice},
    std::pair{EPROTO, SocketError::kProtocolError},
    std::pair{EOPNOTSUPP, SocketError::kOperationNotSupported},
#ifdef ENONET
    std::pair{ENONET, SocketError::kNotOnNetwork},
#endif
};

}  // namespace

SocketError socketErrorFromNative(int code) {
  for (const auto& [native, error] : kErrors) {
    if (native == code) return error;
  }
  return SocketError::kOther;
}

int nativeFromSocketError(SocketError error) {
  for (const auto& [native, known] : kErrors) {
    if (known == error) return native;
  }
  return 0;
}

SocketError lastSocketError() {
  return socketErrorFromNative(errno);
}

}  // namespace synscope
