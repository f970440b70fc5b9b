#include "core/logic/throughput/pacer.h"

#include <QTest>

using namespace synscope;
using std::chrono::microseconds;
using std::chrono::milliseconds;

namespace {

/// Bytes that go within `time` when the sender wakes as asked, and no sooner than `grain` after the last time.
std::uint64_t run(Pacer& pacer, TimePoint from, Duration time, std::size_t block, Duration grain) {
  std::uint64_t bytes = 0;
  for (TimePoint now = from; now < from + time;) {
    const std::size_t count = pacer.allowance(now) / block;
    pacer.sent(count * block);
    bytes += count * block;
    now = std::max(now + grain, pacer.nextSend());
  }
  return bytes;
}

}  // namespace

class PacerTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void keepsTheRate_data();
  void keepsTheRate();
  void spacesBlocksEvenly();
  void catchesUpALittle();
  void sendsBursts();
  void withoutARateEverythingMayGo();
};

void PacerTest::keepsTheRate_data() {
  QTest::addColumn<quint64>("rate");
  QTest::addColumn<int>("block");
  QTest::addColumn<int>("grainUs");
  QTest::newRow("1 Mbit/s of 32768") << quint64{1'000'000} << 32'768 << 1;
  QTest::newRow("10 Mbit/s of 1448") << quint64{10'000'000} << 1448 << 50;
  QTest::newRow("1 Gbit/s of 1448, a coarse timer") << quint64{1'000'000'000} << 1448 << 1000;
  QTest::newRow("10 Gbit/s of 1448") << quint64{10'000'000'000} << 1448 << 60;
  QTest::newRow("100 Gbit/s of 131072") << quint64{100'000'000'000} << 131'072 << 10;
  QTest::newRow("7 bit/s of 16") << quint64{7} << 16 << 1;
}

void PacerTest::keepsTheRate() {
  QFETCH(quint64, rate);
  QFETCH(int, block);
  QFETCH(int, grainUs);
  const auto size = static_cast<std::size_t>(block);
  Pacer pacer(rate, size, 1, TimePoint());
  const Duration time = rate < 1000 ? std::chrono::seconds(10'000) : std::chrono::seconds(10);
  const std::uint64_t bytes = run(pacer, TimePoint(), time, size, microseconds(grainUs));
  const double wanted = static_cast<double>(rate) / 8 * std::chrono::duration<double>(time).count();
  QVERIFY2(qAbs(static_cast<double>(bytes) - wanted) <= static_cast<double>(block) + wanted * 1e-4,
           qPrintable(QString::number(bytes)));
}

void PacerTest::spacesBlocksEvenly() {
  Pacer pacer(8'000'000, 1000, 1, TimePoint());
  TimePoint now{};
  for (int i = 0; i < 10; ++i) {
    QCOMPARE(pacer.allowance(now), std::size_t{1000});
    pacer.sent(1000);
    QCOMPARE(pacer.allowance(now), std::size_t{0});
    QCOMPARE(pacer.nextSend() - now, Duration(milliseconds(1)));
    now = pacer.nextSend();
  }
}

/// iperf3 would send the whole ten seconds' worth at once.
void PacerTest::catchesUpALittle() {
  Pacer pacer(8'000'000, 1000, 1, TimePoint());
  QCOMPARE(pacer.allowance(TimePoint(std::chrono::seconds(10))), std::size_t{21'000});
  pacer.sent(21'000);
  QCOMPARE(pacer.nextSend(), TimePoint(std::chrono::seconds(10) + milliseconds(1)));
}

void PacerTest::sendsBursts() {
  Pacer pacer(8'000'000, 1000, 4, TimePoint());
  QCOMPARE(pacer.allowance(TimePoint()), std::size_t{4000});
  pacer.sent(4000);
  QCOMPARE(pacer.nextSend(), TimePoint(milliseconds(4)));
}

void PacerTest::withoutARateEverythingMayGo() {
  Pacer pacer(0, 1000, 1, TimePoint());
  pacer.sent(1'000'000'000);
  QVERIFY(pacer.allowance(TimePoint()) > 1'000'000'000'000);
  QVERIFY(pacer.nextSend() <= TimePoint());
}

QTEST_APPLESS_MAIN(PacerTest)
#include "pacer_test.moc"
