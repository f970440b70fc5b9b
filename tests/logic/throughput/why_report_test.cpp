#include "core/logic/throughput/loaded_latency.h"
#include "tests/logic/throughput/why_words.h"

#include <QTest>

using namespace synscope;
using namespace synscope::test;
using std::chrono::milliseconds;
using std::chrono::seconds;

Q_DECLARE_METATYPE(ThroughputReport)

namespace {

StreamTotal tcpStream(double megabytes, Duration time) {
  StreamTotal stream;
  stream.sentBytes = stream.receivedBytes = static_cast<std::uint64_t>(megabytes * 1e6);
  stream.sentTime = stream.receivedTime = time;
  stream.retransmits = 0;
  stream.info = TcpInfo{};
  stream.info->sendMss = 1448;
  stream.info->cwnd = 100;
  return stream;
}

void chronos(StreamTotal& stream, std::uint64_t busyMs, std::uint64_t receiverMs, std::uint64_t senderMs) {
  stream.info->busyUs = busyMs * 1000;
  stream.info->receiverLimitedUs = receiverMs * 1000;
  stream.info->senderLimitedUs = senderMs * 1000;
}

void lines(ThroughputReport& report, std::uint32_t rttUs, std::vector<double> megabytes) {
  for (const double count : megabytes) {
    ThroughputInterval line;
    line.begin = seconds(report.intervals.size());
    line.end = line.begin + seconds(1);
    StreamInterval stream;
    stream.begin = line.begin;
    stream.end = line.end;
    stream.bytes = static_cast<std::uint64_t>(count * 1e6);
    stream.rttUs = rttUs;
    line.streams.push_back(stream);
    report.intervals.push_back(line);
  }
}

}  // namespace

/// Reports of tests as they are met in practice: what they boil down to, and the cause they are explained with.
class WhyReportTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void boilsAReportDown();
  void udpReportSplitsLosses();
  void eachDirectionHasItsOwnCpu();
  void variationIsRobust();
  void nothingArrivesIsNoRate();
  void looksAtTheOtherDirection();
  void explainsReports_data();
  void explainsReports();
  void withoutDataItSaysNothing();
};

