#include "core/logic/latency/latency_statistics.h"

#include "core/logic/latency/latency_gain.h"

#include <QTest>

using namespace synscope;
using namespace std::chrono_literals;

namespace {

const TimePoint kStart{1h};

TimePoint tick(std::uint64_t seq) {
  return kStart + std::chrono::seconds(seq);
}

LatencySample good(std::uint64_t seq, Duration connect) {
  LatencySample sample;
  sample.lane = 1;
  sample.seq = seq;
  sample.at = tick(seq);
  sample.verdict = PortState::kOpen;
  sample.reason = Reason::kSynAck;
  sample.ok = true;
  sample.connect = connect;
  sample.synRetransmits = 0;
  return sample;
}

LatencySample bad(std::uint64_t seq, PortState verdict, Reason reason) {
  LatencySample sample = good(seq, 0ms);
  sample.verdict = verdict;
  sample.reason = reason;
  sample.ok = false;
  sample.connect.reset();
  return sample;
}

LatencySample silent(std::uint64_t seq) {
  return bad(seq, PortState::kFiltered, Reason::kTimeout);
}

LatencyStatistics lane() {
  return LatencyStatistics({1, {"h", 80}, {*IpAddress::parse("10.0.0.1"), 80}, false});
}

/// "sent ok failed lost pending loss%".
QString counts(const LatencySummary& s) {
  const QString loss = s.lossPercent ? QString::number(*s.lossPercent) : QStringLiteral("-");
  return QStringLiteral("%1 %2 %3 %4 %5 %6").arg(s.sent).arg(s.ok).arg(s.failed).arg(s.lost).arg(s.pending).arg(loss);
}

/// "3-6(2) 9-(1)": from the first failed to the next good request, and how many failed.
QString outages(const LatencySummary& s) {
  QStringList texts;
  for (const LatencyOutage& one : s.outages)
    texts << QStringLiteral("%1-%2(%3)")
                 .arg((one.begin - kStart) / 1s)
                 .arg(one.end ? QString::number((*one.end - kStart) / 1s) : QString())
                 .arg(one.failed);
  return texts.join(QLatin1Char(' '));
}

}  // namespace

/// What a person reads of a lane, from a scripted course of requests.
class LatencyStatisticsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void nothingYet();
  void lossIsOnlyOfThoseWhoseTimeIsOver();
  void aRefusalIsAFailureAndNoLoss();
  void aLaterStepInSilenceIsALoss();
  void whatAKeptConnectionSaves();
  void retransmittedSynsAreNoSlowSamples();
  void outagesAndStreaksGoByTheOrderOfSending();
  void outagesAreBounded();
  void reusedConnectionsAreASeriesOfTheirOwn();
  void cancelledSaysNothing();
  void exitCodes_data();
  void exitCodes();
};

void LatencyStatisticsTest::nothingYet() {
  const LatencySummary summary = lane().summary();
  QCOMPARE(counts(summary), QStringLiteral("0 0 0 0 0 -"));
  QVERIFY(summary.series.empty() && summary.outages.empty() && !summary.kernelRtt);
}

void LatencyStatisticsTest::lossIsOnlyOfThoseWhoseTimeIsOver() {
  LatencyStatistics statistics = lane();
  statistics.noteSent(3, 0);
  statistics.add(good(1, 1ms));
  QCOMPARE(counts(statistics.summary()), QStringLiteral("3 1 0 0 2 0"));
  statistics.add(silent(2));
  QCOMPARE(counts(statistics.summary()), QStringLiteral("3 1 1 1 1 50"));
  statistics.add(good(3, 3ms));
  QCOMPARE(counts(statistics.summary()), QStringLiteral("3 2 1 1 0 33.3333"));
  QCOMPARE(statistics.summary().series.at(LatencyStep::kConnect).average, Duration(2ms));
}

void LatencyStatisticsTest::aRefusalIsAFailureAndNoLoss() {
  LatencyStatistics statistics = lane();
  statistics.add(bad(1, PortState::kClosed, Reason::kRst));
  statistics.add(bad(2, PortState::kRejected, Reason::kIcmp));
  statistics.add(silent(3));
  const LatencySummary summary = statistics.summary();
  QCOMPARE(counts(summary), QStringLiteral("3 0 3 1 0 33.3333"));
  QCOMPARE(summary.failures.at(PortState::kClosed), std::uint64_t{1});
  QCOMPARE(summary.failures.at(PortState::kRejected), std::uint64_t{1});
  QCOMPARE(summary.failures.at(PortState::kFiltered), std::uint64_t{1});
}

void LatencyStatisticsTest::aLaterStepInSilenceIsALoss() {
  LatencyStatistics statistics = lane();
  statistics.add(bad(1, PortState::kOpen, Reason::kAnswerTimeout));
  statistics.add(bad(2, PortState::kOpen, Reason::kResetEarly));
  const LatencySummary summary = statistics.summary();
  QCOMPARE(counts(summary), QStringLiteral("2 0 2 1 0 50"));
  QCOMPARE(summary.openFailures,
           (std::map<Reason, std::uint64_t>{{Reason::kResetEarly, 1}, {Reason::kAnswerTimeout, 1}}));
  QCOMPARE(summary.outages.front().reason, Reason::kAnswerTimeout);
}

