#include "core/logic/throughput/throughput_json.h"

#include "core/logic/throughput/loaded_latency.h"
#include "tests/logic/throughput/sample_report.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <algorithm>
#include <map>

using namespace synscope;

namespace {

QJsonObject documentOf(const ThroughputReport& report) {
  QJsonParseError error{};
  const auto document = QJsonDocument::fromJson(QByteArray::fromStdString(throughputJson(report)), &error);
  if (error.error != QJsonParseError::NoError) qWarning("%s", qPrintable(error.errorString()));
  return document.object();
}

/// "streams[0].sent.bytes" in a document; undefined where it leads nowhere.
QJsonValue at(const QJsonObject& document, const QString& path) {
  QJsonValue value = document;
  for (const QString& step : path.split(u'.')) {
    const qsizetype bracket = step.indexOf(u'[');
    value = value[step.left(bracket < 0 ? step.size() : bracket)];
    if (bracket >= 0) value = value[step.mid(bracket + 1, step.size() - bracket - 2).toInt()];
  }
  return value;
}

}  // namespace

/// The JSON of a test: the keys of the contract, and raw counts under every sum.
class ThroughputJsonTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void hasTheKeysOfTheContract_data();
  void hasTheKeysOfTheContract();
  void tcpUpload_data();
  void tcpUpload();
  void sumsCanBeTraced();
  void latencyCanBeTraced();
  void bothDirections();
  void directionsAreNamed();
  void theServerSeesTheSameDirections();
  void oneLineEach();
  void udpDownload();
  void unknownIsNull();
  void brokenOffIsNotFinished();
  void hostileTextStaysText();
};

void ThroughputJsonTest::hasTheKeysOfTheContract_data() {
  QTest::addColumn<ThroughputReport>("report");
  QTest::newRow("up") << sample::tcpUp();
  QTest::newRow("both") << sample::tcpBoth();
  QTest::newRow("UDP") << sample::udpDown();
  QTest::newRow("nothing yet") << ThroughputReport();
}

void ThroughputJsonTest::hasTheKeysOfTheContract() {
  QFETCH(ThroughputReport, report);
  const QJsonObject document = documentOf(report);
  QCOMPARE(document[QLatin1String("schema")].toString(), QStringLiteral("synscope/throughput/1"));
  for (const char* key : {"start", "intervals", "sum_sent", "sum_received", "udp", "why", "cpu", "congestion",
                          "latency", "streams", "marks", "error", "finished"})
    QVERIFY2(document.contains(QLatin1String(key)), key);
}

