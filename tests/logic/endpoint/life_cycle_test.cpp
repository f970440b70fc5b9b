#include "core/logic/endpoint/life_cycle.h"

#include "tests/support/life_words.h"

#include <QTest>

#include <algorithm>
#include <functional>
#include <set>
#include <string>

using namespace synscope;
using namespace std::chrono_literals;

namespace {

std::string read(const LifeCycle& life, bool bothEnds = false) {
  return test::lifeWords(life.timeline(), bothEnds);
}

TimePoint ms(int value) {
  return TimePoint(std::chrono::milliseconds(value));
}

LifeCycle established() {
  LifeCycle life("us", "peer");
  life.onCall(ms(0), EndpointCall::kConnect);
  life.onState(ms(10), TcpState::kEstablished);
  return life;
}

using Step = std::function<void(LifeCycle&, TimePoint)>;
using Steps = std::vector<Step>;

Step closeNow() {
  return [](LifeCycle& life, TimePoint at) { life.onCall(at, EndpointCall::kClose); };
}
Step shutdownNow() {
  return [](LifeCycle& life, TimePoint at) { life.onCall(at, EndpointCall::kShutdownWrite); };
}
Step abortNow() {
  return [](LifeCycle& life, TimePoint at) { life.onCall(at, EndpointCall::kAbort); };
}
Step now(TcpState state) {
  return [state](LifeCycle& life, TimePoint at) { life.onState(at, state); };
}
Step endOfInput() {
  return [](LifeCycle& life, TimePoint at) { life.onEndOfInput(at); };
}
Step gone() {
  return [](LifeCycle& life, TimePoint at) { life.onGone(at); };
}
Step sent(std::uint64_t bytes) {
  return [bytes](LifeCycle& life, TimePoint at) { life.onSent(at, bytes); };
}
Step unread(std::uint64_t bytes) {
  return [bytes](LifeCycle& life, TimePoint at) { life.onUnread(at, bytes); };
}
Step exited() {
  return [](LifeCycle& life, TimePoint at) { life.onPeerExited(at); };
}
Step exited(const ProcessExit& exit) {
  return [exit](LifeCycle& life, TimePoint at) { life.onPeerExited(at, exit); };
}
Step info(const TcpInfo& value) {
  return [value](LifeCycle& life, TimePoint at) { life.onInfo(at, value); };
}
Step failure(const CallFailure& value) {
  return [value](LifeCycle& life, TimePoint at) { life.onFailed(at, value); };
}
Step failure(SocketError error) {
  return failure(CallFailure{EndpointCall::kReceive, error, true, false});
}
Step timer(SocketTimerKind kind, std::uint32_t expiresMs) {
  return [=](LifeCycle& life, TimePoint at) { life.onTimer(at, SocketTimer{kind, expiresMs, 3}); };
}

/// One step every 10 ms.
void play(LifeCycle& life, const Steps& steps) {
  int at = 20;
  for (const Step& step : steps) {
    step(life, ms(at));
    at += 10;
  }
}

}  // namespace

Q_DECLARE_METATYPE(Attempt)
Q_DECLARE_METATYPE(Steps)
Q_DECLARE_METATYPE(TeardownReason)

class LifeCycleTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void clientHandshake();
  void serverHandshake();
  void weCloseFirst();
  void theyCloseFirst();
  void bothCloseAtOnce();
  void missedStatesAreInferred();
  void refused();
  void gaveUp();
  void weAbort();
  void halfCloseWithDataAfterwards();
  void thePeersStates_data();
  void thePeersStates();
  void thePeersSocketIsSeen();
  void thePeerIsNotAsFarAsInferred();
  void whyItEnded_data();
  void whyItEnded();
  void aSoftErrorEndsNothing();
  void silenceAndAnswer();
  void attempts_data();
  void attempts();
  void whatTheHandshakeAgreedOn();
  void aLongLifeStaysSmall();
  void randomReportsAlwaysFormALegalPath();
};

void LifeCycleTest::clientHandshake() {
  QCOMPARE(read(established()), std::string("connect() >syn SYN_SENT? <syn-ack >ack ESTABLISHED"));
}

void LifeCycleTest::serverHandshake() {
  LifeCycle life("us", "peer");
  life.onCall(ms(0), EndpointCall::kAccept);
  QCOMPARE(read(life), std::string("accept() <syn >syn-ack SYN_RECV? <ack ESTABLISHED?"));
}

