#include "core/logic/path/trace_strategy.h"

#include "core/logic/path/where_it_dies.h"
#include "tests/logic/path/trace_text.h"

#include <QTest>

#include <functional>
#include <map>

using namespace synscope;
using namespace synscope::test;
using namespace std::chrono_literals;

namespace {

/// Plays a network against the strategy in virtual time, and writes down what was sent when: "0: 1 2 3 | 1100: 5 4".
class Play {
 public:
  using Network = std::function<std::optional<HopProbe>(ProbeId, Duration)>;  ///< What comes back; rtt says when.

  Play(TraceLimits limits, Network network) : m_strategy(limits), m_network(std::move(network)) {}

  Play& run() {
    for (int step = 0; step < 10'000; ++step) {
      deliver();
      m_strategy.onTime(m_now);
      send();
      const auto next = nextMoment();
      if (!next) return *this;
      m_now = std::max(m_now, *next);
    }
    qFatal("the strategy never ends");
  }

  QString sent() const { return m_log; }
  double endedMs() const { return toMs(m_now - TimePoint{}); }
  Trace result() const {
    return summarize(writtenTarget(), Protocol::kTcp, m_strategy.probes(), m_strategy.limits().maxHops);
  }

 private:
  struct Coming {
    ProbeId id;
    HopProbe probe;
  };

  void send() {
    const std::vector<ProbeId> due = m_strategy.due(m_now);
    if (due.empty()) return;
    if (!m_log.isEmpty()) m_log += QStringLiteral(" | ");
    m_log += QStringLiteral("%1:").arg(toMs(m_now - TimePoint{}));
    for (const ProbeId id : due) {
      m_log += QStringLiteral(" %1").arg(id.ttl);
      m_strategy.sent(id, m_now, 1000);
      if (const auto back = m_network(id, m_now - TimePoint{})) m_coming.emplace(m_now + *back->rtt, Coming{id, *back});
    }
  }

  void deliver() {
    while (!m_coming.empty() && m_coming.begin()->first <= m_now) {
      const auto [id, probe] = m_coming.begin()->second;
      m_coming.erase(m_coming.begin());
      m_strategy.answered(id, probe.answer, probe.from, probe.icmp, m_now);
    }
  }

  std::optional<TimePoint> nextMoment() const {
    auto next = m_strategy.nextDeadline();
    if (next && !m_coming.empty()) next = std::min(*next, m_coming.begin()->first);
    return next;
  }

  TraceStrategy m_strategy;
  Network m_network;
  std::multimap<TimePoint, Coming> m_coming;
  TimePoint m_now{};
  QString m_log;
};

/// A network that answers each TTL with its line of a written trace, always the same; the last line stands for all
/// beyond.
Play::Network answers(const char* text) {
  std::map<int, HopProbe> byTtl;
  for (const HopProbe& probe : probes(text))
    byTtl[probe.ttl] = probe;
  return [byTtl](ProbeId id, Duration) -> std::optional<HopProbe> {
    const auto it = byTtl.count(id.ttl) ? byTtl.find(id.ttl) : std::prev(byTtl.end());
    return it->second.rtt ? std::optional(it->second) : std::nullopt;
  };
}

}  // namespace

/// What is sent when, and how long a trace lasts.
class TestTraceStrategy : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void schedule_data();
  void schedule();
  void refusalIsAskedInSmallSteps();
  void routerThatLimitsItsErrors_data();
  void routerThatLimitsItsErrors();
  void synIsGivenUpBeforeTheKernelRepeatsIt();
  void wrongKnownDistanceIsNotTheEnd();
  void lateAnswerCountsWhileTheTraceRuns();
  void answerBeyondTheEndIsNotWanted();
  void nothingMoreAfterALocalFailure();
  void hostileLimitsAreBounded();
};

