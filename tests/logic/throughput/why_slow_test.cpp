#include "core/logic/throughput/why_slow.h"

#include "core/logic/base/rng.h"

#include <QTest>

#include <cmath>

using namespace synscope;
using std::chrono::milliseconds;
using std::chrono::seconds;

Q_DECLARE_METATYPE(WhyFacts)
Q_DECLARE_METATYPE(ThroughputReport)

namespace {

/// A full 100 Mbit/s line with a short queue, ten seconds, nothing else to blame.
WhyFacts fullLine() {
  WhyFacts facts;
  facts.rate = facts.sentRate = 94e6;
  facts.seconds = 10;
  facts.busy = 99;
  facts.receiverLimited = 1;
  facts.senderLimited = 1;
  facts.retransmits = 0;
  facts.lossPercent = 0;
  facts.rttMs = 12;
  facts.minRttMs = 10;
  facts.addedMs = 2;
  facts.cwndBytes = 140'000;
  facts.sendWindow = 3'000'000;
  facts.mss = 1448;
  facts.senderCpu = 12;
  facts.receiverCpu = 15;
  facts.variation = 1;
  return facts;
}

/// 50 Mbit/s of UDP asked for, and all of it arrives.
WhyFacts udpAsAsked() {
  WhyFacts facts;
  facts.udp = true;
  facts.rate = facts.sentRate = facts.asked = 50e6;
  facts.seconds = 10;
  facts.lossPercent = 0;
  facts.senderCpu = 20;
  facts.receiverCpu = 20;
  return facts;
}

QByteArray wordsOf(const WhyVerdict& verdict) {
  QByteArray words = QByteArray::fromStdString(std::string(name(verdict.cause)));
  for (const SlowCause cause : verdict.also)
    words += ' ' + QByteArray::fromStdString(std::string(name(cause)));
  return words;
}

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

/// Numbers as they are met in practice, and the cause they speak for; each cause with a case that just is one, and one
/// that just is not.
class WhySlowTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void namesTheCauseOfTcp_data();
  void namesTheCauseOfTcp();
  void namesTheCauseOfUdp_data();
  void namesTheCauseOfUdp();
  void boilsAReportDown();
  void udpReportSplitsLosses();
  void variationIsRobust();
  void nothingArrivesIsNoRate();
  void looksAtTheOtherDirection();
  void explainsReports_data();
  void explainsReports();
  void givesTheNumbersThatSaySo();
  void numbersAreRounded();
  void withoutDataItSaysNothing();
  void anyNumbersGiveAVerdict();
};

