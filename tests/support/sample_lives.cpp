#include "tests/support/sample_lives.h"

#include "tests/support/timeline_script.h"

#include <algorithm>
#include <stdexcept>

namespace synscope {
namespace {

constexpr const char* kHandshake = R"(
  lanes 192.168.1.20:51234 203.0.113.80:443
  0     192.168.1.20:51234                   call.connect
  0.1   192.168.1.20:51234>203.0.113.80:443  segment.syn ?
  0.1   192.168.1.20:51234                   tcp-state.SYN_SENT
  0.1   203.0.113.80:443                     tcp-state.SYN_RECV ?
  18.4  203.0.113.80:443>192.168.1.20:51234  segment.syn-ack ?
  18.4  192.168.1.20:51234>203.0.113.80:443  segment.ack ?
  18.4  192.168.1.20:51234                   tcp-state.ESTABLISHED rtt-us=18312 mss=1448 sack=yes timestamps=yes
  18.4  203.0.113.80:443                     tcp-state.ESTABLISHED ?
)";

constexpr const char* kTalk = R"(
  19.0  192.168.1.20:51234>203.0.113.80:443  data.sent bytes=517
  41.2  203.0.113.80:443>192.168.1.20:51234  data.received bytes=4096
)";

constexpr const char* kWeClose = R"(
  1050  192.168.1.20:51234                   call.close
  1050  192.168.1.20:51234>203.0.113.80:443  segment.fin ?
  1050  192.168.1.20:51234                   tcp-state.FIN_WAIT_1
  1050  203.0.113.80:443                     tcp-state.CLOSE_WAIT ?
  1068  203.0.113.80:443>192.168.1.20:51234  segment.ack-of-fin ?
  1068  192.168.1.20:51234                   tcp-state.FIN_WAIT_2
  1070  203.0.113.80:443>192.168.1.20:51234  segment.fin ?
  1070  203.0.113.80:443                     tcp-state.LAST_ACK ?
  1070  192.168.1.20:51234>203.0.113.80:443  segment.ack ?
  1070  192.168.1.20:51234                   tcp-state.TIME_WAIT
  1070  203.0.113.80:443                     tcp-state.CLOSED ?
)";

TcpInfo sampleInfo() {
  TcpInfo info;
  info.rttUs = 18'312;
  info.rttVarianceUs = 2'140;
  info.rtoUs = 224'000;
  info.totalRetransmits = 0;
  info.retransmits = 0;
  info.probes = 0;
  info.unacked = 1;
  info.cwnd = 10;
  info.sendMss = 1448;
  info.pathMtu = 1500;
  info.sendWindow = 64'256;
  info.windowScaling = info.selectiveAck = info.timestamps = true;
  info.sendWindowScale = 7;
  info.receiveWindowScale = 9;
  info.bytesAcked = 518;
  info.bytesReceived = 4096;
  return info;
}

ConnectionLife life(const std::string& script, TcpState state, std::optional<TcpState> peer) {
  ConnectionLife life;
  life.generation = 1;
  life.local = {IpAddress::parse("192.168.1.20").value(), 51234};
  life.peer = {IpAddress::parse("203.0.113.80").value(), 443};
  life.timeline = timelineFrom(script);
  life.state = state;
  life.peerState = peer;
  life.info = sampleInfo();
  return life;
}

ConnectionLife normal() {
  ConnectionLife one = life(std::string(kHandshake) + kTalk + kWeClose, TcpState::kTimeWait, TcpState::kClosed);
  one.teardown.closedFirst = Side::kUs;
  one.teardown.reason = TeardownReason::kClosedByUs;
  one.timer = SocketTimer{SocketTimerKind::kTimeWait, 41'700, 0};
  return one;
}

ConnectionLife open() {
  return life(std::string(kHandshake) + kTalk, TcpState::kEstablished, TcpState::kEstablished);
}

ConnectionLife refused() {
  ConnectionLife one = life(R"(
    lanes 192.168.1.20:51234 203.0.113.80:443
    0     192.168.1.20:51234                   call.connect
    0.1   192.168.1.20:51234>203.0.113.80:443  segment.syn ?
    0.1   192.168.1.20:51234                   tcp-state.SYN_SENT
    17.9  203.0.113.80:443>192.168.1.20:51234  segment.rst ?
    17.9  192.168.1.20:51234                   tcp-state.CLOSED
    17.9  192.168.1.20:51234                   call.refused errno=ECONNREFUSED
    17.9  203.0.113.80:443                     tcp-state.CLOSED ?
  )",
                            TcpState::kClosed, TcpState::kClosed);
  one.teardown.closedFirst = Side::kPeer;
  one.teardown.byReset = true;
  one.teardown.reason = TeardownReason::kRefused;
  one.info.reset();
  one.gone = true;
  return one;
}