void TestTraceStrategy::schedule_data() {
  QTest::addColumn<QString>("network");
  QTest::addColumn<int>("maxHops");
  QTest::addColumn<int>("distance");
  QTest::addColumn<int>("perHop");
  QTest::addColumn<QString>("sent");
  QTest::addColumn<double>("endedMs");
  QTest::addColumn<QString>("ended");

  const auto row = [](const char* title, const char* network, int maxHops, int distance, int perHop, const char* sent,
                      double ms, const char* ended) {
    QTest::newRow(title) << network << maxHops << distance << perHop << sent << ms << ended;
  };
  row("all answer: one round trip", "1 te r1 5; 2 te r2 8; 3 te r3 9; 4 syn-ack host 10", 30, 0, 1, "0: 1 2 3 4 5", 10,
      "reached");
  row("known distance: nothing beyond", "1 te r1; 2 te r2; 3 te r3; 4 syn-ack host", 30, 4, 1, "0: 1 2 3 4", 10,
      "reached");
  row("one hop", "1 syn-ack host 1", 30, 1, 1, "0: 1", 1, "reached");
  row("ten hops: the next wave when the fifth answers",
      "1 te r1; 2 te r2; 3 te r3; 4 te r4; 5 te r5; 6 te r6; 7 te r7; 8 te r8; 9 te r11; 10 syn-ack host", 30, 0, 1,
      "0: 1 2 3 4 5 | 10: 6 7 8 9 10", 20, "reached");
  row("slow way: waves do not wait for it", "1 syn-ack host 70", 12, 0, 1, "0: 1 2 3 4 5 | 50: 6 7 8 9 10", 70,
      "reached");
  row("drop after hop 3: one time-out, two TTLs asked again", "1 te r1; 2 te r2; 3 te r3; 4 silent", 12, 0, 1,
      "0: 1 2 3 4 5 | 50: 6 7 8 9 10 | 100: 11 12 | 1100: 5 4", 2100, "lost-after");
  row("nothing answers", "1 silent", 5, 0, 1, "0: 1 2 3 4 5 | 1100: 2 1", 2000, "lost-after");
  row("silent router in the middle: only it is asked again", "1 te r1; 2 silent; 3 te r3; 4 syn-ack host", 30, 0, 1,
      "0: 1 2 3 4 5 | 1100: 2", 2000, "reached");
  row("rejected: nothing beyond is repeated", "1 te r1; 2 icmp 3/13 r1", 30, 0, 1, "0: 1 2 3 4 5", 10, "rejected");
  row("rejected behind a silent router, which is no limit: nothing after the time-out",
      "1 te r1; 2 silent; 3 icmp 3/13 r3", 30, 0, 1, "0: 1 2 3 4 5 | 1100: 2", 2000, "rejected");
  row("three probes for each hop", "1 te r1; 2 syn-ack host", 30, 0, 3, "0: 1 2 3 4 5 | 500: 2 1 | 1000: 2 1", 1010,
      "reached");
  row("three probes, silence beyond", "1 te r1; 2 silent", 4, 0, 3,
      "0: 1 2 3 4 | 500: 1 | 1000: 1 | 1100: 3 2 | 2200: 3 2", 4200, "lost-after");
  row("all TTLs used up", "1 te r1", 3, 0, 1, "0: 1 2 3", 10, "max-hops");
}

void TestTraceStrategy::schedule() {
  QFETCH(QString, network);
  QFETCH(int, maxHops);
  QFETCH(int, distance);
  QFETCH(int, perHop);
  Play play({maxHops, distance, perHop, 2s, {}}, answers(network.toLatin1().constData()));
  play.run();
  QTEST(play.sent(), "sent");
  QTEST(play.endedMs(), "endedMs");
  QTEST(QString::fromStdString(std::string(name(play.result().end))), "ended");
}

void TestTraceStrategy::refusalIsAskedInSmallSteps() {
  TraceLimits limits{30, 0, 1, 2s, {}, true};
  Play play(limits, answers("1 te r1; 2 te r2; 3 te r3; 4 icmp 3/13 r3"));
  QCOMPARE(play.run().result().end, TraceEnd::kRejected);
  QCOMPARE(play.sent(), QStringLiteral("0: 1 2 | 10: 3 4"));
}

void TestTraceStrategy::routerThatLimitsItsErrors_data() {
  QTest::addColumn<bool>("beforeRouting");
  QTest::addColumn<int>("errorsLeft");
  QTest::addColumn<double>("refillsAtMs");
  QTest::addColumn<bool>("expected");
  QTest::addColumn<QString>("sent");
  QTest::addColumn<QString>("result");

  const auto row = [](const char* title, bool beforeRouting, int left, double refills, bool expected, const char* sent,
                      const char* result) {
    QTest::newRow(title) << beforeRouting << left << refills << expected << sent << result;
  };
  row("full: six at once are enough", false, 6, 1000, false, "0: 1 2 3 4 5", "rejected 3, r2 at 2");
  row("two left are enough in order", false, 2, 1000, false, "0: 1 2 3 4 5", "rejected 3, r2 at 2");
  row("one left: the refusal on the second try", false, 1, 1000, true,
      "0: 1 2 | 10: 3 4 | 60: 5 6 7 8 9 | 110: 10 11 12 | 2510: 3 4", "rejected 3, r2 at 2");
  row("none left: the refusal first, then who sent it", false, 0, 900, false,
      "0: 1 2 3 4 5 | 50: 6 7 8 9 10 | 100: 11 12 | 1100: 3 2 | 2200: 2", "rejected 3, r2 at 2");
  row("the next comes in the middle: the lowest first", false, 0, 70, false,
      "0: 1 2 3 4 5 | 50: 6 7 8 9 10 | 100: 11 12 | 1100: 2 3 4 5 | 1150: 6 7 8 9 10 | 2200: 3", "rejected 3, r2 at 2");
  row("before routing, none left, refusal known", true, 0, 900, true,
      "0: 1 2 | 50: 3 4 5 6 7 | 100: 8 9 10 11 12 | 2500: 2", "rejected 2, r2 at 2");
  row("before routing, none left", true, 0, 900, false,
      "0: 1 2 3 4 5 | 50: 6 7 8 9 10 | 100: 11 12 | 1100: 3 2 | 2200: 2", "rejected 2, r2 at 2");
}