void WhySlowTest::namesTheCauseOfTcp_data() {
  QTest::addColumn<WhyFacts>("facts");
  QTest::addColumn<QByteArray>("words");
  const auto row = [](const char* name, const char* words, auto change) {
    WhyFacts facts = fullLine();
    change(facts);
    QTest::newRow(name) << facts << QByteArray(words);
  };
  row("a full line", "congestion-window", [](WhyFacts&) {});
  row("a full line, the queue grew by half", "congestion-window", [](auto& f) { f.rttMs = 15; });

  row("94 of 100 Mbit/s asked for", "congestion-window", [](auto& f) { f.asked = 100e6; });
  row("60 of 100 Mbit/s asked for, and idle: the program stalled", "application",
      [](auto& f) { f.asked = 100e6, f.rate = 60e6, f.busy = 40; });
  row("95 of 100 Mbit/s asked for", "rate-limit", [](auto& f) { f.asked = 100e6, f.rate = 95e6, f.busy = 40; });

  row("window full half of the time", "receiver-window", [](auto& f) { f.receiverLimited = 50, f.senderLimited = 0; });
  row("window full nearly half of the time", "congestion-window receiver-window",
      [](auto& f) { f.receiverLimited = 49, f.senderLimited = 0; });
  row("window full a quarter of the time", "congestion-window receiver-window",
      [](auto& f) { f.receiverLimited = 25; });
  row("window full less than a quarter", "congestion-window", [](auto& f) { f.receiverLimited = 24.9; });
  row("64 KiB window over 100 ms, times not reported", "receiver-window congestion-window", [](auto& f) {
    f.receiverLimited.reset(), f.senderLimited.reset();
    f.rttMs = f.minRttMs = 100, f.addedMs = 0, f.sendWindow = 65'535, f.cwndBytes = 500'000, f.rate = 5.1e6;
  });
  row("the same window, but cwnd is smaller", "congestion-window", [](auto& f) {
    f.receiverLimited.reset(), f.senderLimited.reset();
    f.rttMs = f.minRttMs = 100, f.addedMs = 0, f.sendWindow = 65'535, f.cwndBytes = 60'000, f.rate = 4.8e6;
  });

  row("send buffer half of the time", "sender-buffer", [](auto& f) { f.senderLimited = 51; });
  row("send buffer less than half", "congestion-window sender-buffer",
      [](auto& f) { f.senderLimited = 49, f.receiverLimited = 0; });
  row("both windows, the peer's more", "receiver-window sender-buffer",
      [](auto& f) { f.receiverLimited = 60, f.senderLimited = 30; });

  row("busy 79 % of the time", "application", [](auto& f) { f.busy = 79; });
  row("busy 80 % of the time", "congestion-window", [](auto& f) { f.busy = 80; });
  row("idle because a rate was asked for", "rate-limit", [](auto& f) { f.busy = 10, f.asked = 94e6; });

  row("a core each for the sender", "sender-cpu", [](auto& f) { f.senderCpu = 90; });
  row("nearly a core", "congestion-window", [](auto& f) { f.senderCpu = 89.9; });
  row("a busy sender that waits for a window", "receiver-window sender-cpu",
      [](auto& f) { f.senderCpu = 99, f.receiverLimited = 70; });
  row("an application without CPU time", "sender-cpu application", [](auto& f) { f.senderCpu = 98, f.busy = 60; });

  row("a receiver without time, window shut", "receiver-cpu receiver-window",
      [](auto& f) { f.receiverCpu = 99, f.receiverLimited = 80; });
  row("a receiver with a little time left", "receiver-window",
      [](auto& f) { f.receiverCpu = 89, f.receiverLimited = 80; });
  row("a busy receiver whose window is open", "congestion-window receiver-cpu",
      [](auto& f) { f.receiverCpu = 99, f.receiverLimited = 5; });
  row("both ends without time on one machine", "receiver-cpu receiver-window sender-cpu",
      [](auto& f) { f.senderCpu = 99, f.receiverCpu = 99, f.receiverLimited = 55; });

  row("1 % lost", "network-loss", [](auto& f) { f.lossPercent = 1, f.rttMs = 16, f.addedMs = 6; });
  row("0.1 % lost, and that explains the rate", "network-loss", [](auto& f) { f.lossPercent = 0.1, f.rate = 40e6; });
  row("0.1 % lost, but the rate is far below what loss allows", "congestion-window network-loss",
      [](auto& f) { f.lossPercent = 0.1, f.rate = 7e6; });
  row("0.3 % lost on loopback, 64 KiB at a time", "sender-cpu network-loss", [](auto& f) {
    f.lossPercent = 0.3, f.rate = 50e9, f.rttMs = 0.02, f.minRttMs = 0.01, f.mss = 65'483, f.senderCpu = 95,
    f.addedMs = 0;
  });
  row("0.1 % lost, but the rate is far above what loss allows", "congestion-window network-loss",
      [](auto& f) { f.lossPercent = 0.1, f.rate = 900e6; });
  row("0.09 % lost", "congestion-window", [](auto& f) { f.lossPercent = 0.09; });
  row("loss, but the window is shut most of the time", "receiver-window",
      [](auto& f) { f.lossPercent = 2, f.receiverLimited = 80; });

  row("1 % lost, flat queue, steady: a policer", "policer network-loss",
      [](auto& f) { f.lossPercent = 1, f.addedMs = 4.9, f.variation = 20; });
  row("the queue grows by 5 ms", "network-loss", [](auto& f) { f.lossPercent = 1, f.addedMs = 5, f.variation = 20; });
  row("the rate varies by 21 %", "network-loss", [](auto& f) { f.lossPercent = 1, f.addedMs = 1, f.variation = 21; });
  row("too few lines to call it steady", "network-loss",
      [](auto& f) { f.lossPercent = 1, f.addedMs = 1, f.variation.reset(); });

  row("30 ms added to 20", "bufferbloat", [](auto& f) { f.minRttMs = 20, f.rttMs = 50, f.addedMs = 30; });
  row("29 ms added", "congestion-window", [](auto& f) { f.minRttMs = 20, f.rttMs = 49, f.addedMs = 29; });
  row("40 ms added to 100: less than double", "congestion-window",
      [](auto& f) { f.minRttMs = 100, f.rttMs = 140, f.addedMs = 40; });
  row("a queue and the losses that end it", "bufferbloat network-loss",
      [](auto& f) { f.minRttMs = 20, f.rttMs = 120, f.addedMs = 100, f.lossPercent = 0.3, f.rate = 6e6; });

  row("19 round trips, still growing", "short-test",
      [](auto& f) { f.slowStart = true, f.rttMs = 100, f.minRttMs = 100, f.addedMs = 0, f.seconds = 1.9; });
  row("20 round trips", "congestion-window",
      [](auto& f) { f.slowStart = true, f.rttMs = 100, f.minRttMs = 100, f.addedMs = 0, f.seconds = 2; });
  row("a second", "congestion-window", [](auto& f) { f.seconds = 1; });
  row("less than a second, whatever else", "short-test network-loss",
      [](auto& f) { f.seconds = 0.99, f.lossPercent = 2, f.addedMs = 8; });
  row("both ends on one machine", "same-machine", [](auto& f) { f.sameMachine = true; });
  row("on one machine, the sender has to wait for the processor", "same-machine",
      [](auto& f) { f.sameMachine = true, f.busy = 70; });
  row("on one machine, a little lost", "same-machine", [](auto& f) { f.sameMachine = true, f.lossPercent = 0.9; });
  row("a megabyte on loopback", "short-test",
      [](auto& f) { f.slowStart = true, f.rttMs = 0.03, f.minRttMs = 0.02, f.addedMs = 0.01, f.seconds = 0.001; });
  row("nothing is reported", "unknown", [](WhyFacts& f) {
    const double rate = f.rate;
    f = {};
    f.rate = rate, f.seconds = 10;
  });
}