ConnectionLife halfClose() {
  ConnectionLife one = life(std::string(kHandshake) + kTalk + R"(
    60    192.168.1.20:51234                   call.shutdown-write
    60    192.168.1.20:51234>203.0.113.80:443  segment.fin ?
    60    192.168.1.20:51234                   tcp-state.FIN_WAIT_1
    60    203.0.113.80:443                     tcp-state.CLOSE_WAIT ?
    78    203.0.113.80:443>192.168.1.20:51234  segment.ack-of-fin ?
    78    192.168.1.20:51234                   tcp-state.FIN_WAIT_2
    95    203.0.113.80:443>192.168.1.20:51234  data.received bytes=65536
    114   203.0.113.80:443>192.168.1.20:51234  data.received bytes=65536
  )",
                            TcpState::kFinWait2, TcpState::kCloseWait);
  one.teardown.closedFirst = Side::kUs;
  one.teardown.halfClosed = true;
  return one;
}

ConnectionLife reset() {
  ConnectionLife one = life(std::string(kHandshake) + kTalk + R"(
    2300  192.168.1.20:51234>203.0.113.80:443  data.sent bytes=2000
    2318  203.0.113.80:443>192.168.1.20:51234  segment.rst ?
    2318  192.168.1.20:51234                   tcp-state.CLOSED
    2318  203.0.113.80:443                     tcp-state.CLOSED ?
    2318  192.168.1.20:51234                   call.reset errno=ECONNRESET
  )",
                            TcpState::kClosed, TcpState::kClosed);
  one.teardown.closedFirst = Side::kPeer;
  one.teardown.byReset = true;
  one.teardown.reason = TeardownReason::kResetByPeer;
  one.gone = true;
  return one;
}

ConnectionLife vanished() {
  ConnectionLife one = life(std::string(kHandshake) + kTalk + R"(
    5000   192.168.1.20:51234>203.0.113.80:443  data.sent bytes=100
    5208   192.168.1.20:51234                   timer.retransmission n=1
    5208   192.168.1.20:51234>203.0.113.80:443  segment.retransmitted n=1
    5624   192.168.1.20:51234                   timer.retransmission n=2
    5624   192.168.1.20:51234>203.0.113.80:443  segment.retransmitted n=2
    6456   192.168.1.20:51234                   timer.retransmission n=3
    6456   192.168.1.20:51234>203.0.113.80:443  segment.retransmitted n=3
    8120   192.168.1.20:51234                   timer.retransmission n=4
    8120   192.168.1.20:51234>203.0.113.80:443  segment.retransmitted n=4
  )",
                            TcpState::kEstablished, TcpState::kEstablished);
  one.timer = SocketTimer{SocketTimerKind::kRetransmit, 2'340, 4};
  one.info->retransmits = 4;
  one.info->totalRetransmits = 4;
  return one;
}

ConnectionLife simultaneous() {
  ConnectionLife one = life(std::string(kHandshake) + R"(
    900   192.168.1.20:51234                   call.close
    900   192.168.1.20:51234>203.0.113.80:443  segment.fin ?
    900   192.168.1.20:51234                   tcp-state.FIN_WAIT_1
    900   203.0.113.80:443                     tcp-state.FIN_WAIT_1 ?
    905   203.0.113.80:443>192.168.1.20:51234  segment.fin ?
    905   192.168.1.20:51234>203.0.113.80:443  segment.ack ?
    905   192.168.1.20:51234                   tcp-state.CLOSING
    905   203.0.113.80:443                     tcp-state.CLOSING ?
    919   203.0.113.80:443>192.168.1.20:51234  segment.ack-of-fin ?
    919   192.168.1.20:51234                   tcp-state.TIME_WAIT
    919   203.0.113.80:443                     tcp-state.TIME_WAIT ?
  )",
                            TcpState::kTimeWait, TcpState::kTimeWait);
  one.teardown.closedFirst = Side::kUs;
  one.teardown.simultaneous = true;
  one.teardown.reason = TeardownReason::kSimultaneous;
  one.timer = SocketTimer{SocketTimerKind::kTimeWait, 59'100, 0};
  return one;
}

}  // namespace

std::vector<SampleLife> sampleLives() {
  return {{"open", open()},   {"normal", normal()},     {"refused", refused()},          {"half-close", halfClose()},
          {"reset", reset()}, {"vanished", vanished()}, {"simultaneous", simultaneous()}};
}

const ConnectionLife& sampleLife(const std::string& name) {
  static const std::vector<SampleLife> kLives = sampleLives();
  const auto found = std::ranges::find(kLives, name, &SampleLife::name);
  if (found == kLives.end()) throw std::invalid_argument(name);
  return found->life;
}

}  // namespace synscope
