#include "core/logic/path/where_it_dies.h"

#include "tests/logic/path/trace_text.h"

#include <QTest>

using namespace synscope;
using namespace synscope::test;

/// The patterns of a way of three routers to a host, each beside what it means.
class TestWhereItDies : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void pattern_data();
  void pattern();
  void silentRouterInTheMiddleIsNoBreak();
  void breakMayLieBehindRoutersThatAlwaysKeepSilent();
  void differentWaysAreSaid();
  void withoutControlNothingIsCompared();
  void arrivalWithoutControlIsOnlyAHint();
  void hopsBehindAnArrivalTtl();
};

namespace {
constexpr const char* kOpenControl = "1 te r1; 2 te r2; 3 te r3; 4 syn-ack host";
constexpr const char* kClosedControl = "1 te r1; 2 te r2; 3 te r3; 4 rst host";

QString text(const Break& b) {
  QString line = QString::fromLatin1(name(b.kind).data(), static_cast<qsizetype>(name(b.kind).size()));
  line += QStringLiteral(" last=%1").arg(b.lastAnsweringTtl);
  if (b.deviceTtl)
    line += QStringLiteral(" hop=%1%2").arg(*b.deviceTtl).arg(QLatin1String(b.deviceTtlExact ? "" : "?"));
  if (b.device) line += QStringLiteral(" by=%1").arg(QString::fromStdString(b.device->toString()));
  if (b.deviceIsHost) line += QStringLiteral(" host");
  if (b.noFurtherThan) line += QStringLiteral(" <=%1").arg(*b.noFurtherThan);
  if (b.silenceRepeated) line += QStringLiteral(" repeated");
  return line;
}
}  // namespace

void TestWhereItDies::pattern_data() {
  QTest::addColumn<QString>("subject");
  QTest::addColumn<QString>("control");
  QTest::addColumn<int>("arrival");
  QTest::addColumn<int>("controlArrival");
  QTest::addColumn<QString>("expected");

  const auto row = [](const char* title, const char* subject, const char* control, const char* expected,
                      int arrival = 0, int controlArrival = 0) {
    QTest::newRow(title) << subject << control << arrival << controlArrival << expected;
  };
  row("forward drop at hop 1", "1 te r1; 2 silent; 2.1 silent; 3 silent", kOpenControl,
      "blocked-after last=1 <=2 repeated");
  row("forward drop at hop 2", "1 te r1; 2 te r2; 3 silent; 3.1 silent; 4 silent", kOpenControl,
      "blocked-after last=2 <=3 repeated");
  row("forward drop at hop 3, or in the host", "1 te r1; 2 te r2; 3 te r3; 4 silent; 4.1 silent", kOpenControl,
      "at-host last=3 <=4 repeated");
  row("the same, the closed port as control", "1 te r1; 2 te r2; 3 te r3; 4 silent", kClosedControl,
      "at-host last=3 <=4");
  row("prerouting drop at hop 2", "1 te r1; 2 silent; 2.1 silent; 3 silent", kOpenControl,
      "blocked-after last=1 <=2 repeated");
  row("nothing leaves", "1 silent; 1.1 silent; 2 silent", kOpenControl, "before-first-hop last=0 <=1 repeated");
  row("reject by hop 3", "1 te r1; 2 te r2; 3 te r3; 4 icmp 3/13 r3", kOpenControl,
      "rejected-by last=4 hop=3 by=10.0.3.1");
  row("reject before routing at hop 2, known from the control", "1 te r1; 2 icmp 3/13 r2", kOpenControl,
      "rejected-by last=2 hop=2 by=10.0.2.1");
  row("reject by an address seen nowhere else", "1 te r1; 2 te r2; 3 icmp 3/10 r7", kOpenControl,
      "rejected-by last=3 hop=3? by=10.0.7.1");
  row("reject held back for two TTLs: the hop is not known", "1 te r1; 2 silent; 3 silent; 4 icmp 3/13 r7", "",
      "rejected-by last=4 by=10.0.7.1");
  row("reject only to a repeated probe, silence before: not known", "1 te r1; 2 silent; 3 silent; 3.1 icmp 1/1 r7", "",
      "rejected-by last=3 by=10.0.7.1");
  row("reject behind one silent router", "1 te r1; 2 silent; 2.1 silent; 3 icmp 3/13 r3", "",
      "rejected-by last=3 hop=3? by=10.0.3.1");
  row("never beyond where the device answered as a router", "1 te r1; 2 te r2; 3 silent; 4 icmp 3/13 r2", "",
      "rejected-by last=4 hop=2 by=10.0.2.1");
  row("reject by the host behind silent routers, placed by the control", "1 te r1; 2 silent; 3 silent; 4 icmp 3/3 host",
      kOpenControl, "rejected-by last=4 hop=4 by=10.0.9.9 host");
  row("reject by the host", "1 te r1; 2 te r2; 3 te r3; 4 icmp 3/3 host", kOpenControl,
      "rejected-by last=4 hop=4 by=10.0.9.9 host");
  row("reject by this machine", "1 icmp 3/13 self", kOpenControl, "not-sent last=1");
  row("reset by hop 2 while forwarding", "1 te r1; 2 te r2; 3 rst host", kOpenControl, "reset-before last=3 hop=2?");
  row("the same with arrival TTLs", "1 te r1; 2 te r2; 3 rst host", kOpenControl, "reset-before last=3 hop=2", 63, 61);
  row("reset before routing at hop 2", "1 te r1; 2 rst host", kOpenControl, "reset-before last=2 hop=2", 63, 61);
  row("reset by the last router", "1 te r1; 2 te r2; 3 te r3; 4 rst host", kOpenControl, "reset-before last=4 hop=3",
      62, 61);
  row("reset by the last router, initial TTL 255", "1 te r1; 2 te r2; 3 te r3; 4 rst host", kOpenControl,
      "reset-before last=4 hop=3", 253, 61);
  row("reset by the host", "1 te r1; 2 te r2; 3 te r3; 4 rst host", kOpenControl, "none last=4", 61, 61);
  row("reset by the host, no arrival TTL", "1 te r1; 2 te r2; 3 te r3; 4 rst host", kOpenControl, "none last=4");
  row("a proxy answers", "1 te r1; 2 syn-ack host", kOpenControl, "answered-before last=2 hop=1?");
  row("open", kOpenControl, "", "none last=4");
  row("lost, no control", "1 te r1; 2 te r2; 3 silent", "", "blocked-after last=2");
  row("nothing, no control", "1 silent; 2 silent", "", "unknown last=0");
  row("a control that is lost too is none", "1 te r1; 2 silent", "1 te r1; 2 te r2; 3 silent", "blocked-after last=1");
  row("further than the control's host", "1 te r1; 2 te r2; 3 te r3; 4 te r4; 5 silent", kOpenControl,
      "unknown last=4");
  row("still running", "1 te r1; 2 pending", kOpenControl, "unknown last=1");
}

