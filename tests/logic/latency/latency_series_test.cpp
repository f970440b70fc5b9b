#include "core/logic/latency/latency_series.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <deque>
#include <random>

using namespace synscope;
using namespace std::chrono_literals;

namespace {

QString text(const std::optional<Duration>& value) {
  return value ? QString::number(value->count()) : QStringLiteral("-");
}

/// Everything at once, in ns: "count min average p50 p90 p95 p99 max last deviation jitter window".
QString describe(const LatencyNumbers& n) {
  QStringList texts{QString::number(n.count)};
  for (const auto& value : {n.min, n.average, n.p50, n.p90, n.p95, n.p99, n.max, n.last, n.deviation, n.jitter})
    texts << text(value);
  return (texts << QString::number(n.window)).join(QLatin1Char(' '));
}

LatencyNumbers numbersOf(const std::vector<Duration>& values, std::size_t window = LatencyWindow::kSize) {
  LatencySeries series(window);
  for (const Duration value : values)
    series.add(value);
  return series.numbers();
}

/// Nearest rank, by sorting.
Duration naivePercentile(std::deque<Duration> values, double percent) {
  std::ranges::sort(values);
  const auto rank = static_cast<std::size_t>(std::ceil(percent * static_cast<double>(values.size()) / 100));
  return values[std::max<std::size_t>(rank, 1) - 1];
}

}  // namespace

class LatencySeriesTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void byHand_data();
  void byHand();
  void jitterByHand();
  void windowIsExact_data();
  void windowIsExact();
  void binsByHand_data();
  void binsByHand();
  void binsCoverEverything();
  void hugeValuesDoNotOverflow();
  void aLongRunStaysExactAndSmall();
  void aWindowStaysSmallWhereverValuesGo();
};

void LatencySeriesTest::byHand_data() {
  QTest::addColumn<std::vector<Duration>>("values");
  QTest::addColumn<QString>("expected");
  QTest::newRow("none") << std::vector<Duration>{} << "0 - - - - - - - - - - 0";
  QTest::newRow("one") << std::vector<Duration>{7us} << "1 7000 7000 7000 7000 7000 7000 7000 7000 0 - 1";
  // Mean 5, distances² 9 1 1 1 0 0 4 16 = 32, /8 = 4, deviation 2. Differences 2 0 0 1 0 2 2 in µs, each /16:
  // 125 117.19 109.86 165.50 155.15 270.46 378.55 (see jitterByHand for the rule).
  QTest::newRow("deviation 2") << std::vector<Duration>{2us, 4us, 4us, 4us, 5us, 5us, 7us, 9us}
                               << "8 2000 5000 4000 9000 9000 9000 9000 9000 2000 379 8";
  std::vector<Duration> hundred;
  for (int i = 100; i >= 1; --i)
    hundred.push_back(std::chrono::milliseconds(i));
  // 1 to 100: mean 50.5, variance (100² - 1) / 12 = 833.25. Jitter approaches 1 ms: 1 ms × (1 - (15/16)^99).
  QTest::newRow("hundred") << hundred
                           << "100 1000000 50500000 50000000 90000000 95000000 99000000 100000000 1000000 28866070 "
                              "998321 100";
}

void LatencySeriesTest::byHand() {
  QFETCH(std::vector<Duration>, values);
  QFETCH(QString, expected);
  QCOMPARE(describe(numbersOf(values)), expected);
}

/// RFC 3550 section 6.4.1: J = 0, then + (|D| - J) / 16 for every further one.
void LatencySeriesTest::jitterByHand() {
  QCOMPARE(numbersOf({10us, 26us}).jitter, Duration(1000));              // 16000 / 16
  QCOMPARE(numbersOf({10us, 26us, 10us}).jitter, Duration(1938));        // 1000 + 15000 / 16 = 1937.5
  QCOMPARE(numbersOf({10us, 26us, 10us, 10us}).jitter, Duration(1816));  // 1937.5 × 15 / 16 = 1816.4
}

void LatencySeriesTest::windowIsExact_data() {
  QTest::addColumn<int>("size");
  QTest::addColumn<int>("spread");
  QTest::newRow("1") << 1 << 1000;
  QTest::newRow("7 of few values") << 7 << 3;
  QTest::newRow("100") << 100 << 50;
  QTest::newRow("2000 of few values") << 2000 << 5;
  QTest::newRow("3000") << 3000 << 1'000'000'000;
}

void LatencySeriesTest::windowIsExact() {
  QFETCH(int, size);
  QFETCH(int, spread);
  std::mt19937_64 random(static_cast<std::uint64_t>(size));
  LatencyWindow window(static_cast<std::size_t>(size));
  std::deque<Duration> naive;
  for (int i = 0; i < size * 3 + 50; ++i) {
    const Duration value(static_cast<Duration::rep>(random() % static_cast<std::uint64_t>(spread)));
    window.add(value);
    naive.push_back(value);
    if (naive.size() > static_cast<std::size_t>(size)) naive.pop_front();
    if (i % std::max(1, size / 20) != 0) continue;
    for (const double percent : {0.001, 1.0, 50.0, 90.0, 95.0, 99.0, 99.9, 100.0})
      QCOMPARE(window.percentile(percent), naivePercentile(naive, percent));
  }
  QCOMPARE(window.count(), naive.size());
}

