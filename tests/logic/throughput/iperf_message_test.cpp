#include "core/logic/throughput/iperf_message.h"

#include "core/logic/base/json_value.h"

#include <QTest>

#include <set>

using namespace synscope;

using std::chrono::seconds;

class IperfMessageTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void writesNoFlagThatIsNotSet();
  void writesWhatIsUsed();
  void everySettingComesBack();
  void whatIsMovedTogether_data();
  void whatIsMovedTogether();
  void limitsHold_data();
  void limitsHold();
  void readsResultsOfAnyVersion_data();
  void readsResultsOfAnyVersion();
  void cutsNumbersBeyondSense();
  void survivesEveryTypeUnderEveryKey();
  void keepsServerOutput();
  void cookies();
  void udpWords();
};

/// A server takes a flag as set when it is there, whatever its value; and 0 is refused for some numbers.
void IperfMessageTest::writesNoFlagThatIsNotSet() {
  const std::string json = encodeIperfParameters({}, "");
  QCOMPARE(json,
           R"({"tcp":true,"omit":0,"time":10,"num":0,"blockcount":0,"parallel":1,"len":131072,"pacing_timer":1000,)"
           R"("client_version":""})");
}

void IperfMessageTest::writesWhatIsUsed() {
  ThroughputSettings settings;
  settings.protocol = Protocol::kUdp;
  settings.time = std::chrono::milliseconds(1500);
  settings.omit = std::chrono::milliseconds(100);
  const std::string json = encodeIperfParameters(settings, "x");
  QVERIFY(json.find(R"("omit":1,"time":2,)") != std::string::npos);
  QVERIFY(json.find(R"("len":1460,"bandwidth":1048576,)") != std::string::npos);
  settings.bytes = 5;
  QVERIFY(encodeIperfParameters(settings, "x").find(R"("time":0,"num":5,)") != std::string::npos);
  QCOMPARE(inIperfTerms(settings).time, Duration());
}

void IperfMessageTest::everySettingComesBack() {
  ThroughputSettings all;
  all.protocol = Protocol::kUdp;
  all.direction = TransferDirection::kBoth;
  all.parallel = 128;
  all.time = seconds(0);
  all.omit = seconds(600);
  all.bytes = INT64_MAX;
  all.blocks = 7;
  all.blockLength = 65'507;
  all.bitsPerSecond = 400'000'000'000;
  all.burst = 1000;
  all.pacing = 1;
  all.window = 512U << 20U;
  all.mss = 32'767;
  all.noDelay = true;
  all.congestion = "cubic";
  all.tos = 255;
  all.flowLabel = 0xfffff;
  all.serverOutput = all.counters64 = all.repeatingPayload = all.dontFragment = true;
  all.title = "a \"title\"\n中";
  all.extraData = "{}";
  const IperfParametersRead read = decodeIperfParameters(encodeIperfParameters(all, "v"));
  QCOMPARE(read.refusal, 0U);
  QCOMPARE(read.parameters->settings, all);
  QCOMPARE(read.parameters->clientVersion, "v");
  QVERIFY(!outOfIperfRange(all));
}

void IperfMessageTest::whatIsMovedTogether_data() {
  QTest::addColumn<QByteArray>("json");
  QTest::addColumn<quint64>("limit");
  const auto row = [](const char* name, const char* json, quint64 limit) {
    QTest::newRow(name) << QByteArray(json) << limit;
  };
  constexpr quint64 kMost = 9'223'372'036'854'775'807;
  row("by time", R"({"tcp":true})", 0);
  row("bytes", R"({"tcp":true,"num":5000})", 5000);
  row("blocks", R"({"tcp":true,"blockcount":7,"len":1000})", 7000);
  row("bytes as datagrams", R"({"udp":true,"num":5001,"len":1000})", 6);
  row("blocks as datagrams", R"({"udp":true,"blockcount":7,"len":1000})", 7);
  row("more bytes than anybody has", R"({"tcp":true,"num":9223372036854775807})", kMost);
  row("blocks whose bytes overflow", R"({"tcp":true,"blockcount":9223372036854775807,"len":131072})",
      kMost / 131072 * 131072);
  row("as many datagrams", R"({"udp":true,"blockcount":9223372036854775807,"len":1000})", kMost);
}

void IperfMessageTest::whatIsMovedTogether() {
  QFETCH(QByteArray, json);
  QFETCH(quint64, limit);
  const IperfParametersRead read = decodeIperfParameters(json.toStdString());
  QVERIFY(read.parameters);
  QCOMPARE(quint64{transferLimit(read.parameters->settings)}, limit);
}

