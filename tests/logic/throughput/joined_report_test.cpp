#include "core/logic/throughput/joined_report.h"

#include "tests/logic/throughput/sample_report.h"

#include <QTest>

using namespace synscope;
using std::chrono::seconds;

/// Two tests in turn on one time line.
class JoinedReportTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void theFirstAloneIsHalfOfIt();
  void linesFollowOneAnother();
  void eachDirectionKeepsItsSums();
  void whatEndsTheSecondEndsBoth();
};

void JoinedReportTest::theFirstAloneIsHalfOfIt() {
  const ThroughputReport first = sample::tcpUp(), joined = joinedReports(first, nullptr, {});
  QCOMPARE(joined.settings.direction, TransferDirection::kInTurn);
  QCOMPARE(joined.intervals.size(), first.intervals.size());
  QCOMPARE(joined.elapsed, first.elapsed);
}

void JoinedReportTest::linesFollowOneAnother() {
  ThroughputReport first = sample::tcpUp();
  first.marks.push_back({ThroughputMark::Kind::kEnd, seconds(3), 0});
  const ThroughputReport second = sample::udpDown(), joined = joinedReports(first, &second, seconds(5));
  QCOMPARE(joined.intervals.size(), first.intervals.size() + second.intervals.size());
  const ThroughputInterval& last = joined.intervals.back();
  QCOMPARE(last.begin, Duration(seconds(5)));
  QCOMPARE(last.streams.front().end, Duration(seconds(6)));
  QCOMPARE(joined.elapsed, Duration(seconds(7)));
  QCOMPARE(joined.marks.back().kind, ThroughputMark::Kind::kTurn);
  QCOMPARE(joined.marks.back().at, Duration(seconds(5)));
  QCOMPARE(joined.marks.size(), std::size_t{3});  // The end of the first is none.
}

void JoinedReportTest::eachDirectionKeepsItsSums() {
  ThroughputReport first = sample::tcpUp(), second = sample::udpDown();
  first.cpuPercent = 10;
  second.cpuPercent = 40;
  first.peerCpuSystemPercent = 30;
  second.peerCpuSystemPercent = 60;
  first.elapsed = seconds(2);
  second.elapsed = seconds(1);
  second.why = WhyVerdict{SlowCause::kNetworkLoss, 70, false, {}, {}, {}, {}, {}};
  const ThroughputReport joined = joinedReports(first, &second, seconds(3));
  QCOMPARE(joined.sum(true).sentBytes, first.sum(true).sentBytes);
  QCOMPARE(joined.sum(false).receivedBytes, second.sum(false).receivedBytes);
  QCOMPARE(joined.why->cause, SlowCause::kSenderCpu);
  QCOMPARE(joined.whyOther->cause, SlowCause::kNetworkLoss);
  QCOMPARE(*joined.cpuPercent, 20.0);
  QCOMPARE(*joined.peerCpuSystemPercent, 40.0);
}

void JoinedReportTest::whatEndsTheSecondEndsBoth() {
  ThroughputReport first = sample::tcpUp(), second;
  QVERIFY(first.finished);
  ThroughputReport joined = joinedReports(first, &second, {});
  QVERIFY(!joined.finished);
  QCOMPARE(joined.elapsed, first.elapsed);
  second.error = Error{ErrorCode::kThroughputBusy, {}, {}, 0};
  second.finished = true;
  joined = joinedReports(first, &second, {});
  QVERIFY(joined.finished && joined.error);
  QCOMPARE(joined.sum(true).sentBytes, first.sum(true).sentBytes);
}

QTEST_APPLESS_MAIN(JoinedReportTest)
#include "joined_report_test.moc"
