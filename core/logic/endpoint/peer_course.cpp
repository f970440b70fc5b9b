#include "core/logic/endpoint/peer_course.h"

#include <array>

namespace synscope {
namespace {

using S = TcpState;

constexpr std::array kSynReceived{S::kSynReceived};
constexpr std::array kSynSent{S::kSynSent};
constexpr std::array kEstablished{S::kEstablished};
constexpr std::array kCloseWait{S::kCloseWait};
constexpr std::array kFinWait1{S::kFinWait1};
constexpr std::array kFinWait2{S::kFinWait2};
constexpr std::array kClosing{S::kClosing};
constexpr std::array kTimeWait{S::kTimeWait};
constexpr std::array kLastAck{S::kLastAck};
constexpr std::array kBothFins{S::kCloseWait, S::kLastAck};
constexpr std::array kClosed{S::kClosed};

int progressOf(TcpState state) {
  switch (state) {
    case S::kListen:
    case S::kSynSent: return 1;
    case S::kSynReceived: return 2;
    case S::kEstablished: return 3;
    case S::kFinWait1:
    case S::kCloseWait: return 4;
    case S::kFinWait2:
    case S::kClosing:
    case S::kLastAck: return 5;
    case S::kTimeWait: return 6;
    case S::kClosed: return 7;
    case S::kUnknown: break;
  }
  return 0;
}

PeerCourse afterTheirFin(TcpState from) {
  if (from == S::kFinWait2) return {kLastAck, kClosed};
  if (from == S::kFinWait1) return {kFinWait1, kClosing};
  return {kFinWait1, kFinWait2};
}

PeerCourse afterTheirAck(TcpState from) {
  if (from == S::kFinWait1) return {kCloseWait, {}};
  if (from == S::kClosing) return {{}, kTimeWait};
  return {kTimeWait, {}};
}

}  // namespace

PeerCourse peerCourse(const TcpTransition& ours) {
  switch (ours.trigger) {
    case TcpTrigger::kSynAckReceived: return {kSynReceived, kEstablished};
    case TcpTrigger::kSynReceived:
    case TcpTrigger::kSimultaneousSyn: return {kSynSent, {}};
    case TcpTrigger::kAckOfSyn: return {kEstablished, {}};
    case TcpTrigger::kFinReceived: return afterTheirFin(ours.from);
    case TcpTrigger::kAckOfFin: return afterTheirAck(ours.from);
    case TcpTrigger::kFinAndAckOfFin: return {kBothFins, kClosed};
    case TcpTrigger::kPassiveOpen:
    case TcpTrigger::kActiveOpen:
    case TcpTrigger::kClose:
    case TcpTrigger::kTimeWaitOver:
    case TcpTrigger::kReset: break;
  }
  return {};
}

bool isLater(TcpState state, TcpState than) {
  return progressOf(state) > progressOf(than);
}

}  // namespace synscope