void LifeCycleTest::weCloseFirst() {
  LifeCycle life = established();
  life.onCall(ms(20), EndpointCall::kClose);
  life.onState(ms(25), TcpState::kFinWait1);
  life.onState(ms(30), TcpState::kFinWait2);
  life.onState(ms(40), TcpState::kTimeWait);
  life.onGone(ms(60040));
  QCOMPARE(read(life), read(established()) +
                           " close() >fin FIN_WAIT_1 <ack-of-fin FIN_WAIT_2 <fin >ack TIME_WAIT =closed-by-us"
                           " time-wait-over CLOSED");
  QCOMPARE(life.teardown().closedFirst, Side::kUs);
  QVERIFY(!life.teardown().byReset);
}

void LifeCycleTest::theyCloseFirst() {
  LifeCycle life = established();
  life.onEndOfInput(ms(20));
  life.onCall(ms(30), EndpointCall::kClose);
  life.onGone(ms(40));
  QCOMPARE(read(life), read(established()) +
                           " end-of-input <fin >ack CLOSE_WAIT? close() >fin LAST_ACK? <ack-of-fin CLOSED"
                           " =closed-by-peer");
  QCOMPARE(life.teardown().closedFirst, Side::kPeer);
}

void LifeCycleTest::bothCloseAtOnce() {
  LifeCycle life = established();
  life.onCall(ms(20), EndpointCall::kClose);
  life.onState(ms(21), TcpState::kClosing);
  life.onState(ms(30), TcpState::kTimeWait);
  QCOMPARE(read(life), read(established()) +
                           " close() >fin FIN_WAIT_1? <fin >ack CLOSING <ack-of-fin TIME_WAIT"
                           " =simultaneous");
  QVERIFY(life.teardown().simultaneous);
}

void LifeCycleTest::missedStatesAreInferred() {
  LifeCycle life("us", "peer");
  life.onState(ms(5), TcpState::kCloseWait);
  QCOMPARE(read(life), std::string(">syn SYN_SENT? <syn-ack >ack ESTABLISHED? <fin >ack CLOSE_WAIT"));
}

void LifeCycleTest::refused() {
  LifeCycle life("us", "peer");
  life.onCall(ms(0), EndpointCall::kConnect);
  life.onReset(ms(1), Side::kPeer);
  QCOMPARE(read(life), std::string("connect() >syn SYN_SENT? <rst CLOSED =refused"));
  QVERIFY(life.teardown().byReset);
}

void LifeCycleTest::gaveUp() {
  LifeCycle life("us", "peer");
  life.onCall(ms(0), EndpointCall::kConnect);
  life.onTimeout(ms(3000), TeardownReason::kHandshakeTimeout);
  QCOMPARE(read(life), std::string("connect() >syn SYN_SENT? gave-up CLOSED =handshake-timeout"));
}

void LifeCycleTest::weAbort() {
  LifeCycle life = established();
  life.onCall(ms(20), EndpointCall::kAbort);
  QCOMPARE(read(life), read(established()) + " abort() >rst CLOSED =aborted");
  QCOMPARE(life.teardown().closedFirst, Side::kUs);
}

void LifeCycleTest::halfCloseWithDataAfterwards() {
  LifeCycle life = established();
  life.onCall(ms(20), EndpointCall::kShutdownWrite);
  life.onState(ms(30), TcpState::kFinWait2);
  life.onReceived(ms(40), 5);
  QVERIFY(life.teardown().halfClosed);
}

void LifeCycleTest::thePeersStates_data() {
  QTest::addColumn<Steps>("steps");
  QTest::addColumn<std::string>("expected");
  const std::string handshake = "connect() >syn SYN_SENT? [SYN_RECV?] <syn-ack >ack ESTABLISHED [ESTABLISHED?] ";
  QTest::newRow("we close") << Steps{closeNow(), now(TcpState::kFinWait2), now(TcpState::kTimeWait)}
                            << handshake +
                                   "close() >fin FIN_WAIT_1? [CLOSE_WAIT?] <ack-of-fin FIN_WAIT_2 [LAST_ACK?] <fin "
                                   ">ack TIME_WAIT =closed-by-us [CLOSED?]";
  QTest::newRow("the peer closes") << Steps{endOfInput(), closeNow(), gone()}
                                   << handshake +
                                          "end-of-input [FIN_WAIT_1?] <fin >ack CLOSE_WAIT? [FIN_WAIT_2?] close() "
                                          ">fin LAST_ACK? [TIME_WAIT?] <ack-of-fin CLOSED =closed-by-peer";
  QTest::newRow("both at once") << Steps{closeNow(), now(TcpState::kClosing), now(TcpState::kTimeWait)}
                                << handshake +
                                       "close() >fin FIN_WAIT_1? [FIN_WAIT_1?] <fin >ack CLOSING [CLOSING?] "
                                       "<ack-of-fin TIME_WAIT =simultaneous [TIME_WAIT?]";
  QTest::newRow("FIN and ACK in one") << Steps{closeNow(), now(TcpState::kTimeWait)}
                                      << handshake +
                                             "close() >fin FIN_WAIT_1? [CLOSE_WAIT?] [LAST_ACK?] <fin-ack >ack "
                                             "TIME_WAIT =closed-by-us [CLOSED?]";
  QTest::newRow("we reset") << Steps{abortNow()} << handshake + "abort() >rst CLOSED [CLOSED?] =aborted";
  QTest::newRow("the peer resets") << Steps{failure(SocketError::kConnectionReset)}
                                   << handshake + "reset [CLOSED?] <rst CLOSED =reset-by-peer";
}

