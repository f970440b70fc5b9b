#include "core/logic/throughput/throughput_text.h"

#include "core/logic/throughput/iperf_message.h"
#include "tests/logic/throughput/iperf_vectors.h"
#include "tests/logic/throughput/sample_report.h"

#include <QTest>

#include <algorithm>

using namespace synscope;
using std::chrono::seconds;

namespace {

QByteArray withoutTrailingSpace(const std::string& text) {
  QByteArray trimmed;
  for (QByteArray line : QByteArray::fromStdString(text).split('\n')) {
    while (line.endsWith(' '))
      line.chop(1);
    trimmed += line + '\n';
  }
  return trimmed.trimmed();
}

}  // namespace

class ThroughputTextTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void unitsFitFourCharacters_data();
  void unitsFitFourCharacters();
  void ratesInOneUnit_data();
  void ratesInOneUnit();
  void looksLikeTheRealServers();
  void tcpUpload();
  void bothWays();
  void udpDownload();
  void udpBothWays();
  void theServerTellsInTheOrderOfOpening();
  void moreOnRequest();
};

void ThroughputTextTest::unitsFitFourCharacters_data() {
  QTest::addColumn<double>("value");
  QTest::addColumn<QByteArray>("bytes");
  QTest::addColumn<QByteArray>("rate");
  const auto row = [](double value, const char* bytes, const char* rate) {
    QTest::newRow(bytes) << value << QByteArray(bytes) << QByteArray(rate);
  };
  row(0, "0.00 Bytes", "0.00 bits/sec");
  row(999, " 999 Bytes", " 999 bits/sec");
  row(1024, "1.00 KBytes", "1.02 Kbits/sec");
  row(655'360, " 640 KBytes", " 655 Kbits/sec");
  row(5'242'000, "5.00 MBytes", "5.24 Mbits/sec");
  row(104'857'600, " 100 MBytes", " 105 Mbits/sec");
  row(1'181'116'006, "1.10 GBytes", "1.18 Gbits/sec");
  row(9'420'000'000, "8.77 GBytes", "9.42 Gbits/sec");
  row(99'960'000'000, "93.1 GBytes", " 100 Gbits/sec");
  row(1e15, " 909 TBytes", "1.00 Pbits/sec");
}

void ThroughputTextTest::unitsFitFourCharacters() {
  QFETCH(double, value);
  QFETCH(QByteArray, bytes);
  QFETCH(QByteArray, rate);
  QCOMPARE(QByteArray::fromStdString(bytesText(value)), bytes);
  QCOMPARE(QByteArray::fromStdString(bitRateText(value)), rate);
}

void ThroughputTextTest::ratesInOneUnit_data() {
  QTest::addColumn<char>("letter");
  QTest::addColumn<double>("rate");
  QTest::addColumn<QByteArray>("text");
  const auto row = [](char letter, double rate, const char* text) {
    QTest::newRow(text) << letter << rate << QByteArray(text);
  };
  row('k', 10'485'760, "10486 Kbits/sec");
  row('m', 10'485'760, "10.5 Mbits/sec");
  row('g', 10'485'760, "0.01 Gbits/sec");
  row('t', 1e13, "10.0 Tbits/sec");
  row('K', 10'485'760, "1280 KBytes/sec");
  row('M', 10'485'760, "1.25 MBytes/sec");
  row('G', 8'589'934'592, "1.00 GBytes/sec");
  row('T', 0, "0.00 TBytes/sec");
}

/// Numbers of `iperf3 -f`.
void ThroughputTextTest::ratesInOneUnit() {
  QFETCH(char, letter);
  QFETCH(double, rate);
  QFETCH(QByteArray, text);
  QVERIFY(rateUnit(letter));
  QCOMPARE(QByteArray::fromStdString(bitRateText(rate, *rateUnit(letter))), text);
  QVERIFY(!rateUnit('x') && !rateUnit('\0'));
}

/// What iperf3's server told its client in the captured test "opts": ours, of the same numbers, is the same but for
/// the line that names the client, and spaces at the ends of lines.
void ThroughputTextTest::looksLikeTheRealServers() {
  const auto vectors = readIperfVectors();
  const auto& opts = *std::ranges::find(vectors, "opts", &IperfVector::name);
  std::string real;
  for (const VectorLine& line : opts.control) {
    if (line.kind == VectorLine::Kind::kJson && !line.fromClient)
      real = decodeIperfResults(line.json, kIperfClientResultsMax)->serverOutput;
  }
  ThroughputReport report;
  report.client = false;
  ThroughputInterval line;
  StreamInterval stream;
  stream.stream = 5;
  stream.sender = false;
  stream.end = line.end = seconds(1);
  stream.bytes = 655'360;
  line.streams = {stream};
  report.intervals = {line};
  StreamTotal total;
  total.stream = 5;
  total.sender = false;
  total.local = {IpAddress::v4({127, 0, 0, 1}), 15'314};
  total.peer = {IpAddress::v4({127, 0, 0, 1}), 55'066};
  total.receivedBytes = 655'360;
  total.receivedTime = seconds(1);
  report.streams = {total};
  QCOMPARE(withoutTrailingSpace(throughputText(report)), withoutTrailingSpace(real.substr(real.find('\n') + 1)));
}

void ThroughputTextTest::tcpUpload() {
  QCOMPARE(QByteArray::fromStdString(throughputText(sample::tcpUp())),
           "[  1] local 127.0.0.1 port 41012 connected to 127.0.0.1 port 5201\n"
           "[  3] local 127.0.0.1 port 41014 connected to 127.0.0.1 port 5201\n"
           "[ ID] Interval           Transfer     Bitrate         Retr  Cwnd\n"
           "[  1]   0.00-1.00   sec   112 MBytes   944 Mbits/sec    0   1.31 MBytes  (omitted)\n"
           "[  3]   0.00-1.00   sec   640 KBytes  5.24 Mbits/sec    0   14.1 KBytes  (omitted)\n"
           "[SUM]   0.00-1.00   sec   113 MBytes   949 Mbits/sec    0  (omitted)\n"
           "- - - - - - - - - - - - - - - - - - - - - - - - -\n"
           "[  1]   0.00-1.00   sec   112 MBytes   944 Mbits/sec    1   1.31 MBytes\n"
           "[  3]   0.00-1.00   sec   640 KBytes  5.24 Mbits/sec    0   14.1 KBytes\n"
           "[SUM]   0.00-1.00   sec   113 MBytes   949 Mbits/sec    1\n"
           "- - - - - - - - - - - - - - - - - - - - - - - - -\n"
           "[  1]   1.00-2.00   sec   112 MBytes   944 Mbits/sec    2   1.31 MBytes\n"
           "[  3]   1.00-2.00   sec   640 KBytes  5.24 Mbits/sec    0   14.1 KBytes\n"
           "[SUM]   1.00-2.00   sec   113 MBytes   949 Mbits/sec    2\n"
           "- - - - - - - - - - - - - - - - - - - - - - - - -\n"
           "[ ID] Interval           Transfer     Bitrate         Retr\n"
           "[  1]   0.00-2.00   sec   225 MBytes   944 Mbits/sec    3             sender\n"
           "[  1]   0.00-2.04   sec   225 MBytes   925 Mbits/sec                  receiver\n"
           "[  3]   0.00-2.00   sec  1.25 MBytes  5.24 Mbits/sec    0             sender\n"
           "[  3]   0.00-2.04   sec  1.25 MBytes  5.14 Mbits/sec                  receiver\n"
           "[SUM]   0.00-2.00   sec   226 MBytes   949 Mbits/sec    3             sender\n"
           "[SUM]   0.00-2.04   sec   226 MBytes   930 Mbits/sec                  receiver\n");
}

void ThroughputTextTest::bothWays() {
  const ThroughputReport report = sample::tcpBoth();
  QCOMPARE(QByteArray::fromStdString(throughputHeader(report.settings, true)),
           "[ ID][Role] Interval           Transfer     Bitrate         Retr  Cwnd\n");
  QCOMPARE(QByteArray::fromStdString(throughputLines(report.settings, true, report.intervals[0])),
           "[  1][TX-C]   0.00-1.00   sec  1.19 MBytes  10.0 Mbits/sec    0\n"
           "[  3][RX-C]   0.00-1.00   sec  2.38 MBytes  20.0 Mbits/sec\n");
  const QByteArray summary = QByteArray::fromStdString(throughputSummary(report));
  QVERIFY2(summary.contains("[  3][RX-C]   0.00-2.00   sec  2.38 MBytes  10.0 Mbits/sec    7             sender\n"),
           summary.constData());
}

void ThroughputTextTest::udpDownload() {
  QCOMPARE(QByteArray::fromStdString(throughputText(sample::udpDown())),
           "[  1] local 127.0.0.1 port 50000 connected to 127.0.0.1 port 5201\n"
           "[ ID] Interval           Transfer     Bitrate         Jitter    Lost/Total Datagrams\n"
           "[  1]   0.00-1.00   sec   128 KBytes  1.05 Mbits/sec  0.005 ms  10/100 (10%)\n"
           "- - - - - - - - - - - - - - - - - - - - - - - - -\n"
           "[ ID] Interval           Transfer     Bitrate         Jitter    Lost/Total Datagrams\n"
           "[  1]   0.00-2.00   sec   257 KBytes  1.05 Mbits/sec  0.000 ms  0/200 (0%)  sender\n"
           "[  1]   0.00-2.04   sec   257 KBytes  1.03 Mbits/sec  0.005 ms  20/200 (10%)  receiver\n");
}

/// As iperf3 has it: the head is the receiver's, and a sender leaves its first column empty.
void ThroughputTextTest::udpBothWays() {
  ThroughputReport report = sample::udpDown();
  report.settings.direction = TransferDirection::kBoth;
  StreamInterval sent = report.intervals[0].streams[0];
  sent.stream = 3;
  sent.sender = true;
  report.intervals[0].streams.push_back(sent);
  QCOMPARE(QByteArray::fromStdString(throughputHeader(report.settings, true)),
           "[ ID][Role] Interval           Transfer     Bitrate         Jitter    Lost/Total Datagrams\n");
  QCOMPARE(QByteArray::fromStdString(throughputLines(report.settings, true, report.intervals[0])),
           "[  3][TX-C]   0.00-1.00   sec   128 KBytes  1.05 Mbits/sec            100\n"
           "[  1][RX-C]   0.00-1.00   sec   128 KBytes  1.05 Mbits/sec  0.005 ms  10/100 (10%)\n");
}

void ThroughputTextTest::theServerTellsInTheOrderOfOpening() {
  const ThroughputReport report = sample::tcpBoth();
  const QByteArray lines = QByteArray::fromStdString(throughputLines(report.settings, false, report.intervals[0]));
  QVERIFY2(lines.startsWith("[  3][RX-S]"), lines.constData());
}

void ThroughputTextTest::moreOnRequest() {
  ThroughputReport report = sample::tcpUp();
  report.settings.bitsPerSecond = 1'000'000'000;
  report.blockLength = 131'072;
  report.peerCongestion = "cubic";
  report.peerCpuUserPercent = 20;
  report.peerCpuSystemPercent = 10;
  QCOMPARE(QByteArray::fromStdString(throughputDetails(report)),
           "      Target Bitrate: 1000000000\n"
           "Starting Test: protocol: TCP, 2 streams, 131072 byte blocks, omitting 1 seconds, 2 second test, tos 0\n");
  const QByteArray after = QByteArray::fromStdString(throughputAftermath(report));
  QVERIFY2(after.startsWith("CPU Utilization: local/sender 12.5%"), after.constData());
  QVERIFY2(
      after.endsWith(", remote/receiver 30.0% (20.0%u/10.0%s)\nsnd_tcp_congestion bbr\nrcv_tcp_congestion cubic\n"),
      after.constData());
}

QTEST_APPLESS_MAIN(ThroughputTextTest)
#include "throughput_text_test.moc"
