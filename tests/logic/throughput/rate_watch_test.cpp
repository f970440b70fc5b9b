#include "core/logic/throughput/rate_watch.h"

#include <QTest>

#include <functional>

using namespace synscope;
using std::chrono::milliseconds;

/// A limit of 8 Mbit/s (a megabyte a second) over five seconds.
class RateWatchTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void isExceededWhen_data();
  void isExceededWhen();
  void noLimit();
};

namespace {

constexpr std::uint64_t kSecond = 1'000'000;  ///< Bytes that the limit allows in one.

/// ms of the first look that told so, looking every 100 ms for half a minute; -1: none.
int firstExcess(const std::function<std::uint64_t(int)>& totalAtMs) {
  RateWatch watch(8 * kSecond, std::chrono::seconds(5));
  for (int ms = 0; ms <= 30'000; ms += 100)
    if (watch.exceeded(totalAtMs(ms), TimePoint(milliseconds(ms)))) return ms;
  return -1;
}

std::uint64_t at(int ms, double timesTheLimit) {
  return static_cast<std::uint64_t>(static_cast<double>(ms) * 1000 * timesTheLimit);
}

}  // namespace

void RateWatchTest::isExceededWhen_data() {
  using Total = std::function<std::uint64_t(int)>;
  QTest::addColumn<Total>("total");
  QTest::addColumn<int>("ms");
  QTest::newRow("silence") << Total([](int) { return 0; }) << -1;
  QTest::newRow("just the limit") << Total([](int ms) { return at(ms, 1); }) << -1;
  QTest::newRow("the limit after a burst") << Total([](int ms) { return ms == 0 ? 0 : at(ms, 1) + kSecond / 2; }) << -1;
  QTest::newRow("a tenth more is within the slack of a second") << Total([](int ms) { return at(ms, 1.1); }) << -1;
  QTest::newRow("one and a half times as much") << Total([](int ms) { return at(ms, 1.5); }) << 4100;
  QTest::newRow("a hundred times as much is noticed at once") << Total([](int ms) { return at(ms, 100); }) << 100;
  QTest::newRow("too much after ten quiet seconds")
      << Total([](int ms) { return ms < 10'000 ? at(ms, 0.1) : kSecond + at(ms - 10'000, 4); }) << 11'500;
}

void RateWatchTest::isExceededWhen() {
  QFETCH(std::function<std::uint64_t(int)>, total);
  QFETCH(int, ms);
  QCOMPARE(firstExcess(total), ms);
}

void RateWatchTest::noLimit() {
  RateWatch watch(0, std::chrono::seconds(5));
  QVERIFY(!watch.exceeded(0, TimePoint()));
  QVERIFY(!watch.exceeded(UINT64_MAX, TimePoint(milliseconds(1))));
}

QTEST_APPLESS_MAIN(RateWatchTest)
#include "rate_watch_test.moc"