void IperfMessageTest::limitsHold_data() {
  QTest::addColumn<ThroughputSettings>("settings");
  QTest::addColumn<QByteArray>("fault");
  const auto row = [](const char* name, const char* fault, auto change) {
    ThroughputSettings settings;
    change(settings);
    QTest::newRow(name) << settings << QByteArray(fault);
  };
  row("as they are", "", [](auto&) {});
  row("no stream", "-P 0", [](auto& s) { s.parallel = 0; });
  row("too many streams", "-P 129", [](auto& s) { s.parallel = 129; });
  row("a day", "", [](auto& s) { s.time = seconds(86'400); });
  row("more than a day", "-t 86401", [](auto& s) { s.time = seconds(86'401); });
  row("omit too long", "-O 601", [](auto& s) { s.omit = seconds(601); });
  row("an empty block", "-l 0", [](auto& s) { s.blockLength = 0; });
  row("a block too big", "-l 1048577", [](auto& s) { s.blockLength = 1'048'577; });
  row("a small datagram", "", [](auto& s) { s.protocol = Protocol::kUdp, s.blockLength = 16; });
  row("a datagram too small", "-l 15", [](auto& s) { s.protocol = Protocol::kUdp, s.blockLength = 15; });
  row("a datagram too big", "-l 65508", [](auto& s) { s.protocol = Protocol::kUdp, s.blockLength = 65'508; });
  row("burst", "-b / 1001", [](auto& s) { s.burst = 1001; });
  row("window", "-w 536870913", [](auto& s) { s.window = (512U << 20U) + 1; });
  row("a small MSS", "-M 87", [](auto& s) { s.mss = 87; });
  row("TOS", "-S 256", [](auto& s) { s.tos = 256; });
  row("flow label", "-L 1048576", [](auto& s) { s.flowLabel = 0x100000; });
  row("a novel as title", "-T 9000", [](auto& s) { s.extraData.assign(9000, 'x'); });
  row("a title whose escapes are long", "-T 2000", [](auto& s) { s.title.assign(2000, '\1'); });
}

void IperfMessageTest::limitsHold() {
  QFETCH(ThroughputSettings, settings);
  QFETCH(QByteArray, fault);
  const auto error = outOfIperfRange(settings);
  QCOMPARE(error ? QByteArray::fromStdString(error->subject) : QByteArray(), fault);
}

void IperfMessageTest::readsResultsOfAnyVersion_data() {
  QTest::addColumn<QByteArray>("stream");
  QTest::addColumn<bool>("retransmitsKnown");
  QTest::addColumn<qint64>("omitted");
  QTest::addColumn<int>("milliseconds");
  QTest::newRow("3.1: no times") << QByteArray(R"("retransmits":-1)") << false << qint64{-1} << -1;
  QTest::newRow("3.12: unsigned") << QByteArray(R"("retransmits":18446744073709551615,"start_time":0,"end_time":2.5)")
                                  << false << qint64{-1} << 2500;
  QTest::newRow("3.14: omitted")
      << QByteArray(R"("retransmits":0,"omitted_errors":3,"omitted_packets":9,"start_time":0,"end_time":1)") << true
      << qint64{3} << 1000;
  QTest::newRow("one of the omitted alone")
      << QByteArray(R"("retransmits":0,"omitted_errors":3)") << true << qint64{-1} << -1;
  QTest::newRow("an end before its start")
      << QByteArray(R"("retransmits":0,"start_time":5,"end_time":1)") << true << qint64{-1} << -1;
}

void IperfMessageTest::readsResultsOfAnyVersion() {
  QFETCH(QByteArray, stream);
  QFETCH(bool, retransmitsKnown);
  QFETCH(qint64, omitted);
  QFETCH(int, milliseconds);
  const QByteArray json = R"({"cpu_util_total":3,"cpu_util_user":1,"cpu_util_system":2,"sender_has_retransmits":-1,)"
                          R"("streams":[{"id":1,"bytes":7,"jitter":0.001,"errors":1,"packets":2,)" +
                          stream + "}]}";
  const auto results = decodeIperfResults(json.toStdString(), kIperfServerResultsMax);
  QVERIFY(results);
  const IperfStreamResult& read = results->streams.front();
  QCOMPARE(read.jitter, Duration(std::chrono::milliseconds(1)));
  QCOMPARE(read.retransmits.has_value(), retransmitsKnown);
  QCOMPARE(read.omittedErrors.value_or(-1), std::int64_t{omitted});
  QCOMPARE(read.time ? static_cast<int>(toMs(*read.time)) : -1, milliseconds);
}

void IperfMessageTest::cutsNumbersBeyondSense() {
  const auto results = decodeIperfResults(
      R"({"cpu_util_total":1e300,"cpu_util_user":-5,"cpu_util_system":null,"sender_has_retransmits":77,)"
      R"("streams":[{"id":1e300,"bytes":-1,"retransmits":0,"jitter":1e300,"errors":-9,"packets":1e18,"end_time":1e300}]})",
      kIperfServerResultsMax);
  QVERIFY(results);
  QCOMPARE(results->cpuPercent, 1e6);
  QCOMPARE(results->cpuUserPercent, 0.0);
  QCOMPARE(results->hasRetransmits, 1);
  const IperfStreamResult& stream = results->streams.front();
  QCOMPARE(stream.id, -1);
  QCOMPARE(stream.bytes, std::uint64_t{0});
  QCOMPARE(stream.errors, std::int64_t{0});
  QVERIFY(stream.jitter > Duration() && *stream.time > Duration());
}

/// Every key of a message with every JSON type: read, or refused, and nothing else.
void IperfMessageTest::survivesEveryTypeUnderEveryKey() {
  ThroughputSettings all;
  all.noDelay = all.serverOutput = true;
  all.title = all.extraData = all.congestion = "x";
  all.mss = all.window = all.flowLabel = 500;
  all.tos = all.burst = 1;
  const auto keys = *JsonValue::parse(encodeIperfParameters(all, "v"))->members();
  for (const auto& [key, ignored] : keys) {
    for (const char* value :
         {"1", "-1", "1e308", "0.5", "true", "false", "null", "\"x\"", "[]", "[[1]]", "{}", "\"\""}) {
      const IperfParametersRead read = decodeIperfParameters("{\"" + key + "\":" + value + "}");
      QVERIFY2(read.parameters.has_value() == (read.refusal == 0), key.c_str());
      if (read.parameters) QVERIFY2(!outOfIperfRange(read.parameters->settings) || key == "MSS", key.c_str());
    }
  }
}

void IperfMessageTest::keepsServerOutput() {
  const std::string head = R"({"cpu_util_total":0,"cpu_util_user":0,"cpu_util_system":0,"sender_has_retransmits":0,)";
  const auto text = decodeIperfResults(head + R"("server_output_text":"a\nb","streams":[]})", 1000);
  QVERIFY(!text->serverOutputIsJson);
  QCOMPARE(text->serverOutput, "a\nb");
  const auto json =
      decodeIperfResults(head + R"("server_output_json":{"start":{"version":"iperf 3.12"}},"streams":[]})", 1000);
  QVERIFY(json->serverOutputIsJson);
  QCOMPARE(json->serverOutput, R"({"start":{"version":"iperf 3.12"}})");
}

void IperfMessageTest::cookies() {
  Rng rng(1);
  std::set<IperfCookie> seen;
  for (int i = 0; i < 100; ++i) {
    const IperfCookie cookie = makeIperfCookie(rng);
    seen.insert(cookie);
    QCOMPARE(cookie.back(), std::byte{0});
    QVERIFY(sameIperfCookie(cookie, cookie));
    QVERIFY(!sameIperfCookie(std::span(cookie).first(36), cookie));
  }
  QCOMPARE(seen.size(), std::size_t{100});
  IperfCookie shorter{std::byte{'a'}};
  IperfCookie other = shorter;
  other.back() = std::byte{'x'};
  QVERIFY(sameIperfCookie(other, shorter));
}

void IperfMessageTest::udpWords() {
  const auto reply = [](std::initializer_list<unsigned> bytes) {
    Bytes all;
    for (const unsigned byte : bytes)
      all.push_back(static_cast<std::byte>(byte));
    return isIperfUdpReply(all);
  };
  QVERIFY(reply({0x36, 0x37, 0x38, 0x39}));
  QVERIFY(reply({0x39, 0x38, 0x37, 0x36}));
  QVERIFY(reply({0xb1, 0x68, 0xde, 0x3a}));
  QVERIFY(reply({0x3a, 0xde, 0x68, 0xb1}));
  QVERIFY(reply({0x36, 0x37, 0x38, 0x39, 'e', 'x', 't', 'r', 'a'}));
  QVERIFY(!reply({'a', 'b', 'c', 'd'}));
  QVERIFY(!reply({0x36}));
  QVERIFY(!reply({}));
}

QTEST_APPLESS_MAIN(IperfMessageTest)
#include "iperf_message_test.moc"
