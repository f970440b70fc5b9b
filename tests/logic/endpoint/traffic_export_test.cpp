#include "core/logic/endpoint/traffic_export.h"

#include "core/logic/endpoint/hex_dump.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <string>

using namespace synscope;

namespace {

constexpr std::int64_t kNoon = 1'772'366'400'000'000'000;  ///< 2026-03-01T12:00:00Z.

TrafficExportOptions options(TrafficFormat format) {
  TrafficExportOptions chosen;
  chosen.format = format;
  chosen.clock = {.epochNs = kNoon, .utcOffsetSeconds = 8 * 3600};
  return chosen;
}

std::string exported(const TrafficExportOptions& options, const std::string& payload,
                     TrafficDirection direction = TrafficDirection::kIn) {
  const auto exporter = makeTrafficExporter(options);
  std::string out;
  exporter->begin(out);
  const IpEndpoint peer{.address = IpAddress::v4({10, 9, 0, 1}), .port = 7};
  exporter->add(4, {TimePoint(Duration(1'500'000)), 2, direction, peer, std::as_bytes(std::span(payload))}, out);
  return out;
}

}  // namespace

class TrafficExportTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void text_data();
  void text();
  void csvQuotesAndDisarms();
  void jsonHoldsEveryByte_data();
  void jsonHoldsEveryByte();
  void hexDumps();
  void times();
};

void TrafficExportTest::text_data() {
  QTest::addColumn<int>("style");
  QTest::addColumn<bool>("relative");
  QTest::addColumn<QString>("expected");
  QTest::newRow("text") << int(PayloadStyle::kText) << false
                        << "2026-03-01T20:00:00.001500+08:00  <-  10.9.0.1:7  #2  12 bytes\nhi\\r\nred\\x1b[m\n";
  QTest::newRow("hex") << int(PayloadStyle::kHex) << true
                       << "0.001500  <-  10.9.0.1:7  #2  12 bytes\n68 69 0D 0A 72 65 64 1B 5B 6D 0A 00\n";
  QTest::newRow("both") << int(PayloadStyle::kBoth) << true
                        << "0.001500  <-  10.9.0.1:7  #2  12 bytes\n"
                           "00000000  68 69 0D 0A 72 65 64 1B  5B 6D 0A 00              |hi..red.[m..|\n";
}

void TrafficExportTest::text() {
  QFETCH(int, style);
  QFETCH(bool, relative);
  QFETCH(QString, expected);
  TrafficExportOptions chosen = options(TrafficFormat::kText);
  chosen.payload = PayloadStyle(style);
  chosen.time = relative ? TimeStyle::kRelative : TimeStyle::kAbsolute;
  std::string payload("hi\r\nred\x1b[m\n\0", 12);
  if (chosen.payload == PayloadStyle::kText) expected += QStringLiteral("\\x00\n");
  QCOMPARE(QString::fromStdString(exported(chosen, payload)), expected);
}

void TrafficExportTest::csvQuotesAndDisarms() {
  const std::string out = exported(options(TrafficFormat::kCsv), "=1+1,\"x\"\n\xff", TrafficDirection::kOut);
  QCOMPARE(out, std::string("record,time,elapsed_s,direction,connection,peer,bytes,text,hex\r\n"
                            "4,2026-03-01T20:00:00.001500+08:00,0.001500,out,2,10.9.0.1:7,10,"
                            "\"'=1+1,\"\"x\"\"\\n\\xff\",3D312B312C2278220AFF\r\n"));
}

void TrafficExportTest::jsonHoldsEveryByte_data() {
  QTest::addColumn<QByteArray>("payload");
  QTest::addColumn<bool>("hasText");
  QTest::newRow("text") << QByteArray("\"quoted\" \\ \n\t\x1b[31m 三次握手") << true;
  QTest::newRow("not text") << QByteArray("\xff\xfe", 2) << false;
  QTest::newRow("zero") << QByteArray("a\0b", 3) << true;
  QTest::newRow("nothing") << QByteArray() << true;
  for (int length = 1; length <= 4; ++length)
    QTest::addRow("%d bytes", length) << QByteArray(length, '\x80') << false;
}

void TrafficExportTest::jsonHoldsEveryByte() {
  QFETCH(QByteArray, payload);
  QFETCH(bool, hasText);
  const std::string line = exported(options(TrafficFormat::kJsonLines), payload.toStdString());
  QCOMPARE(line.find('\n'), line.size() - 1);
  const QJsonObject object = QJsonDocument::fromJson(QByteArray::fromStdString(line)).object();
  QCOMPARE(object.value(QStringLiteral("record")).toInt(), 4);
  QCOMPARE(object.value(QStringLiteral("bytes")).toInt(), int(payload.size()));
  QCOMPARE(object.value(QStringLiteral("elapsed_s")).toDouble(), 0.0015);
  QCOMPARE(QByteArray::fromBase64(object.value(QStringLiteral("base64")).toString().toLatin1()), payload);
  QCOMPARE(object.contains(QStringLiteral("text")), hasText);
  if (hasText) QCOMPARE(object.value(QStringLiteral("text")).toString().toUtf8(), payload);
}

void TrafficExportTest::hexDumps() {
  const std::string seventeen = "0123456789abcdefX";
  QCOMPARE(hexDump(std::as_bytes(std::span(seventeen))),
           std::string("00000000  30 31 32 33 34 35 36 37  38 39 61 62 63 64 65 66  |0123456789abcdef|\n"
                       "00000010  58                                                |X|\n"));
  QCOMPARE(hexDump({}), std::string());
}

void TrafficExportTest::times() {
  const WallClock clock{.epochNs = kNoon, .utcOffsetSeconds = -(3 * 3600 + 30 * 60)};
  QCOMPARE(isoTime(clock, TimePoint(Duration(999))), std::string("2026-03-01T08:30:00.000000-03:30"));
  QCOMPARE(timeOfDay(clock, TimePoint(Duration(-1))), std::string("08:29:59.999999"));
  QCOMPARE(secondsText(Duration(12'003'456'789)), std::string("12.003456"));
  QCOMPARE(secondsText(Duration(-500'000'000)), std::string("-0.500000"));
}

QTEST_APPLESS_MAIN(TrafficExportTest)
#include "traffic_export_test.moc"