void WhyReportTest::boilsAReportDown() {
  ThroughputReport report;
  report.settings.omit = seconds(1);
  report.settings.window = 262'144;
  report.elapsed = seconds(11);
  report.cpuPercent = 60;
  report.peerCpuPercent = 180;
  StreamTotal a = tcpStream(50, seconds(10)), b = tcpStream(75, seconds(10));
  chronos(a, 11'000, 5'500, 0);
  chronos(b, 5'500, 0, 2'750);
  a.retransmits = 86;
  b.retransmits = 0;
  a.info->minRttUs = 9'000;
  b.info->minRttUs = 8'000;
  b.info->sendSsthresh = 40;
  report.streams = {a, b};
  lines(report, 20'000, {12, 13, 12});
  const WhyFacts facts = whyFacts(report, true);
  QCOMPARE(facts.rate, 100e6);
  QCOMPARE(facts.seconds, 11.0);
  QCOMPARE(*facts.busy, 75.0);
  QVERIFY(qAbs(*facts.receiverLimited - 100.0 / 3) < 0.01);
  QVERIFY(qAbs(*facts.senderLimited - 100.0 / 6) < 0.01);
  QVERIFY(qAbs(*facts.lossPercent - 0.0995) < 0.001);
  QCOMPARE(*facts.rttMs, 20.0);
  QCOMPARE(*facts.minRttMs, 8.0);
  QCOMPARE(*facts.addedMs, 12.0);
  QCOMPARE(*facts.senderCpu, 30.0);
  QCOMPARE(*facts.receiverCpu, 90.0);
  QCOMPARE(*facts.window, 262'144.0);
  QVERIFY(!facts.slowStart && !facts.variation);
}

void WhyReportTest::udpReportSplitsLosses() {
  ThroughputReport report;
  report.client = false;
  report.settings.protocol = Protocol::kUdp;
  report.settings.bitsPerSecond = 100'000'000;
  StreamTotal stream;
  stream.sender = false;
  stream.sentBytes = 125'000'000;
  stream.receivedBytes = 112'500'000;
  stream.sentTime = stream.receivedTime = seconds(10);
  stream.datagrams = DatagramCounts{100'000, 10'000, 0, 9'000, Duration(0)};
  report.streams = {stream};
  const WhyFacts facts = whyFacts(report, false);
  QCOMPARE(facts.asked, 100e6);
  QCOMPARE(facts.sentRate, 100e6);
  QCOMPARE(facts.rate, 90e6);
  QCOMPARE(*facts.lossPercent, 10.0);
  QCOMPARE(*facts.bufferDropPercent, 90.0);
  QCOMPARE(wordsOf(explainSlow(report, false)), "receiver-buffer");
}

/// The threads of one direction, not of both; and where there are more of them than processors, all of these are a
/// whole.
void WhyReportTest::eachDirectionHasItsOwnCpu() {
  ThroughputReport report;
  report.cpuPercent = 120;
  for (const double percent : {95.0, 25.0}) {
    StreamTotal stream = tcpStream(50, seconds(10));
    stream.sender = report.streams.empty();
    stream.cpuPercent = percent;
    report.streams.push_back(stream);
  }
  QCOMPARE(*whyFacts(report, true).senderCpu, 95.0);
  QCOMPARE(*whyFacts(report, false).receiverCpu, 25.0);
  report.processors = 8;
  QCOMPARE(*whyFacts(report, true).senderCpu, 95.0);
  report.streams[1].sender = true;
  QCOMPARE(*whyFacts(report, true).senderCpu, 60.0);
  report.processors = 1;
  report.streams[0].cpuPercent = 72;
  QCOMPARE(*whyFacts(report, true).senderCpu, 97.0);
}

/// One line that stalled does not make a rate unsteady.
void WhyReportTest::variationIsRobust() {
  const auto of = [](std::vector<double> megabytes) {
    ThroughputReport report;
    report.streams = {tcpStream(10, seconds(10))};
    lines(report, 1000, std::move(megabytes));
    return whyFacts(report, true).variation;
  };
  QVERIFY(!of({6, 6, 6, 6}));
  QCOMPARE(*of({6, 6, 6, 6, 6}), 0.0);
  QCOMPARE(*of({6, 0.1, 6, 6, 6, 9, 6}), 0.0);
  QVERIFY(*of({2, 4, 6, 8, 10}) > 40);
}

/// A sender knows what is lost only when the receiver has told.
void WhyReportTest::nothingArrivesIsNoRate() {
  ThroughputReport report;
  report.settings.protocol = Protocol::kUdp;
  report.settings.bitsPerSecond = 10'000'000;
  StreamTotal stream;
  stream.sentBytes = 12'500'000;
  stream.sentTime = seconds(10);
  stream.datagrams = DatagramCounts{8'500, 0, 0, std::nullopt, std::nullopt};
  report.streams = {stream};
  QVERIFY(!whyFacts(report, true).lossPercent);
  QCOMPARE(wordsOf(explainSlow(report, true)), "unknown");
  report.streams[0].receivedTime = seconds(10);
  report.streams[0].datagrams = DatagramCounts{};
  QCOMPARE(wordsOf(explainSlow(report, true)), "nothing-arrived");
}

/// A download: the peer sends, its CPU is the sender's, latency under load is that of the way down.
void WhyReportTest::looksAtTheOtherDirection() {
  ThroughputReport report;
  report.cpuPercent = 95;
  report.peerCpuPercent = 20;
  StreamTotal stream = tcpStream(100, seconds(10));
  stream.sender = false;
  chronos(stream, 0, 0, 0);
  stream.info->rttUs = 20'000;
  stream.info->minRttUs = 1;
  report.streams = {stream};
  lines(report, 900'000, {10, 10});
  report.intervals[0].streams[0].sender = report.intervals[1].streams[0].sender = false;
  LatencyNumbers idle, loaded;
  idle.p50 = milliseconds(10);
  loaded.p50 = milliseconds(110);
  report.latency = judgeLoadedLatency(idle, std::nullopt, loaded);
  const WhyFacts facts = whyFacts(report, false);
  QCOMPARE(*facts.receiverCpu, 95.0);
  QCOMPARE(*facts.senderCpu, 20.0);
  QCOMPARE(*facts.addedMs, 100.0);
  QVERIFY(!facts.busy && !facts.receiverLimited && !facts.rttMs && !facts.cwndBytes);
  const WhyVerdict verdict = explainSlow(report, false);
  QCOMPARE(wordsOf(verdict), "bufferbloat receiver-cpu");
  QVERIFY(!verdict.sender && verdict.confidence < 70);
  QCOMPARE(wordsOf(explainSlow(report, true)), "unknown");
}

void WhyReportTest::explainsReports_data() {
  QTest::addColumn<ThroughputReport>("report");
  QTest::addColumn<QByteArray>("words");
  const auto row = [](const char* name, const char* words, auto change) {
    ThroughputReport report;
    report.elapsed = seconds(10);
    report.streams = {tcpStream(118, seconds(10))};
    change(report, report.streams.front());
    QTest::newRow(name) << report << QByteArray(words);
  };
  row("Wi-Fi: 2 % lost at 15 ms", "network-loss", [](ThroughputReport& report, StreamTotal& stream) {
    stream = tcpStream(6, seconds(10));
    stream.retransmits = 85;
    stream.info->minRttUs = 8'000;
    stream.info->sendSsthresh = 8;
    chronos(stream, 9'990, 0, 0);
    lines(report, 15'000, {0.5, 0.7, 0.4, 0.9, 0.6, 0.5});
  });
  row("DSL upload: 10 Mbit/s, queue of 600 ms", "bufferbloat", [](auto& report, auto& stream) {
    stream = tcpStream(12.2, seconds(10));
    stream.retransmits = 3;
    stream.info->minRttUs = 18'000;
    stream.info->sendSsthresh = 500;
    chronos(stream, 9'990, 0, 0);
    lines(report, 620'000, {1.2, 1.2, 1.3, 1.2, 1.2, 1.2});
  });
  row("cloud: policed to 100 Mbit/s", "policer network-loss", [](auto& report, auto& stream) {
    stream.retransmits = 2'500;
    stream.info->minRttUs = 20'000;
    stream.info->sendSsthresh = 90;
    chronos(stream, 9'990, 0, 0);
    lines(report, 21'000, {11.7, 11.9, 11.8, 11.8, 11.9, 11.8});
  });
  row("-w 64K over 50 ms", "sender-buffer", [](auto& report, auto& stream) {
    report.settings.window = 65'536;
    stream = tcpStream(13, seconds(10));
    stream.info->minRttUs = 50'000;
    chronos(stream, 9'900, 0, 9'000);
    lines(report, 50'100, {1.3, 1.3, 1.3, 1.3, 1.3, 1.3});
  });
  row("loopback, both on one machine", "same-machine sender-cpu", [](auto& report, auto& stream) {
    report.peer = {report.local.address, 5201};
    stream = tcpStream(40'000, seconds(10));
    stream.info->minRttUs = 12;
    report.cpuPercent = 99.5;
    report.peerCpuPercent = 78;
    chronos(stream, 9'900, 1'200, 100);
    lines(report, 45, {4'000, 4'100, 3'900, 4'000, 4'050, 3'950});
  });
  row("-n 1M on loopback: 0.4 ms", "short-test", [](auto& report, auto& stream) {
    stream = tcpStream(1.05, std::chrono::microseconds(400));
    report.elapsed = std::chrono::microseconds(400);
    stream.info->rttUs = 40;
    stream.info->minRttUs = 15;
    stream.info->busyUs = 390;
    stream.info->receiverLimitedUs = 0;
    stream.info->senderLimitedUs = 0;
  });
  row("-b 20M", "rate-limit", [](auto& report, auto& stream) {
    report.settings.bitsPerSecond = 20'000'000;
    stream = tcpStream(25, seconds(10));
    chronos(stream, 600, 0, 0);
  });
  row("paced by the kernel to 20 Mbit/s", "rate-limit", [](auto& report, auto& stream) {
    report.settings.pacing = 20'000'000;
    stream = tcpStream(24.5, seconds(10));
    chronos(stream, 9'900, 0, 0);
  });
}

void WhyReportTest::explainsReports() {
  QFETCH(ThroughputReport, report);
  QFETCH(QByteArray, words);
  QCOMPARE(wordsOf(explainSlow(report, true)), words);
}

void WhyReportTest::withoutDataItSaysNothing() {
  const WhyVerdict verdict = explainSlow(ThroughputReport{}, true);
  QCOMPARE(wordsOf(verdict), "unknown");
  QCOMPARE(verdict.confidence, 0);
}

QTEST_APPLESS_MAIN(WhyReportTest)
#include "why_report_test.moc"