void WhySlowTest::namesTheCauseOfTcp() {
  QFETCH(WhyFacts, facts);
  QFETCH(QByteArray, words);
  const WhyVerdict verdict = explainSlow(facts, true);
  QCOMPARE(wordsOf(verdict), words);
  QVERIFY(verdict.cause == SlowCause::kUnknown ? verdict.confidence == 0 : verdict.confidence >= 60);
  QVERIFY(verdict.confidence <= 97);
}

void WhySlowTest::namesTheCauseOfUdp_data() {
  QTest::addColumn<WhyFacts>("facts");
  QTest::addColumn<QByteArray>("words");
  const auto row = [](const char* name, const char* words, auto change) {
    WhyFacts facts = udpAsAsked();
    change(facts);
    QTest::newRow(name) << facts << QByteArray(words);
  };
  row("all of it arrives", "rate-limit", [](WhyFacts&) {});
  row("nothing arrives", "nothing-arrived",
      [](auto& f) { f.nothingArrived = true, f.rate = 0, f.lossPercent.reset(); });
  row("0.9 % lost", "rate-limit network-loss", [](auto& f) { f.lossPercent = 0.9; });
  row("1 % lost", "network-loss", [](auto& f) { f.lossPercent = 1; });
  row("0.09 % lost", "rate-limit", [](auto& f) { f.lossPercent = 0.09; });
  row("not told what was lost", "unknown", [](auto& f) { f.lossPercent.reset(); });

  row("half of the loss in the receiver's buffer", "receiver-buffer",
      [](auto& f) { f.lossPercent = 5, f.bufferDropPercent = 50; });
  row("a bit less than half", "network-loss", [](auto& f) { f.lossPercent = 5, f.bufferDropPercent = 49; });
  row("in the buffer of a receiver without time", "receiver-cpu receiver-buffer",
      [](auto& f) { f.lossPercent = 5, f.bufferDropPercent = 98, f.receiverCpu = 90; });
  row("of one that has time", "receiver-buffer",
      [](auto& f) { f.lossPercent = 5, f.bufferDropPercent = 98, f.receiverCpu = 89; });
  row("place of the loss not told, receiver without time", "receiver-cpu network-loss",
      [](auto& f) { f.lossPercent = 5, f.receiverCpu = 97; });
  row("lost in the network although the receiver is busy", "network-loss",
      [](auto& f) { f.lossPercent = 5, f.receiverCpu = 97, f.bufferDropPercent = 0; });

  row("a tenth, and no queue", "network-loss policer", [](auto& f) { f.lossPercent = 10, f.addedMs = 0.5; });
  row("less than a tenth, and no queue", "network-loss", [](auto& f) { f.lossPercent = 9.9, f.addedMs = 0.5; });
  row("much, queue not measured", "network-loss", [](auto& f) { f.lossPercent = 40; });
  row("a part, and a queue before it", "bufferbloat network-loss",
      [](auto& f) { f.lossPercent = 40, f.rate = 30e6, f.variation = 2, f.addedMs = 250; });
  row("a queue alone", "rate-limit bufferbloat", [](auto& f) { f.addedMs = 30; });
  row("hardly a queue", "rate-limit", [](auto& f) { f.addedMs = 29; });

  row("94 % of the rate sent, no time", "sender-cpu", [](auto& f) { f.sentRate = f.rate = 47e6, f.senderCpu = 90; });
  row("94 % of the rate sent, with time", "application", [](auto& f) { f.sentRate = f.rate = 47e6, f.senderCpu = 50; });
  row("95 % of the rate sent", "rate-limit", [](auto& f) { f.sentRate = f.rate = 47.5e6, f.senderCpu = 99; });
  row("no rate asked for, no time", "sender-cpu", [](auto& f) { f.asked = 0, f.senderCpu = 99; });
  row("no rate asked for, the line is full", "unknown", [](auto& f) { f.asked = 0, f.senderCpu = 40; });
}

