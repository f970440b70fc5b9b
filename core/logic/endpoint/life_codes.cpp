#include "core/logic/endpoint/life_codes.h"

namespace synscope::life {

std::string_view codeOf(TcpState state) {
  switch (state) {
    case TcpState::kEstablished: return "tcp-state.ESTABLISHED";
    case TcpState::kSynSent: return "tcp-state.SYN_SENT";
    case TcpState::kSynReceived: return "tcp-state.SYN_RECV";
    case TcpState::kFinWait1: return "tcp-state.FIN_WAIT_1";
    case TcpState::kFinWait2: return "tcp-state.FIN_WAIT_2";
    case TcpState::kTimeWait: return "tcp-state.TIME_WAIT";
    case TcpState::kClosed: return "tcp-state.CLOSED";
    case TcpState::kCloseWait: return "tcp-state.CLOSE_WAIT";
    case TcpState::kLastAck: return "tcp-state.LAST_ACK";
    case TcpState::kListen: return "tcp-state.LISTEN";
    case TcpState::kClosing: return "tcp-state.CLOSING";
    case TcpState::kUnknown: break;
  }
  return "tcp-state.UNKNOWN";
}

}  // namespace synscope::life
