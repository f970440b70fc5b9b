#include "core/engine/endpoint/udp_error.h"

#include "core/logic/reach/icmp.h"

namespace synscope {
namespace {

ErrorCode codeOf(SocketError error) {
  switch (error) {
    case SocketError::kNotPermitted:
    case SocketError::kAccessDenied: return ErrorCode::kNotPermitted;
    case SocketError::kMessageTooLong: return ErrorCode::kDatagramTooLong;
    default: return ErrorCode::kSystemCall;
  }
}

}  // namespace

Error notSentError(const IpEndpoint& peer, const DatagramResult& result) {
  return {codeOf(result.error), "send", peer.toString(), result.osCode};
}

Error refusedError(const IpEndpoint& peer, const QueuedError& report) {
  if (report.icmp) return {ErrorCode::kIcmpError, catalogueKey(*report.icmp), report.icmp->from.toString(), 0};
  return {codeOf(report.error), "send", peer.toString(), report.osCode};
}

}  // namespace synscope
