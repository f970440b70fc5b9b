#include "core/logic/endpoint/teardown.h"

namespace synscope {

std::string_view codeOf(TeardownReason reason) {
  switch (reason) {
    case TeardownReason::kClosedByUs: return "teardown.closed-by-us";
    case TeardownReason::kClosedByPeer: return "teardown.closed-by-peer";
    case TeardownReason::kSimultaneous: return "teardown.simultaneous";
    case TeardownReason::kAborted: return "teardown.aborted";
    case TeardownReason::kUnreadData: return "teardown.unread-data";
    case TeardownReason::kResetByPeer: return "teardown.reset-by-peer";
    case TeardownReason::kPeerKilled: return "teardown.peer-killed";
    case TeardownReason::kResetAfterClose: return "teardown.reset-after-close";
    case TeardownReason::kWroteToClosed: return "teardown.wrote-to-closed";
    case TeardownReason::kRefused: return "teardown.refused";
    case TeardownReason::kRejected: return "teardown.rejected";
    case TeardownReason::kNotSent: return "teardown.not-sent";
    case TeardownReason::kHandshakeTimeout: return "teardown.handshake-timeout";
    case TeardownReason::kCancelled: return "teardown.cancelled";
    case TeardownReason::kRetransmissionTimeout: return "teardown.retransmission-timeout";
    case TeardownReason::kKeepalive: return "teardown.keepalive";
    case TeardownReason::kUserTimeout: return "teardown.user-timeout";
    case TeardownReason::kUnreachable: return "teardown.unreachable";
    case TeardownReason::kFinWaitTimeout: return "teardown.fin-wait-timeout";
  }
  return "teardown.closed-by-us";
}

std::string_view name(Side side) {
  return side == Side::kUs ? "us" : "peer";
}

std::string_view name(TeardownReason reason) {
  return codeOf(reason).substr(std::string_view("teardown.").size());
}

}  // namespace synscope