void TestTraceStrategy::routerThatLimitsItsErrors() {
  // Hop 2 refuses everything, with so many ICMP errors at once and one more each second (icmp_ratelimit).
  QFETCH(bool, beforeRouting);
  QFETCH(int, errorsLeft);
  QFETCH(double, refillsAtMs);
  QFETCH(bool, expected);
  Duration nextErrorAt = std::chrono::microseconds(static_cast<int>(refillsAtMs * 1000));
  TraceLimits limits{12, 0, 1, 2s, {}, expected};
  Play play(limits, [&](ProbeId id, Duration at) -> std::optional<HopProbe> {
    if (id.ttl == 1) return probes("1 te r1").front();
    if (errorsLeft == 0 && at < nextErrorAt) return std::nullopt;
    if (errorsLeft > 0)
      --errorsLeft;
    else
      nextErrorAt = at + 1s;
    return probes(id.ttl == 2 && !beforeRouting ? "2 te r2" : "3 icmp 3/13 r2").front();
  });
  const Trace trace = play.run().result();
  const Break where = whereItDies({&trace, nullptr, {}, {}});
  QTEST(play.sent(), "sent");
  const QString result = QStringLiteral("%1 %2, r2 at %3")
                             .arg(QString::fromStdString(std::string(name(trace.end))))
                             .arg(trace.hops.size())
                             .arg(where.deviceTtl.value_or(0));
  QTEST(result, "result");
}

void TestTraceStrategy::synIsGivenUpBeforeTheKernelRepeatsIt() {
  TraceLimits limits{5, 0, 1, 2s, 1s};
  TraceStrategy strategy(limits);
  const TimePoint start{};
  for (const ProbeId id : strategy.due(start))
    strategy.sent(id, start, 1);
  strategy.answered({1, 0}, HopAnswer::kTtlExceeded, {}, {}, start + 1ms);
  strategy.onTime(start + 949ms);
  QVERIFY(strategy.waitsFor({2, 0}));
  QCOMPARE(toMs(*strategy.nextDeadline() - start), 950.0);
  strategy.onTime(start + 950ms);
  QVERIFY(!strategy.waitsFor({2, 0}));
  QVERIFY(!strategy.waitsFor({5, 0}));
  for (const ProbeId id : strategy.due(start + 1100ms))
    strategy.sent(id, start + 1100ms, 1);
  QVERIFY(strategy.waitsFor({2, 1}));
  QCOMPARE(toMs(*strategy.nextDeadline() - start), 2000.0);
  strategy.onTime(start + 2000ms);
  QVERIFY(strategy.finished());
}

void TestTraceStrategy::wrongKnownDistanceIsNotTheEnd() {
  Play play({30, 2, 1, 2s, {}}, answers("1 te r1; 2 te r2; 3 syn-ack host"));
  QCOMPARE(play.run().result().end, TraceEnd::kReached);
  QCOMPARE(play.sent(), QStringLiteral("0: 1 2 | 10: 3 4 5 6 7"));
}

void TestTraceStrategy::lateAnswerCountsWhileTheTraceRuns() {
  TraceStrategy strategy({2, 0, 1, 1s, {}});
  const TimePoint start{};
  for (const ProbeId id : strategy.due(start))
    strategy.sent(id, start + id.ttl * 10ms, 1);
  strategy.onTime(start + 1015ms);
  QCOMPARE(strategy.probes().front().answer, HopAnswer::kSilent);
  QVERIFY(strategy.answered({1, 0}, HopAnswer::kTtlExceeded, {}, {}, start + 1016ms));
  QCOMPARE(strategy.probes().front().answer, HopAnswer::kTtlExceeded);
}

void TestTraceStrategy::answerBeyondTheEndIsNotWanted() {
  TraceStrategy strategy({5, 0, 1, 2s, {}});
  for (const ProbeId id : strategy.due(TimePoint{}))
    strategy.sent(id, TimePoint{}, 1);
  QVERIFY(strategy.answered({4, 0}, HopAnswer::kSynAck, {}, {}, TimePoint{} + 10ms));
  QVERIFY(!strategy.answered({5, 0}, HopAnswer::kSynAck, {}, {}, TimePoint{} + 11ms));
  QVERIFY(!strategy.wanted(5));
  QVERIFY(strategy.answered({3, 0}, HopAnswer::kRst, {}, {}, TimePoint{} + 12ms));
  QVERIFY(!strategy.wanted(4));
}

void TestTraceStrategy::nothingMoreAfterALocalFailure() {
  TraceStrategy strategy({8, 0, 1, 2s, {}});
  const auto due = strategy.due(TimePoint{});
  strategy.notSent(due.front());
  QVERIFY(strategy.due(TimePoint{}).empty());
  QVERIFY(strategy.finished());
}

void TestTraceStrategy::hostileLimitsAreBounded() {
  const TraceStrategy strategy({1'000'000, -5, 0, 2s, {}});
  QCOMPARE(strategy.limits().maxHops, 64);
  QCOMPARE(strategy.limits().knownDistance, 0);
  QCOMPARE(strategy.limits().probesPerHop, 1);
}

QTEST_APPLESS_MAIN(TestTraceStrategy)
#include "trace_strategy_test.moc"
