#include "core/logic/throughput/iperf_client_machine.h"

#include "tests/logic/throughput/iperf_play.h"

#include <QTest>

using namespace synscope;

namespace {

ThroughputSettings settingsOf(const QByteArray& kind) {
  ThroughputSettings settings;
  settings.time = std::chrono::seconds(2);
  if (kind.contains("udp")) settings.protocol = Protocol::kUdp;
  if (kind.contains("down")) settings.direction = TransferDirection::kDown;
  if (kind.contains("both")) settings.direction = TransferDirection::kBoth;
  if (kind.contains("p2")) settings.parallel = 2;
  if (kind.contains("omit")) settings.omit = std::chrono::seconds(1);
  if (kind.contains("bytes")) settings.bytes = 1'000'000;
  return settings;
}

QByteArray playKind(const QByteArray& kind, const QByteArray& script, play::Segments segments) {
  return QByteArray::fromStdString(play::playClient(settingsOf(kind), script.toStdString(), segments));
}

}  // namespace

/// Our client against servers of every kind: what comes, and what it does.
class IperfClientMachineTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void plays_data();
  void plays();
  void endsOnceAndIgnoresTheRest_data();
  void endsOnceAndIgnoresTheRest();
  void isAllowedToBeSilentForSoLong_data();
  void isAllowedToBeSilentForSoLong();
  void refusesSettingsOutsideTheLimits();
  void holdsOnlyALittle();
};

