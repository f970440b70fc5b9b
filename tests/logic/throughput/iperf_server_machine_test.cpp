#include "core/logic/throughput/iperf_server_machine.h"

#include "tests/logic/throughput/iperf_play.h"

#include <QTest>

using namespace synscope;

namespace {

QByteArray playWith(const IperfServerLimits& limits, const QByteArray& script,
                    play::Segments segments = play::Segments::kAsWritten) {
  return QByteArray::fromStdString(play::playServer(script.toStdString(), limits, segments));
}

const QByteArray kParams = R"({"tcp":true,"omit":0,"time":1,"num":0,"blockcount":0,"parallel":1,"len":131072,)"
                           R"("pacing_timer":1000,"client_version":"3.12"} )";
const QByteArray kRunning = "cookie " + kParams + "opened ";
const QByteArray kRan = "09 open:1u 0a clock 01 02 data";

QByteArray with(const QByteArray& members) {
  return "cookie {\"tcp\":true," + members + "} ";
}

}  // namespace

/// Our server against clients of every kind: what comes, and what it does.
class IperfServerMachineTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void plays_data();
  void plays();
  void readsParameters_data();
  void readsParameters();
  void endsOnceAndIgnoresTheRest_data();
  void endsOnceAndIgnoresTheRest();
  void waitsForSoLong_data();
  void waitsForSoLong();
  void keepsItsOwnLimits_data();
  void keepsItsOwnLimits();
  void takesBigResults();
  void doesNotBelieveALength();
};

