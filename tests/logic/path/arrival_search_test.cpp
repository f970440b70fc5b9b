#include "core/logic/path/arrival_search.h"

#include <QTest>

using namespace synscope;

/// The search against a peer whose answers arrive with a known TTL.
class TestArrivalSearch : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void everyArrivalTtlIsFound_data();
  void everyArrivalTtlIsFound();
  void expectedPlaceCostsFewAttempts_data();
  void expectedPlaceCostsFewAttempts();
  void oneLostAnswerDoesNotMislead();
  void nobodyAnswers();
};

namespace {

struct Outcome {
  std::optional<int> found;
  int attempts = 0;
  int rounds = 0;
};

/// @param lost Number of the attempt whose answer is lost, from 1; 0: none.
Outcome play(int distance, int arrival, int lost = 0) {
  ArrivalSearch search(distance);
  Outcome outcome;
  for (auto tries = search.next(); !tries.empty(); tries = search.next()) {
    ++outcome.rounds;
    for (const int minimum : tries)
      search.tried(minimum, ++outcome.attempts != lost && arrival >= minimum);
  }
  outcome.found = search.found();
  return outcome;
}

}  // namespace

void TestArrivalSearch::everyArrivalTtlIsFound_data() {
  QTest::addColumn<int>("distance");
  for (const int distance : {0, 1, 4, 12, 30, 63})
    QTest::addRow("distance %d", distance) << distance;
}

void TestArrivalSearch::everyArrivalTtlIsFound() {
  QFETCH(int, distance);
  for (int arrival = 1; arrival <= 255; ++arrival) {
    const Outcome outcome = play(distance, arrival);
    QCOMPARE(outcome.found, std::optional(arrival));
    QVERIFY2(outcome.rounds <= ArrivalSearch::kRounds, qPrintable(QString::number(arrival)));
    QVERIFY2(outcome.attempts <= 31, qPrintable(QStringLiteral("%1: %2").arg(arrival).arg(outcome.attempts)));
  }
}

void TestArrivalSearch::expectedPlaceCostsFewAttempts_data() {
  QTest::addColumn<int>("distance");
  QTest::addColumn<int>("arrival");
  QTest::addColumn<int>("attempts");
  QTest::newRow("host, initial TTL 64") << 4 << 61 << 6;
  QTest::newRow("one hop nearer") << 4 << 62 << 8;
  QTest::newRow("the next hop") << 1 << 64 << 5;
}

void TestArrivalSearch::expectedPlaceCostsFewAttempts() {
  QFETCH(int, distance);
  QFETCH(int, arrival);
  QTEST(play(distance, arrival).attempts, "attempts");
}

void TestArrivalSearch::oneLostAnswerDoesNotMislead() {
  for (int lost = 2; lost <= 8; ++lost)
    QCOMPARE(play(4, 61, lost).found, std::optional(61));
}

void TestArrivalSearch::nobodyAnswers() {
  const Outcome outcome = play(4, 0);
  QVERIFY(!outcome.found);
  QCOMPARE(outcome.rounds, 1);
}

QTEST_APPLESS_MAIN(TestArrivalSearch)
#include "arrival_search_test.moc"