void IperfClientMachineTest::plays_data() {
  QTest::addColumn<QByteArray>("kind");
  QTest::addColumn<QByteArray>("script");
  QTest::addColumn<QByteArray>("trace");
  const auto row = [](const char* name, const char* kind, const QByteArray& script, const QByteArray& trace) {
    QTest::newRow(name) << QByteArray(kind) << script << trace;
  };
  const QByteArray running = "09 0a opened 01 02 ";
  const QByteArray ran = "cookie params open:1u clock data";

  row("a whole test, ended by its time", "up", running + "wait:2 0d report results 0e",
      ran + " stopdata 04 need results peer:1 10 ended");
  row("01 and 02 in one segment", "up", "09 0a opened 0102 wait:2 0d report results 0e",
      ran + " stopdata 04 need results peer:1 10 ended");
  row("omit time is part of the run", "omit", running + "wait:2 wait:1 0d report", ran + " stopdata 04 need results");
  row("the omit time alone does not end it", "omit", running + "wait:2", ran);
  row("bytes end it, not the clock", "bytes", running + "wait:3600 over", ran + " stopdata 04");
  row("download, two streams", "down p2", "09 0a opened 01 02 over 0d report results 0e",
      "cookie params open:1d,3d clock data stopdata 04 need results peer:2 10 ended");
  row("both ways, two streams", "both p2", "09 0a", "cookie params open:1u,3u,4d,5d");
  row("01 waits until this end has its streams", "up", "09 0a 01 02", "cookie params open:1u");
  row("and counts from then", "up", "09 0a 01 02 opened", ran);
  row("0e in the same write as the results", "up",
      running + R"(wait:2 0d report {"cpu_util_total":1,"cpu_util_user":1,"cpu_util_system":0,)"
                R"("sender_has_retransmits":-1,"streams":[]} 0e)",
      ran + " stopdata 04 need results peer:0 10 ended");
  row("results that come before ours went out", "up", running + "wait:2 0d results report 0e",
      ran + " stopdata 04 need results peer:1 10 ended");
  row("a server that ends the test by itself", "up", running + "0d report results 0e",
      ran + " stopdata need results peer:1 10 ended");

  row("busy", "up", "ff", "cookie ended:throughput-busy");
  row("busy after the parameters", "up", "09 ff", "cookie params ended:throughput-busy");
  row("busy after a surplus stream", "both", "09 0a ff", "cookie params open:1u,3d ended:throughput-busy");
  row("ff while running is no answer", "up", running + "ff", ran + " 10 ended:throughput-protocol:iperf-step.run");
  row("refused with one word and EOF", "up", "09 fe0000008e close",
      "cookie params ended:throughput-refused:iperf-error.142:142");
  row("refused with one word and silence", "up", "09 fe0000008e wait:2",
      "cookie params ended:throughput-refused:iperf-error.142:142");
  row("refused with two words", "up", "09 fe0000001b00000000",
      "cookie params ended:throughput-refused:iperf-error.27:27");
  row("refused with an errno of the server", "up", "09 fe0000007b00000016",
      "cookie params ended:throughput-refused:iperf-error.123:123 (errno 22)");
  row("refused with a number nobody knows", "up", "09 fe000003e700000000",
      "cookie params ended:throughput-refused:iperf-error.unknown:999");
  row("refused without a word", "up", "09 fe close", "cookie params ended:throughput-refused:iperf-error.unknown");
  row("refused with half a word", "up", "09 fe0000 close",
      "cookie params ended:throughput-refused:iperf-error.unknown");
  row("refused instead of 09", "up", "fe0000001b00000000", "cookie ended:throughput-refused:iperf-error.27:27");
  row("refused while running", "up", running + "fe000000a000000000",
      ran + " ended:throughput-refused:iperf-error.160:160");
  row("refused in place of the results", "up", running + "wait:2 0d report fe0000007500000000",
      ran + " stopdata 04 need results ended:throughput-refused:iperf-error.117:117");
  row("refused before our results", "up", running + "wait:2 0d fe000000d000000000 report",
      ran + " stopdata 04 need ended:throughput-refused:iperf-error.208:208");
  row("stopped by its operator", "up", running + "0b", ran + " 10 ended:throughput-terminated:iperf-step.run");
  row("stopped in place of the results", "up", running + "wait:2 0d report 0b",
      ran + " stopdata 04 need results 10 ended:throughput-terminated:iperf-step.results");

  row("no iperf3", "up", "63", "cookie 10 ended:throughput-protocol:iperf-step.greeting");
  row("a web server", "up", "485454502f312e3120343030", "cookie 10 ended:throughput-protocol:iperf-step.greeting");
  row("02 before 01", "up", "09 0a opened 02", "cookie params open:1u 10 ended:throughput-protocol:iperf-step.streams");
  row("0a twice", "up", "09 0a opened 0a", "cookie params open:1u 10 ended:throughput-protocol:iperf-step.streams");
  row("10 from a server", "up", running + "10", ran + " 10 ended:throughput-protocol:iperf-step.run");
  row("results of no length", "up", running + "wait:2 0d report 00000000",
      ran + " stopdata 04 need results 10 ended:throughput-protocol:iperf-step.results");
  row("results of 64 MiB and one byte", "up", running + "wait:2 0d report 04000001",
      ran + " stopdata 04 need results 10 ended:throughput-protocol:iperf-step.results");
  row("results that are no JSON", "up", running + "wait:2 0d report {not",
      ran + " stopdata 04 need results 10 ended:throughput-protocol:iperf-step.results");
  row("results without streams", "up",
      running +
          R"(wait:2 0d report {"cpu_util_total":1,"cpu_util_user":1,"cpu_util_system":0,"sender_has_retransmits":0})",
      ran + " stopdata 04 need results 10 ended:throughput-protocol:iperf-step.results");
  row("results of a stream that does not exist", "up",
      running +
          R"(wait:2 0d report {"cpu_util_total":1,"cpu_util_user":1,"cpu_util_system":0,)"
          R"("sender_has_retransmits":0,"streams":[{"id":2,"bytes":1,"retransmits":0,"jitter":0,"errors":0,"packets":0}]})",
      ran + " stopdata 04 need results 10 ended:throughput-protocol:iperf-step.results");
  row("no times, and jitter null", "up",
      running +
          R"(wait:2 0d report {"cpu_util_total":1,"cpu_util_user":1,"cpu_util_system":0,)"
          R"("sender_has_retransmits":0,"streams":[{"id":1,"bytes":1,"retransmits":0,"jitter":null,"errors":0,"packets":0}]} 0e)",
      ran + " stopdata 04 need results peer:1 10 ended");

  row("EOF at once", "up", "close", "cookie ended:throughput-peer-gone:iperf-step.greeting");
  row("EOF after 09", "up", "09 close", "cookie params ended:throughput-peer-gone:iperf-step.parameters");
  row("EOF after 0a: a limit of an old server", "up", "09 0a close",
      "cookie params open:1u ended:throughput-peer-gone:iperf-step.streams");
  row("EOF after 01", "up", "09 0a opened 01 close",
      "cookie params open:1u clock ended:throughput-peer-gone:iperf-step.start");
  row("EOF while running", "up", running + "close", ran + " ended:throughput-peer-gone:iperf-step.run");
  row("EOF after 04", "up", running + "wait:2 close", ran + " stopdata 04 ended:throughput-peer-gone:iperf-step.end");
  row("EOF before our results", "up", running + "wait:2 0d close",
      ran + " stopdata 04 need ended:throughput-peer-gone:iperf-step.own-results");
  row("EOF in place of the results", "up", running + "wait:2 0d report close",
      ran + " stopdata 04 need results ended:throughput-peer-gone:iperf-step.results");
  row("EOF within the length", "up", running + "wait:2 0d report 0000 close",
      ran + " stopdata 04 need results ended:throughput-peer-gone:iperf-step.results");
  row("EOF within the results", "up", running + "wait:2 0d report begin:{\"cpu close",
      ran + " stopdata 04 need results ended:throughput-peer-gone:iperf-step.results");
  row("EOF instead of 0e: all is there", "up", running + "wait:2 0d report results close",
      ran + " stopdata 04 need results peer:1 ended");

  row("cancelled before 09", "up", "stop", "cookie ended");
  row("cancelled while streams open", "up", "09 0a stop", "cookie params open:1u 0c ended");
  row("cancelled while running", "up", running + "stop", ran + " 0c ended");
  row("cancelled while results are exchanged", "up", running + "wait:2 0d report stop",
      ran + " stopdata 04 need results ended");
  row("the person ends it early and wants the numbers", "up", running + "wait:1 over 0d report results 0e",
      ran + " stopdata 04 need results peer:1 10 ended");
}