void IperfServerMachineTest::plays_data() {
  QTest::addColumn<QByteArray>("script");
  QTest::addColumn<QByteArray>("trace");
  const auto row = [](const char* name, const QByteArray& script, const QByteArray& trace) {
    QTest::newRow(name) << script << trace;
  };
  const QByteArray ended = kRunning + "04 ";
  const QByteArray endedTrace = kRan + " stopdata 0d";
  const QByteArray minimal = R"({"cpu_util_total":0,"cpu_util_user":0,"cpu_util_system":0,)"
                             R"("sender_has_retransmits":-1,"streams":)";

  row("a whole test", ended + "results report 10", endedTrace + " peer:1 need results 0e ended");
  row("a client that just closes at the end", ended + "results report close",
      endedTrace + " peer:1 need results 0e ended");
  row("a client that says nothing at the end", ended + "results report wait:10",
      endedTrace + " peer:1 need results 0e ended");
  row("results with only the required keys",
      ended + minimal + R"([{"id":1,"bytes":9,"retransmits":-1,"jitter":0,)" + R"("errors":0,"packets":0}]} report 10)",
      endedTrace + " peer:1 need results 0e ended");
  row("results without streams", ended + minimal + "[]} report", endedTrace + " peer:0 need results 0e");
  row("results with unknown keys", ended + minimal + R"([],"vendor_x":{"a":[1]}} report)",
      endedTrace + " peer:0 need results 0e");
  row("no list of streams",
      ended + R"({"cpu_util_total":0,"cpu_util_user":0,"cpu_util_system":0,"sender_has_retransmits":0})",
      endedTrace + " fe:117/0 ended:throughput-refusing:iperf-error.117:117");
  row("no bytes in a stream", ended + minimal + R"([{"id":1,"retransmits":0,"jitter":0,"errors":0,"packets":0}]})",
      endedTrace + " fe:117/0 ended:throughput-refusing:iperf-error.117:117");
  row("a stream id we do not have",
      ended + minimal + R"([{"id":9,"bytes":9,"retransmits":-1,"jitter":0,)" + R"("errors":0,"packets":0}]})",
      endedTrace + " fe:208/0 ended:throughput-refusing:iperf-error.208:208");
  row("results of no length", ended + "00000000",
      endedTrace + " fe:117/0 ended:throughput-refusing:iperf-error.117:117");
  row("results of 1 MiB and a byte", ended + "00100001",
      endedTrace + " fe:117/0 ended:throughput-refusing:iperf-error.117:117");
  row("10 in place of the results", ended + "10", endedTrace + " ended:throughput-terminated:iperf-step.results");
  row("0c while we gather ours", ended + "results 0c",
      endedTrace + " peer:1 need ended:throughput-terminated:iperf-step.own-results");

  row("HTTP is a cookie like any other, and then no length",
      "474554202f20485454502f312e310d0a486f73743a20"
      "6578616d706c652e6e65740d0a0d0a2020"
      "47455420",
      "09 fe:114/0 ended:throughput-refusing:iperf-error.114:114");
  row("not JSON", "cookie {not", "09 fe:114/0 ended:throughput-refusing:iperf-error.114:114");
  row("length 0", "cookie 00000000", "09 fe:114/0 ended:throughput-refusing:iperf-error.114:114");
  row("length ffffffff", "cookie ffffffff78787878", "09 fe:114/0 ended:throughput-refusing:iperf-error.114:114");
  row("length 80000000", "cookie 80000000", "09 fe:114/0 ended:throughput-refusing:iperf-error.114:114");
  row("length 7fffffff", "cookie 7fffffff", "09 fe:114/0 ended:throughput-refusing:iperf-error.114:114");
  row("length 8193", "cookie 00002001", "09 fe:114/0 ended:throughput-refusing:iperf-error.114:114");
  row("100 brackets", "cookie " + QByteArray(100, '['), "09 fe:114/0 ended:throughput-refusing:iperf-error.114:114");
  row("100,000 brackets", "cookie " + QByteArray(100'000, '['),
      "09 fe:114/0 ended:throughput-refusing:iperf-error.114:114");

  row("EOF at once", "close", "ended:throughput-peer-gone:iperf-step.greeting");
  row("EOF within the cookie", "343434 close", "fe:106/0 ended:throughput-peer-gone:iperf-step.greeting");
  row("EOF instead of parameters", "cookie close", "09 fe:114/0 ended:throughput-peer-gone:iperf-step.parameters");
  row("EOF within the length", "cookie 000000 close", "09 fe:114/0 ended:throughput-peer-gone:iperf-step.parameters");
  row("EOF within the parameters", "cookie begin:{} close",
      "09 fe:114/0 ended:throughput-peer-gone:iperf-step.parameters");
  row("EOF while streams open", "cookie {} close", "09 open:1u 0a ended:throughput-peer-gone:iperf-step.streams");
  row("EOF while running: killed", kRunning + "close", kRan + " ended:throughput-peer-gone:iperf-step.run");
  row("EOF instead of results", ended + "close",
      endedTrace + " fe:117/0 ended:throughput-peer-gone:iperf-step.results");
  row("EOF within the results", ended + "begin:{\"cpu close",
      endedTrace + " fe:117/0 ended:throughput-peer-gone:iperf-step.results");
  row("EOF while we gather ours", ended + "results close",
      endedTrace + " peer:1 need ended:throughput-peer-gone:iperf-step.own-results");

  row("63 after 0a", "cookie {} 63", "09 open:1u 0a fe:110/0 ended:throughput-refusing:iperf-error.110:110");
  row("04 before it began", "cookie {} 04", "09 open:1u 0a fe:110/0 ended:throughput-refusing:iperf-error.110:110");
  row("01 from a client is ignored", kRunning + "01 01 04", endedTrace);
  row("04 twice", kRunning + "0404", endedTrace);
  row("done early", "cookie {} 10", "09 open:1u 0a ended:throughput-terminated:iperf-step.streams");
  row("done while running", kRunning + "10", kRan + " ended:throughput-terminated:iperf-step.run");
  row("0c in place of the parameters", "cookie 0c", "09 ended:throughput-terminated:iperf-step.parameters");
  row("0c while streams open", "cookie {} 0c", "09 open:1u 0a ended:throughput-terminated:iperf-step.streams");
  row("0c while running", kRunning + "0c", kRan + " ended:throughput-terminated:iperf-step.run");

  row("we are stopped before the cookie", "stop", "ended");
  row("we are stopped while running", kRunning + "stop", kRan + " 0b ended");
  row("a stream could not be set up", "cookie {} refuse:124",
      "09 open:1u 0a fe:124/22 ended:throughput-refusing:iperf-error.124:124 (errno 22)");
}

void IperfServerMachineTest::plays() {
  QFETCH(QByteArray, script);
  QFETCH(QByteArray, trace);
  QCOMPARE(playWith({}, script), trace);
  if (script.size() < 10'000) QCOMPARE(playWith({}, script, play::Segments::kBytewise), trace);
}

void IperfServerMachineTest::readsParameters_data() {
  QTest::addColumn<QByteArray>("script");
  QTest::addColumn<QByteArray>("trace");
  const auto accepted = [](const char* name, const QByteArray& script, const QByteArray& streams = "1u") {
    QTest::newRow(name) << script << QByteArray("09 open:" + streams + " 0a");
  };
  const auto refused = [](const char* name, const QByteArray& script, int number) {
    const QByteArray text = QByteArray::number(number);
    QTest::newRow(name) << script
                        << QByteArray("09 fe:" + text + "/0 ended:throughput-refusing:iperf-error." + text + ":" +
                                      text);
  };
  accepted("nothing said: all defaults", "cookie {}");
  accepted("a list: all defaults", "cookie [1,2,3]");
  accepted("a title that is a number", with(R"("title":5)"));
  accepted("numbers that are text", with(R"("len":"abc","parallel":"x")"));
  accepted("false is absent", with(R"("reverse":false,"bidirectional":false,"udp":false)"));
  accepted("null is absent", with(R"("reverse":null,"parallel":null)"));
  accepted("fractions are cut", with(R"("time":1.9,"len":1000.7)"));
  accepted("exponents", with(R"("time":1e1,"num":1e15)"));
  accepted("big numbers", with(R"("num":1099511627776,"bandwidth":18446744073709551615)"));
  accepted("titles in any script", with("\"title\":\"\xc3\xa4\xe4\xb8\xad\xf0\x9f\x8c\x8a\""));
  accepted("a title that is not UTF-8", with("\"title\":\"\xff\xfe\""));
  accepted("unknown keys", with(R"("vendor_x":{"a":[1,2]},"zzz":null)"));
  accepted("capitals", R"(cookie {"TCP":true,"REVERSE":true,"Time":1})", "1d");
  accepted("another program", with(R"("client_version":"MyTool")"));
  accepted("two streams both ways", with(R"("parallel":2,"bidirectional":true)"), "1u,3u,4d,5d");
  refused("no streams", with(R"("parallel":0)"), 6);
  refused("streams below zero", with(R"("parallel":-1)"), 6);
  refused("streams below zero, printed unsigned", with(R"("parallel":18446744073709551615)"), 6);
  refused("129 streams", with(R"("parallel":129)"), 6);
  refused("both directions twice", with(R"("reverse":true,"bidirectional":true)"), 114);
  refused("SCTP", with(R"("sctp":true)"), 114);
  refused("a window of 600 MiB", with(R"("window":629145600)"), 8);
  refused("an MSS of 999999", with(R"("MSS":999999)"), 10);
  refused("blocks of nothing", with(R"("len":0)"), 7);
  refused("blocks of 2^63", with(R"("len":9223372036854775808)"), 7);
  refused("blocks of 1e300", with(R"("len":1e300)"), 7);
  refused("datagrams of 15", R"(cookie {"udp":true,"len":15})", 20);
  refused("datagrams of 65508", R"(cookie {"udp":true,"len":65508})", 20);
  refused("longer than a day", with(R"("time":86401)"), 5);
  refused("time below zero", with(R"("time":-1)"), 5);
  refused("omit below zero", with(R"("omit":-1)"), 12);
  refused("omit of 601", with(R"("omit":601)"), 12);
  refused("blocks below zero", with(R"("blockcount":-5)"), 114);
  refused("a burst of 1001", with(R"("burst":1001)"), 15);
  refused("a TOS of 256", with(R"("TOS":256)"), 21);
  refused("two hours", with(R"("time":7200)"), 37);
}

void IperfServerMachineTest::readsParameters() {
  QFETCH(QByteArray, script);
  QFETCH(QByteArray, trace);
  QCOMPARE(playWith({}, script), trace);
}

void IperfServerMachineTest::endsOnceAndIgnoresTheRest_data() {
  plays_data();
}

void IperfServerMachineTest::endsOnceAndIgnoresTheRest() {
  QFETCH(QByteArray, script);
  QFETCH(QByteArray, trace);
  const QByteArray more = playWith({}, script + " close 04 0c 63 opened moved over report stop wait:10000");
  QVERIFY2(more.startsWith(trace), more.constData());
  QCOMPARE(more.count("ended"), 1);
  QVERIFY2(!trace.contains("ended") || more == trace, more.constData());
}

void IperfServerMachineTest::waitsForSoLong_data() {
  QTest::addColumn<QByteArray>("script");
  QTest::addColumn<int>("seconds");
  QTest::addColumn<QByteArray>("last");
  const auto row = [](const char* name, const QByteArray& script, int seconds, const QByteArray& last) {
    QTest::newRow(name) << script << seconds << last;
  };
  row("for the cookie", "", 10, "fe:106/0 ended:throughput-refusing:iperf-error.106:106");
  row("for the rest of the cookie", "343434 wait:9 34", 10, "fe:106/0 ended:throughput-refusing:iperf-error.106:106");
  row("for a cookie that drips", "34 wait:9 34 wait:9 34 wait:9 34", 3,
      "fe:106/0 ended:throughput-refusing:iperf-error.106:106");
  row("for parameters", "cookie", 10, "fe:114/0 ended:throughput-refusing:iperf-error.114:114");
  row("for the rest of the length", "cookie 000000", 10, "fe:114/0 ended:throughput-refusing:iperf-error.114:114");
  row("for the rest of the parameters", "cookie begin:{}", 10,
      "fe:114/0 ended:throughput-refusing:iperf-error.114:114");
  row("for streams", "cookie {}", 30, "fe:204/0 ended:throughput-refusing:iperf-error.204:204");
  row("for more streams", "cookie {} wait:29 progress", 30, "fe:204/0 ended:throughput-refusing:iperf-error.204:204");
  row("for 04, from a client that never sends it", kRunning, 41,
      "fe:160/0 ended:throughput-refusing:iperf-error.160:160");
  row("for 04, omit included", with(R"("time":1,"omit":5)") + "opened", 46,
      "fe:160/0 ended:throughput-refusing:iperf-error.160:160");
  row("for 04 of an endless test", with(R"("time":0)") + "opened", 3640,
      "fe:160/0 ended:throughput-refusing:iperf-error.160:160");
  row("for 04, when all bytes are sent", with(R"("time":0,"num":1000)") + "opened over", 40,
      "fe:160/0 ended:throughput-refusing:iperf-error.160:160");
  row("for data", with(R"("time":1000)") + "opened moved wait:100 moved", 120,
      "fe:144/0 ended:throughput-refusing:iperf-error.144:144");
  row("for results", kRunning + "04", 30, "fe:117/0 ended:throughput-refusing:iperf-error.117:117");
  row("for our own results", kRunning + "04 results", 30, "fe:116/0 ended:throughput-refusing:iperf-error.116:116");
  row("for the good-bye", kRunning + "04 results report", 10, "results 0e ended");
}

void IperfServerMachineTest::waitsForSoLong() {
  QFETCH(QByteArray, script);
  QFETCH(int, seconds);
  QFETCH(QByteArray, last);
  const auto after = [&](int count) { return playWith({}, script + " wait:" + QByteArray::number(count)); };
  QVERIFY2(!after(seconds - 1).contains("ended"), after(seconds - 1).constData());
  QVERIFY2(after(seconds).endsWith(last), after(seconds).constData());
}

void IperfServerMachineTest::keepsItsOwnLimits_data() {
  QTest::addColumn<QByteArray>("members");
  QTest::addColumn<bool>("accepted");
  QTest::newRow("just the rate") << QByteArray(R"("bandwidth":1000000)") << true;
  QTest::newRow("a bit more") << QByteArray(R"("bandwidth":1000001)") << false;
  QTest::newRow("half, on two streams") << QByteArray(R"("bandwidth":500000,"parallel":2)") << true;
  QTest::newRow("half, on two streams, both ways")
      << QByteArray(R"("bandwidth":500000,"parallel":2,"bidirectional":true)") << false;
  QTest::newRow("so much that it wraps") << QByteArray(R"("bandwidth":18446744073709551615,"parallel":128)") << false;
  QTest::newRow("no rate asked for") << QByteArray(R"("bandwidth":0)") << true;
}

void IperfServerMachineTest::keepsItsOwnLimits() {
  QFETCH(QByteArray, members);
  QFETCH(bool, accepted);
  IperfServerLimits limits;
  limits.maxBitsPerSecond = 1'000'000;
  const QByteArray trace = playWith(limits, with(members));
  QVERIFY2(accepted ? trace.endsWith("0a") : trace.contains("fe:27/0"), trace.constData());
}

/// A report of a long test easily passes 100 KB.
void IperfServerMachineTest::takesBigResults() {
  IperfServerMachine machine;
  machine.start(TimePoint());
  machine.receive(play::testCookie(), TimePoint());
  machine.receive(frameIperfJson("{}"), TimePoint());
  machine.streamsOpened(TimePoint());
  machine.receive(play::fromHex("04"), TimePoint());
  IperfResults results = play::resultsFor({});
  results.serverOutput.assign(500'000, 'x');
  const Bytes bytes = frameIperfJson(encodeIperfResults(results));
  for (auto rest = std::span(bytes); !rest.empty(); rest = rest.subspan(std::min<std::size_t>(rest.size(), 65'536)))
    machine.receive(rest.first(std::min<std::size_t>(rest.size(), 65'536)), TimePoint());
  QCOMPARE(play::traceOf(machine.take()), (kRan + " stopdata 0d peer:1 need").toStdString());
}

/// What a length announces costs nothing until it comes.
void IperfServerMachineTest::doesNotBelieveALength() {
  IperfInbox inbox;
  std::string json;
  inbox.add(play::fromHex("000fffff41"));
  QCOMPARE(inbox.takeFrame(kIperfServerResultsMax, json), IperfInbox::Frame::kPartial);
  QCOMPARE(inbox.size(), std::size_t{5});
  QVERIFY(json.capacity() < 100);
}

QTEST_APPLESS_MAIN(IperfServerMachineTest)
#include "iperf_server_machine_test.moc"
