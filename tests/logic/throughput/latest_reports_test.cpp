#include "core/logic/throughput/latest_reports.h"

#include <QTest>

using namespace synscope;

namespace {

LatestReports::Report reportOf(int intervals, int streams) {
  auto report = std::make_shared<ThroughputReport>();
  report->intervals.resize(static_cast<std::size_t>(intervals));
  for (ThroughputInterval& interval : report->intervals)
    interval.streams.resize(static_cast<std::size_t>(streams));
  return report;
}

}  // namespace

/// What a server that runs for days remembers of the tests it served.
class LatestReportsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void theLatestAreKept_data();
  void theLatestAreKept();
};

void LatestReportsTest::theLatestAreKept_data() {
  QTest::addColumn<int>("tests");
  QTest::addColumn<int>("intervals");
  QTest::addColumn<int>("streams");
  QTest::addColumn<int>("kept");
  QTest::newRow("few short ones") << 20 << 10 << 1 << 20;
  QTest::newRow("many short ones") << 250 << 10 << 1 << 100;
  QTest::newRow("ten minutes of a hundred streams") << 30 << 600 << 100 << 6;
  QTest::newRow("each at its limit") << 5 << 2000 << 100 << 2;
  QTest::newRow("larger than all") << 3 << 5000 << 100 << 1;
}

void LatestReportsTest::theLatestAreKept() {
  QFETCH(int, tests);
  QFETCH(int, intervals);
  QFETCH(int, streams);
  QFETCH(int, kept);
  LatestReports latest;
  LatestReports::Report last;
  const LatestReports::Report first = reportOf(intervals, streams);
  for (int test = 0; test < tests; ++test) {
    last = test == 0 ? first : std::make_shared<const ThroughputReport>(*first);
    latest.add(last);
  }
  QCOMPARE(latest.all().size(), static_cast<std::size_t>(kept));
  QCOMPARE(latest.all().front(), last);
}

QTEST_APPLESS_MAIN(LatestReportsTest)
#include "latest_reports_test.moc"