void IperfClientMachineTest::plays() {
  QFETCH(QByteArray, kind);
  QFETCH(QByteArray, script);
  QFETCH(QByteArray, trace);
  QCOMPARE(playKind(kind, script, play::Segments::kAsWritten), trace);
  QCOMPARE(playKind(kind, script, play::Segments::kBytewise), trace);
}

void IperfClientMachineTest::endsOnceAndIgnoresTheRest_data() {
  plays_data();
}

void IperfClientMachineTest::endsOnceAndIgnoresTheRest() {
  QFETCH(QByteArray, kind);
  QFETCH(QByteArray, script);
  QFETCH(QByteArray, trace);
  const QByteArray more =
      playKind(kind, script + " close 09 fe 0b opened over report stop wait:1000", play::Segments::kAsWritten);
  QVERIFY2(more.startsWith(trace), more.constData());
  QCOMPARE(more.count("ended"), 1);
  QVERIFY2(!trace.contains("ended") || more == trace, more.constData());
}

void IperfClientMachineTest::isAllowedToBeSilentForSoLong_data() {
  QTest::addColumn<QByteArray>("script");
  QTest::addColumn<int>("seconds");
  QTest::addColumn<QByteArray>("last");
  const auto row = [](const char* name, const QByteArray& script, int seconds, const QByteArray& last) {
    QTest::newRow(name) << script << seconds << last;
  };
  const QByteArray running = "09 0a opened 01 02 ";
  row("instead of 09", "", 30, "ended:throughput-silent:iperf-step.greeting");
  row("instead of 0a", "09", 30, "ended:throughput-silent:iperf-step.parameters");
  row("while our streams open", "09 0a", 60, "ended:throughput-silent:iperf-step.streams");
  row("instead of 01", "09 0a opened", 30, "ended:throughput-silent:iperf-step.streams");
  row("instead of 02", "09 0a opened 01", 30, "ended:throughput-silent:iperf-step.start");
  row("instead of 0d", running + "over", 30, "ended:throughput-silent:iperf-step.end");
  row("our own results", running + "over 0d", 30, "ended:throughput-silent:iperf-step.own-results");
  row("instead of results", running + "over 0d report", 30, "ended:throughput-silent:iperf-step.results");
  row("within results", running + "over 0d report begin:{ wait:29 20", 30,
      "ended:throughput-silent:iperf-step.results");
  row("instead of 0e: all is there", running + "over 0d report results", 10, "ended");
}

void IperfClientMachineTest::isAllowedToBeSilentForSoLong() {
  QFETCH(QByteArray, script);
  QFETCH(int, seconds);
  QFETCH(QByteArray, last);
  const auto after = [&](int count) {
    return playKind("up", script + " wait:" + QByteArray::number(count), play::Segments::kAsWritten);
  };
  QVERIFY2(!after(seconds - 1).contains("ended"), after(seconds - 1).constData());
  QVERIFY2(after(seconds).endsWith(last), after(seconds).constData());
}

void IperfClientMachineTest::refusesSettingsOutsideTheLimits() {
  ThroughputSettings settings;
  settings.parallel = 129;
  QCOMPARE(play::playClient(settings, "09"), "ended:out-of-range:1 to 128:-P 129");
  settings = {};
  settings.title.assign(8000, 'x');
  QCOMPARE(play::playClient(settings, "09"), "ended:out-of-range:0 to 6000:-T 8000");
}

void IperfClientMachineTest::holdsOnlyALittle() {
  IperfClientMachine machine({}, play::testCookie(), "test");
  machine.start(TimePoint());
  const Bytes flood(70'000, std::byte{1});
  machine.receive(play::fromHex("090a"), TimePoint());
  machine.receive(flood, TimePoint());
  QCOMPARE(play::traceOf(machine.take()), "cookie params open:1u 10 ended:throughput-protocol:iperf-step.streams");
}

QTEST_APPLESS_MAIN(IperfClientMachineTest)
#include "iperf_client_machine_test.moc"