void LifeCycleTest::thePeersStates() {
  QFETCH(Steps, steps);
  QFETCH(std::string, expected);
  LifeCycle life = established();
  play(life, steps);
  QCOMPARE(read(life, true), expected);
}

void LifeCycleTest::thePeersSocketIsSeen() {
  LifeCycle life = established();
  life.onPeerState(ms(11), TcpState::kEstablished);
  life.onPeerState(ms(20), TcpState::kFinWait2);
  life.onEndOfInput(ms(25));
  QCOMPARE(life.peerState(), TcpState::kFinWait2);
  QCOMPARE(read(life, true),
           std::string("connect() >syn SYN_SENT? [SYN_RECV?] <syn-ack >ack ESTABLISHED [ESTABLISHED] [FIN_WAIT_2] "
                       "end-of-input <fin >ack CLOSE_WAIT?"));
}

/// Its FIN has come, but our acknowledgement has not arrived there yet.
void LifeCycleTest::thePeerIsNotAsFarAsInferred() {
  LifeCycle life = established();
  life.onPeerState(ms(11), TcpState::kEstablished);
  life.onEndOfInput(ms(20));
  QCOMPARE(life.peerState(), TcpState::kFinWait2);
  const std::string before =
      "connect() >syn SYN_SENT? [SYN_RECV?] <syn-ack >ack ESTABLISHED [ESTABLISHED] end-of-input "
      "[FIN_WAIT_1";
  QCOMPARE(read(life, true), before + "?] <fin >ack CLOSE_WAIT? [FIN_WAIT_2?]");
  life.onPeerState(ms(21), TcpState::kFinWait1);
  life.onPeerState(ms(22), TcpState::kFinWait1);
  QCOMPARE(read(life, true), before + "] <fin >ack CLOSE_WAIT?");
  life.onPeerState(ms(23), TcpState::kFinWait2);
  QCOMPARE(read(life, true), before + "] <fin >ack CLOSE_WAIT? [FIN_WAIT_2]");
}

