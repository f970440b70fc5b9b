#include "core/logic/endpoint/send_schedule.h"

#include <QTest>

#include <string>

using namespace synscope;
using namespace std::chrono_literals;

namespace {

/// Wakes the schedule whenever it asks to be woken, `late` after each deadline; "time:index" for each message sent.
std::string play(SendSchedule::Plan plan, Duration late, int mostWakes = 10) {
  SendSchedule schedule(std::move(plan), TimePoint());
  std::string sent;
  for (int wake = 0; wake < mostWakes && schedule.nextDeadline(); ++wake) {
    const TimePoint now = *schedule.nextDeadline() + late;
    if (const auto index = schedule.onTime(now))
      sent += std::to_string(int(toMs(now.time_since_epoch()))) + ':' + std::to_string(*index) + ' ';
  }
  return sent;
}

}  // namespace

class SendScheduleTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void sendsInOrderWithDelays();
  void repeatsWithAnInterval();
  void neverCatchesUpInABurst();
  void isSilentBeforeItsTime();
  void endlessHasNoTotal();
  void zeroRoundsSendNothing();
};

void SendScheduleTest::sendsInOrderWithDelays() {
  QCOMPARE(play({{0ms, 100ms, 50ms}, 1, 0ms}, 0ms), std::string("0:0 100:1 150:2 "));
}

void SendScheduleTest::repeatsWithAnInterval() {
  QCOMPARE(play({{10ms, 20ms}, 2, 1000ms}, 0ms), std::string("10:0 30:1 1040:0 1060:1 "));
}

void SendScheduleTest::neverCatchesUpInABurst() {
  QCOMPARE(play({{100ms}, 3, 0ms}, 500ms), std::string("600:0 1200:0 1800:0 "));
}

void SendScheduleTest::isSilentBeforeItsTime() {
  SendSchedule schedule({{100ms}, 1, 0ms}, TimePoint());
  QVERIFY(!schedule.onTime(TimePoint(99ms)));
  QVERIFY(schedule.onTime(TimePoint(100ms)));
  QVERIFY(!schedule.onTime(TimePoint(10s)));
  QCOMPARE(schedule.sent(), std::uint64_t(1));
}

void SendScheduleTest::endlessHasNoTotal() {
  QCOMPARE(play({{1ms}, std::nullopt, 0ms}, 0ms, 3), std::string("1:0 2:0 3:0 "));
  QVERIFY(!SendSchedule({{1ms}, std::nullopt, 0ms}, TimePoint()).total());
}

void SendScheduleTest::zeroRoundsSendNothing() {
  QVERIFY(!SendSchedule({{1ms}, 0, 0ms}, TimePoint()).nextDeadline());
}

QTEST_APPLESS_MAIN(SendScheduleTest)
#include "send_schedule_test.moc"