void LatencySeriesTest::binsByHand_data() {
  QTest::addColumn<qint64>("ns");
  QTest::addColumn<qint64>("from");
  QTest::addColumn<qint64>("to");
  QTest::newRow("0") << qint64{0} << qint64{0} << qint64{1};
  QTest::newRow("15") << qint64{15} << qint64{15} << qint64{16};
  QTest::newRow("16") << qint64{16} << qint64{16} << qint64{17};
  QTest::newRow("33") << qint64{33} << qint64{32} << qint64{34};
  QTest::newRow("63") << qint64{63} << qint64{62} << qint64{64};
  QTest::newRow("1 ms") << qint64{1'000'000} << qint64{983'040} << qint64{1'015'808};  // 30 and 31 × 2^15
  QTest::newRow("negative") << qint64{-5} << qint64{0} << qint64{1};
}

void LatencySeriesTest::binsByHand() {
  QFETCH(qint64, ns);
  QFETCH(qint64, from);
  QFETCH(qint64, to);
  LatencyHistogram histogram;
  histogram.add(Duration(ns));
  histogram.add(Duration(ns));
  const auto bins = histogram.bins();
  QCOMPARE(bins.size(), std::size_t{1});
  QCOMPARE(bins[0].from.count(), from);
  QCOMPARE(bins[0].to.count(), to);
  QCOMPARE(bins[0].count, std::uint64_t{2});
}

void LatencySeriesTest::binsCoverEverything() {
  std::mt19937_64 random(1);
  for (int i = 0; i < 50'000; ++i) {
    const Duration value(static_cast<Duration::rep>(random() >> (1 + random() % 63)));
    const std::size_t bin = LatencyHistogram::binOf(value);
    QVERIFY(bin < 960);
    QVERIFY(LatencyHistogram::beginOf(bin) <= value);
    QVERIFY(value < LatencyHistogram::beginOf(bin + 1) || value == Duration::max());
  }
  QCOMPARE(LatencyHistogram::binOf(Duration::max()), std::size_t{959});
}

void LatencySeriesTest::hugeValuesDoNotOverflow() {
  const LatencyNumbers numbers = numbersOf({Duration(0), 24h * 365, Duration(0), 24h * 365});
  QCOMPARE(numbers.average, Duration(24h * 365) / 2);
  QCOMPARE(numbers.deviation, Duration(24h * 365) / 2);
  QCOMPARE(numbers.max, Duration(24h * 365));
}

/// 300,000 samples around a value with a known mean: the mean has not drifted, and no percentile looks further back
/// than the window.
void LatencySeriesTest::aLongRunStaysExactAndSmall() {
  LatencySeries series;
  for (int i = 0; i < 300'000; ++i)
    series.add(i < 285'000 ? Duration(5ms) : Duration(5ms) + std::chrono::microseconds(i % 100));
  const LatencyNumbers numbers = series.numbers();
  QCOMPARE(numbers.count, std::uint64_t{300'000});
  QCOMPARE(numbers.average, Duration(5'002'475));  // 5 ms + 49.5 µs × 1 / 20
  QCOMPARE(numbers.window, std::uint64_t{LatencyWindow::kSize});
  QCOMPARE(numbers.p50, Duration(5'049us));
  QCOMPARE(numbers.p99, Duration(5'098us));
  std::uint64_t counted = 0;
  for (const LatencyBin& bin : numbers.histogram)
    counted += bin.count;
  QCOMPARE(counted, numbers.count);
  QVERIFY(numbers.histogram.size() <= 2);
}

/// Latency that wanders, and is now and then what it was: nothing is left behind, and a full window takes no more.
void LatencySeriesTest::aWindowStaysSmallWhereverValuesGo() {
  constexpr std::size_t kMostBytes = 300 * 1024;
  std::mt19937_64 random(2);
  LatencyWindow window;
  std::size_t full = 0;
  for (std::uint64_t i = 0; i < 150'000; ++i) {
    const std::uint64_t level = random() % 5 == 0 ? random() % 15 : i / 10'000;
    window.add(Duration(static_cast<Duration::rep>(level * 1'000'000 + random() % 900'000)));
    if (i == LatencyWindow::kSize) full = window.room();
    if (i > LatencyWindow::kSize && i % 100 == 0) QCOMPARE(window.room(), full);
  }
  QVERIFY2(full < kMostBytes, qPrintable(QString::number(full)));
  QVERIFY(full > 2 * LatencyWindow::kSize * sizeof(Duration));
}

QTEST_APPLESS_MAIN(LatencySeriesTest)
#include "latency_series_test.moc"