void LifeCycleTest::whyItEnded_data() {
  using R = TeardownReason;
  QTest::addColumn<Steps>("steps");
  QTest::addColumn<TeardownReason>("reason");
  QTest::addColumn<bool>("byReset");
  const ProcessExit killed{9, std::nullopt}, finished{std::nullopt, 0};
  TcpInfo probed, unanswered;
  probed.probes = std::uint8_t{2};
  probed.unacked = 0U;
  unanswered.retransmits = std::uint8_t{6};
  unanswered.unacked = 1U;
  const CallFailure afterUserTimeout{EndpointCall::kReceive, SocketError::kTimedOut, true, true};
  QTest::newRow("unread data") << Steps{unread(5), closeNow()} << R::kUnreadData << true;
  QTest::newRow("wrote to a closed peer")
      << Steps{endOfInput(), sent(3), failure(SocketError::kBrokenPipe)} << R::kWroteToClosed << true;
  QTest::newRow("EPIPE after our shutdown is no end")
      << Steps{shutdownNow(), failure(SocketError::kBrokenPipe), now(TcpState::kTimeWait)} << R::kClosedByUs << false;
  QTest::newRow("keepalive") << Steps{info(probed), failure(SocketError::kTimedOut)} << R::kKeepalive << false;
  QTest::newRow("retransmission") << Steps{info(unanswered), failure(SocketError::kTimedOut)}
                                  << R::kRetransmissionTimeout << false;
  QTest::newRow("user time-out") << Steps{info(probed), failure(afterUserTimeout)} << R::kUserTimeout << false;
  QTest::newRow("the last ICMP error instead of ETIMEDOUT")
      << Steps{info(unanswered), failure(SocketError::kHostUnreachable)} << R::kUnreachable << false;
  QTest::newRow("killed, closed by its kernel")
      << Steps{exited(), endOfInput(), closeNow(), gone()} << R::kPeerKilled << false;
  QTest::newRow("killed with data unread")
      << Steps{exited(), failure(SocketError::kConnectionReset)} << R::kPeerKilled << true;
  QTest::newRow("killed, told after its FIN")
      << Steps{endOfInput(), exited(killed), closeNow(), gone()} << R::kPeerKilled << false;
  QTest::newRow("killed, told after its reset")
      << Steps{failure(SocketError::kConnectionReset), exited(killed)} << R::kPeerKilled << true;
  QTest::newRow("closed, and its program ended afterwards")
      << Steps{endOfInput(), exited(finished), closeNow(), gone()} << R::kClosedByPeer << false;
  QTest::newRow("we closed, and its program was killed later")
      << Steps{closeNow(), now(TcpState::kTimeWait), exited(killed)} << R::kClosedByUs << false;
  QTest::newRow("gone after our close") << Steps{closeNow(), now(TcpState::kFinWait2), gone()} << R::kResetAfterClose
                                        << true;
  QTest::newRow("FIN_WAIT_2 without a program runs out")
      << Steps{closeNow(), now(TcpState::kFinWait2), timer(SocketTimerKind::kTimeWait, 0), gone()} << R::kFinWaitTimeout
      << false;
  QTest::newRow("our FIN is never acknowledged")
      << Steps{closeNow(), timer(SocketTimerKind::kRetransmit, 100), gone()} << R::kRetransmissionTimeout << false;
  QTest::newRow("gone without a word") << Steps{gone()} << R::kResetByPeer << true;
}

void LifeCycleTest::whyItEnded() {
  QFETCH(Steps, steps);
  QFETCH(TeardownReason, reason);
  QFETCH(bool, byReset);
  LifeCycle life = established();
  play(life, steps);
  QVERIFY(life.teardown().reason.has_value());
  QCOMPARE(std::string(name(*life.teardown().reason)), std::string(name(reason)));
  QCOMPARE(life.teardown().byReset, byReset);
  const auto events = life.timeline().events();
  QCOMPARE(std::ranges::count(events, std::string(codeOf(reason)), &TimelineEvent::code), 1);
}

void LifeCycleTest::aSoftErrorEndsNothing() {
  LifeCycle life = established();
  life.onFailed(ms(20), {EndpointCall::kSend, SocketError::kHostUnreachable, false, false});
  QCOMPARE(life.state(), TcpState::kEstablished);
  QCOMPARE(read(life), read(established()) + " path-error");
}

void LifeCycleTest::silenceAndAnswer() {
  LifeCycle life = established();
  TcpInfo at;
  at.state = TcpState::kEstablished;
  at.retransmits = std::uint8_t{0};
  at.totalRetransmits = 0U;
  life.onInfo(ms(20), at);
  at.retransmits = std::uint8_t{1}, at.totalRetransmits = 1U;
  life.onInfo(ms(220), at);
  at.retransmits = std::uint8_t{2};
  life.onInfo(ms(640), at);
  at.retransmits = std::uint8_t{0};
  life.onInfo(ms(900), at);
  QCOMPARE(read(life),
           read(established()) + " retransmission >retransmitted retransmission retransmit-failed answered");
}

void LifeCycleTest::attempts_data() {
  QTest::addColumn<Attempt>("attempt");
  QTest::addColumn<std::string>("expected");
  const auto attempt = [](AttemptEnd end, SocketError error = SocketError::kNone) {
    Attempt made;
    made.end = end;
    made.error = error;
    made.startedAt = ms(0);
    made.elapsed = 20ms;
    return made;
  };
  Attempt rejected = attempt(AttemptEnd::kFailed, SocketError::kConnectionRefused);
  rejected.icmp = IcmpReport{};
  QTest::newRow("answered") << attempt(AttemptEnd::kAnswered)
                            << std::string("connect() >syn SYN_SENT? >syn-retransmitted <syn-ack >ack ESTABLISHED");
  QTest::newRow("refused") << attempt(AttemptEnd::kFailed, SocketError::kConnectionRefused)
                           << std::string("connect() >syn SYN_SENT? >syn-retransmitted refused <rst CLOSED =refused");
  QTest::newRow("ICMP") << rejected
                        << std::string("connect() >syn SYN_SENT? >syn-retransmitted refused CLOSED =rejected");
  QTest::newRow("silent") << attempt(AttemptEnd::kSilent)
                          << std::string(
                                 "connect() >syn SYN_SENT? >syn-retransmitted gave-up CLOSED =handshake-timeout");
  QTest::newRow("cancelled") << attempt(AttemptEnd::kCancelled)
                             << std::string("connect() >syn SYN_SENT? >syn-retransmitted CLOSED =cancelled");
  QTest::newRow("not sent") << attempt(AttemptEnd::kNotSent, SocketError::kNetworkUnreachable)
                            << std::string("connect() path-error =not-sent");
}

