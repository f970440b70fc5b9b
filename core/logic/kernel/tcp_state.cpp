#include "core/logic/kernel/tcp_state.h"

#include <array>

namespace synscope {

std::string_view name(TcpState state) {
  switch (state) {
    case TcpState::kEstablished: return "ESTABLISHED";
    case TcpState::kSynSent: return "SYN_SENT";
    case TcpState::kSynReceived: return "SYN_RECV";
    case TcpState::kFinWait1: return "FIN_WAIT_1";
    case TcpState::kFinWait2: return "FIN_WAIT_2";
    case TcpState::kTimeWait: return "TIME_WAIT";
    case TcpState::kClosed: return "CLOSED";
    case TcpState::kCloseWait: return "CLOSE_WAIT";
    case TcpState::kLastAck: return "LAST_ACK";
    case TcpState::kListen: return "LISTEN";
    case TcpState::kClosing: return "CLOSING";
    case TcpState::kUnknown: break;
  }
  return "UNKNOWN";
}

TcpState tcpStateFromLinux(std::uint8_t number) {
  constexpr std::array kStates = {
      TcpState::kUnknown,  TcpState::kEstablished, TcpState::kSynSent,    TcpState::kSynReceived, TcpState::kFinWait1,
      TcpState::kFinWait2, TcpState::kTimeWait,    TcpState::kClosed,     TcpState::kCloseWait,   TcpState::kLastAck,
      TcpState::kListen,   TcpState::kClosing,     TcpState::kSynReceived};
  return number < kStates.size() ? kStates[number] : TcpState::kUnknown;
}

}  // namespace synscope