void TestWhereItDies::pattern() {
  QFETCH(QString, subject);
  QFETCH(QString, control);
  QFETCH(int, arrival);
  QFETCH(int, controlArrival);
  const Trace subjectTrace = trace(subject.toStdString());
  const Trace controlTrace = trace(control.toStdString());
  PathClues clues{&subjectTrace, control.isEmpty() ? nullptr : &controlTrace, std::nullopt, std::nullopt};
  if (arrival > 0) clues.subjectArrivalTtl = arrival;
  if (controlArrival > 0) clues.controlArrivalTtl = controlArrival;
  QTEST(text(whereItDies(clues)), "expected");
}

void TestWhereItDies::silentRouterInTheMiddleIsNoBreak() {
  const Trace subject = trace("1 te r1; 2 silent; 2.1 silent; 3 te r3; 4 silent; 4.1 silent");
  const Trace control = trace(kOpenControl);
  QCOMPARE(whereItDies({&subject, &control, {}, {}}).firstSilentTtl, std::optional(4));
}

void TestWhereItDies::breakMayLieBehindRoutersThatAlwaysKeepSilent() {
  const Trace subject = trace("1 te r1; 2 silent; 3 silent");
  const Trace control = trace("1 te r1; 2 silent; 3 silent; 4 te r4; 5 syn-ack host");
  const Break found = whereItDies({&subject, &control, {}, {}});
  QCOMPARE(found.kind, BreakKind::kBlockedAfter);
  QCOMPARE(found.firstSilentTtl, std::optional(2));
  QCOMPARE(found.noFurtherThan, std::optional(4));
  QCOMPARE(found.hostDistance, std::optional(5));
}

void TestWhereItDies::differentWaysAreSaid() {
  const Trace subject = trace("1 te r1; 2 te r7; 3 silent");
  const Trace control = trace(kOpenControl);
  QVERIFY(whereItDies({&subject, &control, {}, {}}).pathsDiffer);
  const Trace same = trace("1 te r1; 2 te r2; 3 silent");
  QVERIFY(!whereItDies({&same, &control, {}, {}}).pathsDiffer);
}

void TestWhereItDies::withoutControlNothingIsCompared() {
  const Trace subject = trace("1 te r1; 2 silent");
  QVERIFY(!whereItDies({&subject, nullptr, {}, {}}).compared);
  QCOMPARE(whereItDies({}).kind, BreakKind::kUnknown);
}

void TestWhereItDies::arrivalWithoutControlIsOnlyAHint() {
  const Trace subject = trace(kClosedControl);
  const Break nearer = whereItDies({&subject, nullptr, 62, {}});
  QCOMPARE(nearer.kind, BreakKind::kNone);
  QVERIFY(nearer.arrivalNearer);
  QVERIFY(!whereItDies({&subject, nullptr, 61, {}}).arrivalNearer);
}

void TestWhereItDies::hopsBehindAnArrivalTtl() {
  QCOMPARE(hopsBehind(64), 1);
  QCOMPARE(hopsBehind(61), 4);
  QCOMPARE(hopsBehind(128), 1);
  QCOMPARE(hopsBehind(65), 64);
  QCOMPARE(hopsBehind(255), 1);
}

QTEST_APPLESS_MAIN(TestWhereItDies)
#include "where_it_dies_test.moc"
