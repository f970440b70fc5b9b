#include "core/logic/endpoint/life_cycle.h"

#include <QTest>

#include <functional>
#include <set>
#include <string>

using namespace synscope;
using namespace std::chrono_literals;

namespace {

/// One word per event: "SYN_SENT?" (a state, inferred), "ESTABLISHED" (a state, observed), ">syn" and "<syn-ack"
/// (segments), "connect()" (a call). Segments are always inferred here, so they carry no mark.
std::string read(const LifeCycle& life) {
  std::string text;
  for (const TimelineEvent& event : life.timeline().events()) {
    const std::string word = event.code.substr(event.code.find('.') + 1);
    if (!text.empty()) text += ' ';
    switch (event.kind) {
      case EventKind::kSyscall: text += word + "()"; break;
      case EventKind::kSegment: text += (event.from == 0 ? ">" : "<") + word; break;
      case EventKind::kState: text += word + (event.source == EventSource::kInferred ? "?" : ""); break;
      default: text += word;
    }
  }
  return text;
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

}  // namespace

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
  QCOMPARE(read(life),
           read(established()) + " close() >fin FIN_WAIT_1? <ack-of-fin FIN_WAIT_2 <fin >ack TIME_WAIT CLOSED");
  QCOMPARE(life.teardown().closedFirst, Side::kUs);
  QVERIFY(!life.teardown().byReset);
}

void LifeCycleTest::theyCloseFirst() {
  LifeCycle life = established();
  life.onEndOfInput(ms(20));
  life.onCall(ms(30), EndpointCall::kClose);
  life.onGone(ms(40));
  QCOMPARE(read(life),
           read(established()) + " end-of-input <fin >ack CLOSE_WAIT? close() >fin LAST_ACK? <ack-of-fin CLOSED");
  QCOMPARE(life.teardown().closedFirst, Side::kPeer);
}

void LifeCycleTest::bothCloseAtOnce() {
  LifeCycle life = established();
  life.onCall(ms(20), EndpointCall::kClose);
  life.onState(ms(21), TcpState::kClosing);
  life.onState(ms(30), TcpState::kTimeWait);
  QCOMPARE(read(life), read(established()) + " close() >fin FIN_WAIT_1? <fin >ack CLOSING <ack-of-fin TIME_WAIT");
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
  QCOMPARE(read(life), std::string("connect() >syn SYN_SENT? <rst CLOSED"));
  QVERIFY(life.teardown().byReset);
}

void LifeCycleTest::gaveUp() {
  LifeCycle life("us", "peer");
  life.onCall(ms(0), EndpointCall::kConnect);
  life.onTimeout(ms(3000));
  QCOMPARE(read(life), std::string("connect() >syn SYN_SENT? gave-up CLOSED"));
}

void LifeCycleTest::weAbort() {
  LifeCycle life = established();
  life.onCall(ms(20), EndpointCall::kAbort);
  QCOMPARE(read(life), read(established()) + " abort() >rst CLOSED");
  QCOMPARE(life.teardown().closedFirst, Side::kUs);
}

void LifeCycleTest::halfCloseWithDataAfterwards() {
  LifeCycle life = established();
  life.onCall(ms(20), EndpointCall::kShutdownWrite);
  life.onState(ms(30), TcpState::kFinWait2);
  life.onCall(ms(40), EndpointCall::kReceive);
  QVERIFY(life.teardown().halfClosed);
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
      const auto& events = life.timeline().events();
      const bool acceptedFromNothing = events.size() > seen && events[seen].code == "call.accept";
      if (acceptedFromNothing && before == TcpState::kClosed) before = TcpState::kListen;
      for (std::size_t e = seen; e < events.size(); ++e) {
        if (events[e].kind != EventKind::kState) continue;
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