void WhySlowTest::namesTheCauseOfUdp() {
  QFETCH(WhyFacts, facts);
  QFETCH(QByteArray, words);
  QCOMPARE(wordsOf(explainSlow(facts, true)), words);
}

void WhySlowTest::boilsAReportDown() {
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

void WhySlowTest::udpReportSplitsLosses() {
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

/// One line that stalled does not make a rate unsteady.
void WhySlowTest::variationIsRobust() {
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
void WhySlowTest::nothingArrivesIsNoRate() {
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
void WhySlowTest::looksAtTheOtherDirection() {
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
  report.latency = LoadedLatency{idle, std::nullopt, loaded, std::nullopt, {}};
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

void WhySlowTest::explainsReports_data() {
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
  row("loopback, both on one machine", "sender-cpu", [](auto& report, auto& stream) {
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

void WhySlowTest::explainsReports() {
  QFETCH(ThroughputReport, report);
  QFETCH(QByteArray, words);
  QCOMPARE(wordsOf(explainSlow(report, true)), words);
}

void WhySlowTest::givesTheNumbersThatSaySo() {
  WhyFacts facts = fullLine();
  facts.receiverLimited = 80;
  facts.receiverCpu = 97;
  const WhyVerdict verdict = explainSlow(facts, true);
  QByteArray names;
  for (const WhyNumber& number : verdict.numbers)
    names += QByteArray::fromStdString(number.name) + ' ';
  QCOMPARE(names, "receiver-cpu receiver-limited peer-window-kib rtt-ms ");
  QCOMPARE(verdict.numbers.front().value, 97.0);
  QCOMPARE(*verdict.receiverLimitedPercent, 80.0);
  QCOMPARE(*verdict.busyPercent, 99.0);
}

void WhySlowTest::numbersAreRounded() {
  const auto text = [](double value) { return whyNumberPhrase({"rtt-ms", value}).args.front().second; };
  QCOMPARE(text(0.0456), "0.046");
  QCOMPARE(text(1.239), "1.24");
  QCOMPARE(text(12.39), "12.4");
  QCOMPARE(text(1234.5), "1234");
  QCOMPARE(text(3), "3");
  QCOMPARE(whyNumberPhrase({"rtt-ms", 1}).key, "why-number.rtt-ms");
}

void WhySlowTest::withoutDataItSaysNothing() {
  const WhyVerdict verdict = explainSlow(ThroughputReport{}, true);
  QCOMPARE(wordsOf(verdict), "unknown");
  QCOMPARE(verdict.confidence, 0);
}

/// Nonsense from a peer gives some verdict with finite numbers.
void WhySlowTest::anyNumbersGiveAVerdict() {
  Rng rng(7);
  const auto any = [&]() -> std::optional<double> {
    constexpr double kValues[] = {0, -1, 1e-9, 1, 49.9, 50, 99, 100, 1e9, 1e300, -1e300};
    const std::uint64_t pick = rng.below(std::size(kValues) + 1);
    return pick < std::size(kValues) ? std::optional(kValues[pick]) : std::nullopt;
  };
  for (int i = 0; i < 5'000; ++i) {
    WhyFacts facts;
    facts.udp = i % 2 == 0;
    facts.rate = any().value_or(0);
    facts.sentRate = any().value_or(0);
    facts.asked = any().value_or(0);
    facts.seconds = any().value_or(0);
    for (auto* field :
         {&facts.busy, &facts.receiverLimited, &facts.senderLimited, &facts.retransmits, &facts.lossPercent,
          &facts.bufferDropPercent, &facts.rttMs, &facts.minRttMs, &facts.addedMs, &facts.cwndBytes, &facts.sendWindow,
          &facts.mss, &facts.senderCpu, &facts.receiverCpu, &facts.variation})
      *field = any();
    const WhyVerdict verdict = explainSlow(facts, true);
    QVERIFY(verdict.confidence >= 0 && verdict.confidence <= 100);
    for (const WhyNumber& number : verdict.numbers)
      QVERIFY(std::isfinite(number.value));
  }
}

QTEST_APPLESS_MAIN(WhySlowTest)
#include "why_slow_test.moc"