void LatencyStatisticsTest::whatAKeptConnectionSaves() {
  LatencyStatistics statistics = lane();
  QVERIFY(!reuseGain(statistics.summary()));
  LatencySample fresh = good(1, 10ms), kept = good(2, 0ms);
  fresh.firstByte = 30ms;
  fresh.kernelRtt = 9ms;
  fresh.wall = 12ms;
  kept.connect.reset();
  kept.reused = true;
  kept.firstByte = 25ms;
  statistics.add(fresh);
  QVERIFY(!reuseGain(statistics.summary()));
  statistics.add(kept);
  const auto gain = reuseGain(statistics.summary());
  QVERIFY(gain);
  QCOMPARE(gain->fresh, Duration(40ms));
  QCOMPARE(gain->reused, Duration(25ms));
  QCOMPARE(kernelDifference(statistics.summary()), std::optional<Duration>(3ms));
}

void LatencyStatisticsTest::retransmittedSynsAreNoSlowSamples() {
  LatencyStatistics statistics = lane();
  statistics.add(good(1, 10ms));
  LatencySample late = good(2, 1010ms);
  late.synRetransmits = 1;
  late.tls = 20ms;
  statistics.add(late);
  LatencySample lost = silent(3);
  lost.synRetransmits = 2;
  statistics.add(lost);
  const LatencySummary summary = statistics.summary();
  QCOMPARE(counts(summary), QStringLiteral("3 2 1 1 0 33.3333"));
  QCOMPARE(summary.retransmitted, std::uint64_t{1});
  QCOMPARE(summary.synRetransmits, std::uint64_t{3});
  QCOMPARE(summary.series.size(), std::size_t{1});
  QCOMPARE(summary.series.at(LatencyStep::kConnect).max, Duration(10ms));
}

void LatencyStatisticsTest::outagesAndStreaksGoByTheOrderOfSending() {
  LatencyStatistics statistics = lane();
  statistics.add(good(1, 1ms));
  statistics.add(good(2, 1ms));
  statistics.add(good(5, 1ms));  // 3 and 4 are still waiting.
  QCOMPARE(outages(statistics.summary()), QString());
  statistics.add(silent(3));
  statistics.add(silent(4));
  statistics.add(silent(6));
  const LatencySummary summary = statistics.summary();
  QCOMPARE(outages(summary), QStringLiteral("3-5(2) 6-(1)"));
  QCOMPARE(summary.outageCount, std::uint64_t{2});
  QCOMPARE(summary.longestGood, std::uint64_t{2});
  QCOMPARE(summary.longestBad, std::uint64_t{2});
}

void LatencyStatisticsTest::outagesAreBounded() {
  LatencyStatistics statistics = lane();
  for (std::uint64_t seq = 1; seq <= 5000; ++seq)
    statistics.add(seq % 2 == 0 ? good(seq, 1ms) : silent(seq));
  const LatencySummary summary = statistics.summary();
  QCOMPARE(summary.outages.size(), LatencyStreaks::kKeptOutages);
  QCOMPARE(summary.outageCount, std::uint64_t{2500});
  QCOMPARE(summary.outages.back().begin, tick(4999));
}

void LatencyStatisticsTest::reusedConnectionsAreASeriesOfTheirOwn() {
  LatencyStatistics statistics = lane();
  LatencySample fresh = good(1, 10ms);
  fresh.firstByte = 30ms;
  LatencySample reused = good(2, 0ms);
  reused.connect.reset();
  reused.reused = true;
  reused.firstByte = 12ms;
  statistics.add(fresh);
  statistics.add(reused);
  const LatencySummary summary = statistics.summary();
  QCOMPARE(summary.series.at(LatencyStep::kFirstByte).max, Duration(30ms));
  QCOMPARE(summary.series.at(LatencyStep::kReused).max, Duration(12ms));
  QCOMPARE(summary.series.at(LatencyStep::kConnect).count, std::uint64_t{1});
}

void LatencyStatisticsTest::cancelledSaysNothing() {
  LatencyStatistics statistics = lane();
  statistics.add(bad(1, PortState::kCancelled, Reason::kCancelled));
  QCOMPARE(counts(statistics.summary()), QStringLiteral("1 0 0 0 1 -"));
}

void LatencyStatisticsTest::exitCodes_data() {
  QTest::addColumn<PortState>("verdict");
  QTest::addColumn<bool>("ok");
  QTest::addColumn<int>("code");
  QTest::newRow("open") << PortState::kOpen << true << 0;
  QTest::newRow("later step") << PortState::kOpen << false << 7;
  QTest::newRow("closed") << PortState::kClosed << false << 1;
  QTest::newRow("filtered") << PortState::kFiltered << false << 2;
  QTest::newRow("rejected") << PortState::kRejected << false << 3;
  QTest::newRow("unreachable") << PortState::kUnreachable << false << 4;
  QTest::newRow("local") << PortState::kLocal << false << 6;
}

void LatencyStatisticsTest::exitCodes() {
  QFETCH(PortState, verdict);
  QFETCH(bool, ok);
  QFETCH(int, code);
  LatencySample sample = good(1, 1ms);
  sample.verdict = verdict;
  sample.ok = ok;
  QCOMPARE(exitCode(sample), code);
}

QTEST_APPLESS_MAIN(LatencyStatisticsTest)
#include "latency_statistics_test.moc"
