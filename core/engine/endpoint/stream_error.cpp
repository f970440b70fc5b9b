#include "core/engine/endpoint/stream_error.h"

namespace synscope {
namespace {

ErrorCode endCode(SocketError error) {
  switch (error) {
    case SocketError::kConnectionReset: return ErrorCode::kConnectionReset;
    case SocketError::kBrokenPipe: return ErrorCode::kBrokenPipe;
    case SocketError::kTimedOut: return ErrorCode::kConnectionTimedOut;
    case SocketError::kHostUnreachable:
    case SocketError::kNetworkUnreachable:
    case SocketError::kHostDown:
    case SocketError::kNetworkDown: return ErrorCode::kPathLost;
    default: return ErrorCode::kSystemCall;
  }
}

ErrorCode setupCode(SocketError error) {
  switch (error) {
    case SocketError::kAddressInUse: return ErrorCode::kAddressInUse;
    case SocketError::kAddressNotAvailable: return ErrorCode::kAddressNotAvailable;
    case SocketError::kAccessDenied:
    case SocketError::kNotPermitted: return ErrorCode::kNotPermitted;
    case SocketError::kOutOfDescriptors: return ErrorCode::kOutOfDescriptors;
    default: return ErrorCode::kSystemCall;
  }
}

}  // namespace

Error streamError(EndpointCall call, const IpEndpoint& peer, const StreamResult& result) {
  return {endCode(result.error), std::string(name(call)), peer.toString(), result.osCode};
}

Error socketSetupError(std::string_view operation, std::string_view subject, SocketError error, int osCode) {
  return {setupCode(error), std::string(operation), std::string(subject), osCode};
}

}  // namespace synscope
