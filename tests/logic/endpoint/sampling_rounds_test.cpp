#include "core/logic/endpoint/sampling_rounds.h"

#include <QTest>

#include <map>

using namespace synscope;
using namespace std::chrono_literals;

namespace {

TimePoint at(Duration value) {
  return TimePoint(value);
}

/// Asks in rounds of 5 ms and counts how often each one came up.
std::map<ConnectionId, int> countTurns(SamplingRounds& rounds, Duration from, Duration until,
                                       int mostPerRound = 100'000) {
  std::map<ConnectionId, int> turns;
  for (Duration now = from; now < until; now += SamplingRounds::kRound) {
    for (int i = 0; i < mostPerRound; ++i) {
      const auto id = rounds.next(at(now));
      if (!id) break;
      ++turns[*id];
    }
  }
  return turns;
}

}  // namespace

/// Who is looked at, when, and that nobody is forgotten.
class SamplingRoundsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void nothingToDo();
  void changingOnesEveryRoundQuietOnesSeldom();
  void theWatchedOne();
  void aNewPaceReplacesTheOld();
  void manyAreSpreadOverASecond();
  void busyOnesDoNotStarveQuietOnes();
};

void SamplingRoundsTest::nothingToDo() {
  SamplingRounds rounds;
  QCOMPARE(rounds.wait(at(0ms)), std::nullopt);
  QCOMPARE(rounds.next(at(0ms)), std::nullopt);
  rounds.setWatched(7);
  QCOMPARE(rounds.wait(at(0ms)), std::nullopt);
}

void SamplingRoundsTest::changingOnesEveryRoundQuietOnesSeldom() {
  SamplingRounds rounds;
  rounds.set(1, SamplingPace::kBusy, at(0ms));
  rounds.set(2, SamplingPace::kQuiet, at(0ms));
  QCOMPARE(rounds.wait(at(0ms)), Duration::zero());
  const auto turns = countTurns(rounds, 0ms, 1s);
  QCOMPARE(turns.at(1), 200);
  QCOMPARE(turns.at(2), 3);
  rounds.forget(1);
  QCOMPARE(rounds.wait(at(1s)), Duration(0ms));  // due at 1 s, the fourth time
  QCOMPARE(rounds.next(at(1s)), ConnectionId(2));
  QCOMPARE(rounds.wait(at(1s)), Duration(250ms));
}

void SamplingRoundsTest::theWatchedOne() {
  SamplingRounds rounds;
  rounds.set(1, SamplingPace::kQuiet, at(0ms));
  rounds.setWatched(1);
  QVERIFY(countTurns(rounds, 0ms, 1s).at(1) >= 100);
  rounds.forget(1);
  QCOMPARE(rounds.wait(at(1s)), std::nullopt);
}

void SamplingRoundsTest::aNewPaceReplacesTheOld() {
  SamplingRounds rounds;
  for (int i = 0; i < 1000; ++i)
    rounds.set(1, i % 2 == 0 ? SamplingPace::kBusy : SamplingPace::kQuiet, at(0ms));
  QCOMPARE(countTurns(rounds, 0ms, 1s).at(1), 3);
}

void SamplingRoundsTest::manyAreSpreadOverASecond() {
  SamplingRounds rounds;
  for (ConnectionId id = 1; id <= 10'000; ++id)
    rounds.set(id, SamplingPace::kQuiet, at(std::chrono::microseconds(id * 100)));
  const auto turns = countTurns(rounds, 1s, 5s, 100);  // as many as a round has time for
  QCOMPARE(turns.size(), 10'000U);
  for (const auto& [id, count] : turns)
    QVERIFY2(count >= 3 && count <= 5, qPrintable(QString::number(count)));
}

void SamplingRoundsTest::busyOnesDoNotStarveQuietOnes() {
  SamplingRounds rounds;
  for (ConnectionId id = 1; id <= 1000; ++id)
    rounds.set(id, SamplingPace::kBusy, at(0ms));
  rounds.set(5000, SamplingPace::kQuiet, at(0ms));
  const auto turns = countTurns(rounds, 0ms, 10s, 100);
  QCOMPARE(turns.size(), 1001U);
  QVERIFY(turns.at(5000) >= 20);
}

QTEST_APPLESS_MAIN(SamplingRoundsTest)
#include "sampling_rounds_test.moc"
