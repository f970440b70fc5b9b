#include "core/logic/throughput/loaded_latency.h"

#include <QTest>

using namespace synscope;

namespace {

std::optional<LatencyNumbers> median(double ms) {
  if (ms < 0) return std::nullopt;
  LatencyNumbers numbers;
  numbers.p50 = Duration(static_cast<Duration::rep>(ms * 1e6));
  return numbers;
}

}  // namespace

class LoadedLatencyTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void grades_data();
  void grades();
  void everyGradeHasItsKey();
};

void LoadedLatencyTest::grades_data() {
  QTest::addColumn<double>("idle");
  QTest::addColumn<double>("up");
  QTest::addColumn<double>("down");
  QTest::addColumn<QByteArray>("grade");
  QTest::addColumn<int>("roundTripsPerMinute");
  const auto row = [](const char* name, double idle, double up, double down, const char* grade, int perMinute) {
    QTest::newRow(name) << idle << up << down << QByteArray(grade) << perMinute;
  };
  constexpr double kNone = -1;
  row("nothing added", 10, 10, kNone, "A+", 6000);
  row("better than idle", 10, 8, kNone, "A+", 7500);
  row("just under 5 ms", 10, 14.99, kNone, "A+", 4002);
  row("5 ms", 10, 15, kNone, "A", 4000);
  row("just under 30 ms", 10, 39.99, kNone, "A", 1500);
  row("30 ms", 10, 40, kNone, "B", 1500);
  row("60 ms", 10, 70, kNone, "C", 857);
  row("200 ms", 10, 210, kNone, "D", 285);
  row("399 ms", 1, 400, kNone, "D", 150);
  row("400 ms", 10, 410, kNone, "F", 146);
  row("a minute", 10, 60'010, kNone, "F", 0);
  row("the worse direction decides", 10, 12, 250, "D", 240);
  row("and the other way round", 10, 250, 12, "D", 240);
  row("a long way is no queue", 300, 303, 302, "A+", 198);
  row("loopback", 0.03, 0.9, 0.05, "A+", 66'666);
  row("no idle median", kNone, 40, kNone, "", 1500);
  row("no loaded median", 10, kNone, kNone, "", 0);
}

void LoadedLatencyTest::grades() {
  QFETCH(double, idle);
  QFETCH(double, up);
  QFETCH(double, down);
  QFETCH(QByteArray, grade);
  QFETCH(int, roundTripsPerMinute);
  const LoadedLatency latency = judgeLoadedLatency(median(idle), median(up), median(down));
  QCOMPARE(QByteArray::fromStdString(latency.grade), grade);
  QCOMPARE(static_cast<int>(latency.roundTripsPerMinute.value_or(0)), roundTripsPerMinute);
  QCOMPARE(latency.up.has_value(), up >= 0);
}

void LoadedLatencyTest::everyGradeHasItsKey() {
  for (const LatencyGrade& grade : latencyGrades())
    QCOMPARE(latencyGradeKey(grade.name), grade.key);
  QCOMPARE(latencyGradeKey("E"), "");
}

QTEST_APPLESS_MAIN(LoadedLatencyTest)
#include "loaded_latency_test.moc"
