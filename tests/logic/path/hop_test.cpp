#include "tests/logic/path/trace_text.h"

#include <QTest>

using namespace synscope;
using namespace synscope::test;

/// Probes in, hops and ending out.
class TestHop : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void ending_data();
  void ending();
  void endInWords_data();
  void endInWords();
  void lossCountsOnlyProbesWhoseTimeIsOver();
  void severalRoutersAtOneTtlAreAllKept();
  void timesOfAHop();
  void namesAreTheContractWords();
};

void TestHop::ending_data() {
  QTest::addColumn<QString>("probes");
  QTest::addColumn<bool>("udp");
  QTest::addColumn<QString>("ended");
  QTest::addColumn<int>("hops");
  QTest::addColumn<int>("lastAnswering");

  const auto row = [](const char* title, const char* probes, const char* ended, int hops, int last, bool udp = false) {
    QTest::newRow(title) << probes << udp << ended << hops << last;
  };
  row("nothing sent", "", "not-sent", 0, 0);
  row("open", "1 te r1; 2 te r2; 3 syn-ack host; 4 syn-ack host", "reached", 3, 3);
  row("closed", "1 te r1; 2 rst host; 3 pending", "reached", 2, 2);
  row("any order", "3 syn-ack host; 1 te r1; 2 te r2", "reached", 3, 3);
  row("reject names a router", "1 te r1; 2 te r2; 3 icmp 3/13 r2; 4 pending", "rejected", 3, 3);
  row("tcp port-unreachable of the host", "1 te r1; 2 icmp 3/3 host", "rejected", 2, 2);
  row("udp port-unreachable of the host", "1 te r1; 2 icmp 3/3 host", "reached", 2, 2, true);
  row("udp port-unreachable of a router", "1 te r1; 2 icmp 3/3 r1", "rejected", 2, 2, true);
  row("udp reply", "1 te r1; 2 reply host", "reached", 2, 2, true);
  row("lost, one silent hop kept", "1 te r1; 2 te r2; 3 silent; 4 silent; 5 silent", "lost-after", 3, 2);
  row("nobody at all", "1 silent; 2 silent; 3 silent", "lost-after", 1, 0);
  row("silent router in the middle", "1 te r1; 2 silent; 3 te r3; 4 syn-ack host", "reached", 4, 4);
  row("waiting for the middle", "1 te r1; 2 pending; 3 syn-ack host", "running", 3, 3);
  row("waiting beyond the end does not matter", "1 te r1; 2 syn-ack host; 3 pending", "reached", 2, 2);
  row("waiting after the last answer", "1 te r1; 2 pending; 3 pending", "running", 3, 1);
  row("time exceeded with the address of the target is a hop", "1 te r1; 2 te host; 3 syn-ack host", "reached", 3, 3);
  row("a TTL never sent", "1 te r1; 3 syn-ack host", "running", 3, 3);
  row("second try answers", "1 silent; 1.1 te r1; 2 syn-ack host", "reached", 2, 2);
}

void TestHop::ending() {
  QFETCH(QString, probes);
  QFETCH(bool, udp);
  const Trace result = trace(probes.toStdString(), udp ? Protocol::kUdp : Protocol::kTcp);
  QTEST(QString::fromStdString(std::string(name(result.end))), "ended");
  QTEST(static_cast<int>(result.hops.size()), "hops");
  QTEST(result.lastAnsweringTtl, "lastAnswering");
  for (std::size_t i = 0; i < result.hops.size(); ++i)
    QCOMPARE(result.hops[i].ttl, static_cast<int>(i) + 1);
}

void TestHop::endInWords_data() {
  QTest::addColumn<QString>("probes");
  QTest::addColumn<QString>("key");
  const auto row = [](const char* probes, const char* key) {
    QTest::newRow(probes) << probes << QStringLiteral("trace.ended.") + QLatin1String(key);
  };
  row("1 te r1; 2 syn-ack host", "reached");
  row("1 te r1; 2 silent", "lost-after");
  row("1 silent; 2 silent", "no-answer");
  row("1 te r1; 2 icmp 3/13 r1", "rejected");
  row("1 te r1; 2 icmp 3/3 host", "rejected-by-host");
  row("1 icmp 3/3 self", "rejected-here");
}

void TestHop::endInWords() {
  QFETCH(QString, probes);
  QTEST(QString::fromStdString(endKey(trace(probes.toStdString()))), "key");
}

void TestHop::lossCountsOnlyProbesWhoseTimeIsOver() {
  const Trace result = trace("1 te r1; 1.1 silent; 1.2 pending; 1.3 te r1; 2 pending; 3 te r3");
  const Hop& hop = result.hops.at(0);
  QCOMPARE(hop.sent, 4);
  QCOMPARE(hop.received, 2);
  QCOMPARE(hop.pending, 1);
  QCOMPARE(qRound(*hop.lossPercent() * 10), 333);
  QVERIFY(!result.hops.at(1).lossPercent());
  QCOMPARE(*result.hops.at(2).lossPercent(), 0.0);
}

void TestHop::severalRoutersAtOneTtlAreAllKept() {
  const Trace result = trace("1 te r1; 1.1 te r2; 1.2 te r1; 2 syn-ack host");
  QCOMPARE(result.hops.at(0).addresses, (std::vector{IpAddress::v4({10, 0, 1, 1}), IpAddress::v4({10, 0, 2, 1})}));
}

void TestHop::timesOfAHop() {
  const Hop hop = trace("1 te r1 10; 1.2 te r1 40; 1.1 te r1 25; 1.3 silent; 2 syn-ack host").hops.at(0);
  QCOMPARE(toMs(*hop.best), 10.0);
  QCOMPARE(toMs(*hop.average), 25.0);
  QCOMPARE(toMs(*hop.worst), 40.0);
  QCOMPARE(toMs(*hop.last), 40.0);
}

void TestHop::namesAreTheContractWords() {
  QCOMPARE(name(HopAnswer::kTtlExceeded), "ttl-exceeded");
  QCOMPARE(name(HopAnswer::kIcmpUnreachable), "icmp-unreachable");
  QCOMPARE(name(TraceEnd::kLostAfter), "lost-after");
  QCOMPARE(name(TraceEnd::kMaxHops), "max-hops");
}

QTEST_APPLESS_MAIN(TestHop)
#include "hop_test.moc"