void ThroughputJsonTest::tcpUpload_data() {
  QTest::addColumn<QVariant>("value");
  const auto row = [](const char* path, const QVariant& value) { QTest::newRow(path) << value; };
  row("start.role", QStringLiteral("client"));
  row("start.peer", QStringLiteral("127.0.0.1:5201"));
  row("start.protocol", QStringLiteral("tcp"));
  row("start.parallel", 2);
  row("start.omit_s", 1);
  row("congestion", QStringLiteral("bbr"));
  row("intervals[0].omitted", true);
  row("intervals[1].start_s", 1);
  row("intervals[1].end_s", 2);
  row("intervals[1].bits_per_second", 948'961'280);
  row("intervals[1].retransmits", 1);
  row("intervals[1].rtt_us", 50);
  row("intervals[1].cwnd_bytes", 1'388'114);
  row("intervals[1].cpu_percent", 12.5);
  row("intervals[2].streams[1].id", 3);
  row("intervals[2].streams[1].bytes", 655'360);
  row("sum_sent.bytes", 237'240'320);
  row("sum_sent.bits_per_second", 948'961'280);
  row("sum_sent.retransmits", 3);
  row("sum_received.seconds", 2.04);
  row("streams[0].tcp_info.rtt_us", 52);
  row("marks[0].kind", QStringLiteral("omit-ends"));
  row("marks[1].at_s", 2);
  row("marks[1].stream", 1);
  row("why.code", QStringLiteral("sender-cpu"));
  row("why.busy_percent", 99);
  row("why.receiver_limited_percent", 1.5);
  row("why.sender_limited_percent", 0);
  row("why.numbers.sender-cpu", 97.5);
  row("why.also[0]", QStringLiteral("application"));
  row("latency.grade", QStringLiteral("A+"));
  row("latency.up.p50_ms", 0.45);
  row("latency.up.added_ms", 0.4);
  row("latency.up.grade", QStringLiteral("A+"));
  row("latency.up.round_trips_per_minute", 60'000 / 0.45);
  row("latency.up.unanswered", 0);
  row("cpu.local_percent", 12.5);
  row("cpu.remote_percent", 30);
  row("finished", true);
}

void ThroughputJsonTest::tcpUpload() {
  QFETCH(QVariant, value);
  const QJsonValue found = at(documentOf(sample::tcpUp()), QString::fromLatin1(QTest::currentDataTag()));
  QVERIFY(!found.isUndefined());
  if (value.userType() == QMetaType::QString || value.userType() == QMetaType::Bool) {
    QCOMPARE(found.toVariant(), value);
  } else {
    QCOMPARE(found.toDouble(), value.toDouble());
  }
}

void ThroughputJsonTest::sumsCanBeTraced() {
  const QJsonObject document = documentOf(sample::tcpUp());
  double bytes = 0;
  for (const QJsonValue line : document[QLatin1String("intervals")].toArray()) {
    if (line[QLatin1String("omitted")].toBool()) continue;
    for (const QJsonValue stream : line[QLatin1String("streams")].toArray())
      bytes += stream[QLatin1String("bytes")].toDouble();
  }
  QCOMPARE(bytes, at(document, QStringLiteral("sum_sent.bytes")).toDouble());
}

/// Every number of latency under load from the samples beside it.
void ThroughputJsonTest::latencyCanBeTraced() {
  using std::chrono::milliseconds;
  ThroughputReport report = sample::tcpBoth();
  std::vector<LoadSample> samples;
  for (const int time : {10, 11, 12})
    samples.push_back({milliseconds(-100 * time), LoadState::kIdle, LoadMethod::kHandshake, milliseconds(time)});
  for (const int time : {40, 41, 1040})
    samples.push_back(
        {milliseconds(time), LoadState::kBoth, LoadMethod::kHandshake, milliseconds(time), time > 1000 ? 1U : 0U});
  samples.push_back({milliseconds(2000), LoadState::kBoth, LoadMethod::kHandshake, std::nullopt});
  report.latency = loadedLatencyOf(samples);
  const QJsonObject latency = documentOf(report)[QLatin1String("latency")].toObject();
  std::map<QString, std::vector<double>> times;
  for (const QJsonValue sample : latency[QLatin1String("samples")].toArray())
    if (sample[QLatin1String("counted")].toBool() && sample[QLatin1String("ms")].isDouble())
      times[sample[QLatin1String("load")].toString()].push_back(sample[QLatin1String("ms")].toDouble());
  for (const char* load : {"idle", "both"}) {
    std::vector<double>& all = times[QLatin1String(load)];
    std::ranges::sort(all);
    const QJsonValue numbers = latency[QLatin1String(load)];
    QCOMPARE(numbers[QLatin1String("count")].toInt(), static_cast<int>(all.size()));
    QCOMPARE(numbers[QLatin1String("p50_ms")].toDouble(), all[1]);
    QCOMPARE(numbers[QLatin1String("max_ms")].toDouble(), all[2]);
  }
  QCOMPARE(latency[QLatin1String("both")][QLatin1String("unanswered")].toInt(), 1);
  QCOMPARE(latency[QLatin1String("idle")][QLatin1String("source")].toString(), QStringLiteral("observed"));
  QVERIFY(latency[QLatin1String("up")].isNull() && latency[QLatin1String("down")].isNull());
  QCOMPARE(latency[QLatin1String("samples")][6][QLatin1String("ms")], QJsonValue());
}

void ThroughputJsonTest::bothDirections() {
  const QJsonObject document = documentOf(sample::tcpBoth());
  QCOMPARE(at(document, QStringLiteral("intervals[0].bytes")).toInt(), 1'250'000);
  QCOMPARE(at(document, QStringLiteral("intervals[0].received.bytes")).toInt(), 2'500'000);
  QCOMPARE(at(document, QStringLiteral("other_direction.sum_sent.retransmits")).toInt(), 7);
}

/// What goes which way is said wherever a number stands.
void ThroughputJsonTest::directionsAreNamed() {
  const QJsonObject both = documentOf(sample::tcpBoth());
  for (const auto& [path, direction] : {std::pair{"direction", "up"},
                                        {"other_direction.direction", "down"},
                                        {"intervals[0].direction", "up"},
                                        {"intervals[0].received.direction", "down"},
                                        {"intervals[0].streams[1].direction", "down"},
                                        {"streams[0].direction", "up"}})
    QCOMPARE(at(both, QString::fromLatin1(path)).toString(), QString::fromLatin1(direction));
  QCOMPARE(at(both, QStringLiteral("by_direction.down.sum_sent.retransmits")).toInt(), 7);
  QCOMPARE(at(both, QStringLiteral("by_direction.up.sum_sent")), at(both, QStringLiteral("sum_sent")));
  const QJsonObject down = documentOf(sample::udpDown());
  QCOMPARE(at(down, QStringLiteral("direction")).toString(), QStringLiteral("down"));
  QVERIFY(at(down, QStringLiteral("by_direction.up")).isNull());
  QCOMPARE(at(down, QStringLiteral("by_direction.down.udp.lost")).toInt(), 20);
  QCOMPARE(documentOf(ThroughputReport())[QLatin1String("direction")].toString(), QStringLiteral("up"));
}

void ThroughputJsonTest::theServerSeesTheSameDirections() {
  ThroughputReport report = sample::tcpBoth();
  report.client = false;
  const QJsonObject document = documentOf(report);
  QCOMPARE(at(document, QStringLiteral("direction")).toString(), QStringLiteral("down"));
  QCOMPARE(at(document, QStringLiteral("by_direction.up.sum_sent.retransmits")).toInt(), 7);
}

/// JSON Lines: one document a line, the same as when it stands alone.
void ThroughputJsonTest::oneLineEach() {
  ThroughputReport report = sample::tcpUp();
  report.serverOutput = "two\nlines";
  const auto parsed = [](const std::string& line) {
    return QJsonDocument::fromJson(QByteArray::fromStdString(line)).object();
  };
  const std::string lines[] = {
      throughputJsonLine(report), throughputStartEvent(report), throughputIntervalEvent(report.intervals[1], true, 7),
      throughputErrorEvent({ErrorCode::kThroughputBusy, {}, {}, 0}), throughputEndEvent(report)};
  for (const std::string& line : lines)
    QVERIFY(line.find('\n') == std::string::npos && !parsed(line).isEmpty());
  const QJsonObject whole = documentOf(report);
  QCOMPARE(parsed(lines[0]), whole);
  QCOMPARE(parsed(lines[1])[QLatin1String("data")], whole[QLatin1String("start")]);
  QCOMPARE(parsed(lines[2])[QLatin1String("data")], at(whole, QStringLiteral("intervals[1]")));
  QCOMPARE(parsed(lines[2])[QLatin1String("test")].toInt(), 7);
  QCOMPARE(at(parsed(lines[3]), QStringLiteral("data.code")).toString(), QStringLiteral("throughput-busy"));
  QCOMPARE(parsed(lines[4])[QLatin1String("event")].toString(), QStringLiteral("end"));
  QCOMPARE(parsed(lines[4])[QLatin1String("data")].toObject(), whole);
}

void ThroughputJsonTest::udpDownload() {
  const QJsonObject document = documentOf(sample::udpDown());
  QCOMPARE(at(document, QStringLiteral("udp.packets")).toInt(), 200);
  QCOMPARE(at(document, QStringLiteral("udp.lost_percent")).toDouble(), 10.0);
  QCOMPARE(at(document, QStringLiteral("udp.jitter_ms")).toDouble(), 0.00543);
  QVERIFY(at(document, QStringLiteral("udp.receiver_buffer_drops")).isNull());
  QCOMPARE(at(document, QStringLiteral("intervals[0].receiver_buffer_drops")).toInt(), 4);
  QCOMPARE(at(document, QStringLiteral("intervals[0].sender")).toBool(), false);
}

void ThroughputJsonTest::unknownIsNull() {
  const QJsonObject document = documentOf(ThroughputReport());
  for (const char* path : {"sum_sent.bits_per_second", "sum_sent.retransmits", "udp", "why", "latency", "error",
                           "unreachable", "congestion", "cpu.local_percent", "start.mss", "start.bytes"})
    QVERIFY2(at(document, QString::fromLatin1(path)).isNull(), path);
  ThroughputReport failed;
  failed.error = Error{ErrorCode::kThroughputBusy, {}, {}, 0};
  QCOMPARE(at(documentOf(failed), QStringLiteral("error.code")).toString(), QStringLiteral("throughput-busy"));
}

void ThroughputJsonTest::brokenOffIsNotFinished() {
  ThroughputReport report = sample::tcpUp();
  report.interrupted = true;
  QJsonObject document = documentOf(report);
  QCOMPARE(document[QLatin1String("finished")], QJsonValue(false));
  QCOMPARE(document[QLatin1String("interrupted")], QJsonValue(true));
  report.interrupted = false;
  report.error = Error{ErrorCode::kThroughputTerminated, {}, {}, 0};
  document = documentOf(report);
  QCOMPARE(document[QLatin1String("finished")], QJsonValue(false));
  QCOMPARE(document[QLatin1String("interrupted")], QJsonValue(false));
}

void ThroughputJsonTest::hostileTextStaysText() {
  ThroughputReport report;
  report.peerVersion = "\"},\n\x01\xff";
  report.serverOutput = "a\"\\\n";
  const QJsonObject document = documentOf(report);
  QCOMPARE(at(document, QStringLiteral("start.peer_version")).toString(), QStringLiteral("\"},\n\x01\ufffd"));
  QCOMPARE(at(document, QStringLiteral("server_output")).toString(), QStringLiteral("a\"\\\n"));
}

QTEST_APPLESS_MAIN(ThroughputJsonTest)
#include "throughput_json_test.moc"