void LifeCycleTest::attempts() {
  QFETCH(Attempt, attempt);
  QFETCH(std::string, expected);
  Timeline seen;
  const LaneId here = seen.lane("this-host"), target = seen.lane("10.9.9.2");
  seen.add({ms(0), here, here, EventKind::kSyscall, "step.connect-called", {}, EventSource::kObserved});
  seen.add({ms(10), here, target, EventKind::kSegment, "step.syn-retransmitted", {}, EventSource::kObserved});
  LifeCycle life("this-host", "10.9.9.2:80");
  life.onCall(ms(0), EndpointCall::kConnect);
  life.onAttempt(attempt, seen);
  QCOMPARE(read(life), expected);
}

void LifeCycleTest::whatTheHandshakeAgreedOn() {
  LifeCycle life = established();
  TcpInfo at;
  at.sendMss = 1448U, at.rttUs = 10'134U, at.selectiveAck = true, at.sendWindowScale = 7;
  life.onInfo(ms(11), at);
  const auto events = life.timeline().events();
  const auto event = std::ranges::find(events, "tcp-state.ESTABLISHED", &TimelineEvent::code);
  QCOMPARE(event->fields,
           (LifeFields{{"rtt-us", "10134"}, {"mss", "1448"}, {"send-window-scale", "7"}, {"sack", "yes"}}));
}

void LifeCycleTest::aLongLifeStaysSmall() {
  LifeCycle life = established();
  life.limitEvents(10);
  for (int i = 0; i < 100; ++i)
    life.onReceived(ms(20 + i), static_cast<std::uint64_t>(i));
  std::string bytes;
  for (const TimelineEvent& event : life.timeline().events())
    if (event.kind == EventKind::kData) bytes += event.fields.front().second + " ";
  QCOMPARE(bytes, std::string("0 1 2 3 4 95 96 97 98 99 "));
  QCOMPARE(life.omittedEvents(), 90U);
  life.limitEvents(4);
  QCOMPARE(life.omittedEvents(), 93U);
}

void LifeCycleTest::randomReportsAlwaysFormALegalPath() {
  std::set<std::pair<TcpState, TcpState>> legal;
  for (const TcpTransition& step : tcpTransitions())
    legal.emplace(step.from, step.to);
  unsigned seed = 12345;
  const auto random = [&seed](unsigned below) { return (seed = seed * 1103515245U + 12345U) / 65536U % below; };
  for (int run = 0; run < 500; ++run) {
    LifeCycle life("us", "peer");
    TcpState before = TcpState::kClosed;
    for (int i = 0; i < 12; ++i) {
      const std::size_t seen = life.timeline().events().size();
      switch (random(5)) {
        case 0: life.onCall(ms(i), static_cast<EndpointCall>(random(8))); break;
        case 1: life.onEndOfInput(ms(i)); break;
        case 2: life.onReset(ms(i), random(2) ? Side::kUs : Side::kPeer); break;
        case 3: life.onGone(ms(i)); break;
        default: life.onState(ms(i), static_cast<TcpState>(random(12)));
      }
      const std::vector<TimelineEvent> events = life.timeline().events();
      const bool acceptedFromNothing = events.size() > seen && events[seen].code == "call.accept";
      if (acceptedFromNothing && before == TcpState::kClosed) before = TcpState::kListen;
      for (std::size_t e = seen; e < events.size(); ++e) {
        if (events[e].kind != EventKind::kState || events[e].from != 0) continue;
        TcpState now = TcpState::kUnknown;
        for (int s = 0; s < 12; ++s)
          if (events[e].code == "tcp-state." + std::string(name(static_cast<TcpState>(s))))
            now = static_cast<TcpState>(s);
        QVERIFY2(legal.contains({before, now}), events[e].code.c_str());
        before = now;
      }
      QCOMPARE(life.state(), before);
    }
  }
}

QTEST_APPLESS_MAIN(LifeCycleTest)
#include "life_cycle_test.moc"
