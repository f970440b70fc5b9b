#include "core/logic/endpoint/traffic_export.h"

#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <string>

using namespace synscope;

/// A pcapng file of payloads is read by tshark, which knows nothing of us: nothing malformed, check sums right, and the
/// stream it follows has the bytes that were noted.
class PcapngTsharkTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase();
  void tcpStreams_data();
  void tcpStreams();
  void udpDatagrams();
  void theCommentSaysWhatItIs();

 private:
  QByteArray read(const QStringList& arguments);
  void write(Protocol protocol, const QString& local, const QString& peer, const std::vector<std::string>& payloads);

  QString m_tshark;
  QTemporaryDir m_folder;
};

void PcapngTsharkTest::initTestCase() {
  m_tshark = QStandardPaths::findExecutable(QStringLiteral("tshark"));
  if (m_tshark.isEmpty()) QSKIP("tshark is not installed");
}

QByteArray PcapngTsharkTest::read(const QStringList& arguments) {
  QProcess tshark;
  tshark.start(m_tshark, QStringList{QStringLiteral("-n"), QStringLiteral("-r"),
                                     m_folder.filePath(QStringLiteral("out.pcapng"))} +
                             arguments);
  return tshark.waitForFinished(60'000) && tshark.exitCode() == 0 ? tshark.readAllStandardOutput() : "tshark failed";
}

/// Payloads of connection 1, in and out in turn, 1 ms apart.
void PcapngTsharkTest::write(Protocol protocol, const QString& local, const QString& peer,
                             const std::vector<std::string>& payloads) {
  TrafficExportOptions options;
  options.format = TrafficFormat::kPcapng;
  options.clock.epochNs = 1'772'366'400'000'000'000;
  options.ends = {.protocol = protocol, .local = {*IpAddress::parse(local.toStdString()), 40000}};
  options.leftOutRecords = 17;
  const auto exporter = makeTrafficExporter(options);
  std::string out;
  exporter->begin(out);
  TrafficRecordView record;
  record.connection = 1;
  record.peer = {*IpAddress::parse(peer.toStdString()), 7};
  for (const std::string& payload : payloads) {
    record.payload = std::as_bytes(std::span(payload));
    exporter->add(0, record, out);
    record.direction = record.direction == TrafficDirection::kIn ? TrafficDirection::kOut : TrafficDirection::kIn;
    record.at += Duration(1'000'000);
  }
  QFile file(m_folder.filePath(QStringLiteral("out.pcapng")));
  QVERIFY(file.open(QIODevice::WriteOnly) && file.write(out.data(), qint64(out.size())) == qint64(out.size()));
}

void PcapngTsharkTest::tcpStreams_data() {
  QTest::addColumn<QString>("local");
  QTest::addColumn<QString>("peer");
  QTest::newRow("ipv4") << "10.9.0.1"
                        << "10.9.0.2";
  QTest::newRow("ipv6") << "2001:db8::1"
                        << "2001:db8::2";
  QTest::newRow("local address not known") << "0.0.0.0"
                                           << "2001:db8::2";
}

void PcapngTsharkTest::tcpStreams() {
  QFETCH(QString, local);
  QFETCH(QString, peer);
  std::string large(200'001, 'x');
  for (std::size_t i = 0; i < large.size(); ++i)
    large[i] = static_cast<char>(i * 31 % 251);
  write(Protocol::kTcp, local, peer, {"hello\r\n", "三次握手", large, std::string(1, '\0'), "bye"});

  const QString checks = QStringLiteral("tcp.check_checksum:TRUE");
  const QByteArray all = read({QStringLiteral("-o"), checks, QStringLiteral("-o"),
                               QStringLiteral("ip.check_checksum:TRUE"), QStringLiteral("-V")});
  QVERIFY(all.contains("Transmission Control Protocol"));
  for (const char* wrong : {"Malformed", "[incorrect", "Bad checksum", "not captured", "ut-Of-Order", "etransmission"})
    QVERIFY2(!all.contains(wrong), wrong);
  QCOMPARE(read({QStringLiteral("-Y"), QStringLiteral("_ws.malformed || tcp.checksum.status == 0")}), QByteArray());

  QByteArray in, out;
  for (const QByteArray& line :
       read({QStringLiteral("-q"), QStringLiteral("-z"), QStringLiteral("follow,tcp,raw,0")}).split('\n')) {
    const QByteArray hex = line.trimmed();
    const bool isData = !hex.isEmpty() && QByteArray::fromHex(hex).toHex() == hex;
    if (isData) (line.startsWith('\t') ? out : in) += QByteArray::fromHex(hex);
  }
  QCOMPARE(in, QByteArray("hello\r\n") + QByteArray::fromStdString(large) + "bye");
  QCOMPARE(out, QByteArray("三次握手") + QByteArray(1, '\0'));
}

void PcapngTsharkTest::udpDatagrams() {
  write(Protocol::kUdp, QStringLiteral("10.9.0.1"), QStringLiteral("10.9.0.2"), {"abc", "", "odd length"});
  QCOMPARE(read({QStringLiteral("-o"), QStringLiteral("udp.check_checksum:TRUE"), QStringLiteral("-T"),
                 QStringLiteral("fields"), QStringLiteral("-e"), QStringLiteral("udp.checksum.status"),
                 QStringLiteral("-e"), QStringLiteral("udp.dstport"), QStringLiteral("-e"),
                 QStringLiteral("udp.payload"), QStringLiteral("-e"), QStringLiteral("frame.time_epoch")}),
           QByteArray("1\t40000\t616263\t1772366400.000000000\n1\t7\t\t1772366400.001000000\n"
                      "1\t40000\t6f6464206c656e677468\t1772366400.002000000\n"));
}

void PcapngTsharkTest::theCommentSaysWhatItIs() {
  write(Protocol::kUdp, QStringLiteral("10.9.0.1"), QStringLiteral("10.9.0.2"), {"abc"});
  QFile file(m_folder.filePath(QStringLiteral("out.pcapng")));
  QVERIFY(file.open(QIODevice::ReadOnly));
  const QByteArray bytes = file.readAll();
  QVERIFY(bytes.contains("synthesized") && bytes.contains("17 records were not kept"));
}

QTEST_GUILESS_MAIN(PcapngTsharkTest)
#include "pcapng_tshark_test.moc"
