#include "core/logic/throughput/why_slow.h"

#include "core/logic/base/rng.h"
#include "tests/logic/throughput/why_words.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace synscope;
using namespace synscope::test;

Q_DECLARE_METATYPE(WhyFacts)

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
  void givesTheNumbersThatSaySo();
  void numbersAreRounded();
  void anyNumbersGiveAVerdict();
  void aStoppedTestIsLessSure_data();
  void aStoppedTestIsLessSure();
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
  const auto rate = [](double mbit) { return whyNumberPhrase({"rate-mbit", mbit}).args.front().second; };
  QCOMPARE(rate(32777), "32.8 Gbit/s");
  QCOMPARE(rate(99.94), "99.9 Mbit/s");
  QCOMPARE(rate(0.25), "250 kbit/s");
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

void WhySlowTest::aStoppedTestIsLessSure_data() {
  QTest::addColumn<bool>("stopped");
  QTest::addColumn<double>("counted");
  QTest::addColumn<QByteArray>("words");
  QTest::addColumn<int>("confidence");
  QTest::newRow("not stopped") << false << 10.0 << QByteArray("bufferbloat") << 84;
  QTest::newRow("at once") << true << 0.4 << QByteArray("stopped-early") << 99;
  QTest::newRow("just under three seconds") << true << 2.99 << QByteArray("stopped-early") << 99;
  QTest::newRow("three seconds") << true << 3.0 << QByteArray("bufferbloat") << 42;
  QTest::newRow("half way") << true << 6.5 << QByteArray("bufferbloat") << 56;
  QTest::newRow("ten seconds") << true << 10.0 << QByteArray("bufferbloat") << 71;
  QTest::newRow("a minute") << true << 60.0 << QByteArray("bufferbloat") << 71;
}

void WhySlowTest::aStoppedTestIsLessSure() {
  QFETCH(bool, stopped);
  QFETCH(double, counted);
  QFETCH(QByteArray, words);
  QFETCH(int, confidence);
  WhyFacts facts = fullLine();
  facts.rttMs = 260;
  facts.addedMs = 250;
  facts.stopped = stopped;
  facts.counted = counted;
  facts.seconds = std::max(counted, 1.0);
  const WhyVerdict verdict = explainSlow(facts, true);
  QCOMPARE(wordsOf(verdict), words);
  QCOMPARE(verdict.confidence, confidence);
}

QTEST_APPLESS_MAIN(WhySlowTest)
#include "why_slow_test.moc"
