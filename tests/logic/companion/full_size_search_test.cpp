#include "core/logic/companion/full_size_search.h"

#include <QTest>

using namespace synscope;

namespace {

/// A path that takes maximum segment sizes up to a limit each way; 0: nothing at all.
struct Path {
  int there = 1460;
  int back = 1460;
};

/// Plays a search against a path: what was tried, "there:- there:536 …", and where it ended.
QStringList play(FullSizeSearch& search, const Path& path, int agreed = 1460) {
  QStringList tried;
  while (const auto trial = search.next()) {
    const bool there = trial->way == FullSizeWay::kThere;
    const int size = std::min(trial->maximumSegment.value_or(agreed), agreed);
    tried << QStringLiteral("%1:%2").arg(there ? QStringLiteral("there") : QStringLiteral("back"),
                                         trial->maximumSegment ? QString::number(size) : QStringLiteral("-"));
    FullSizeOutcome outcome;
    outcome.arrived = size <= (there ? path.there : path.back);
    outcome.offered = static_cast<std::uint32_t>(size);
    search.onOutcome(*trial, outcome);
    if (tried.size() > 100) break;
  }
  return tried;
}

QString verdictOf(const FullSizeSearch& search, IpFamily family = IpFamily::kV4) {
  const MtuVerdict verdict = judgeMtu(search.there(), search.back(), family);
  const std::string_view code = name(verdict.code);
  return QString::fromUtf8(code.data(), static_cast<qsizetype>(code.size())) + QLatin1Char(' ') +
         (verdict.mtu ? QString::number(*verdict.mtu) : QStringLiteral("-"));
}

}  // namespace

class FullSizeSearchTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void paths_data();
  void paths();
  void certainties();
  void aWidePathNeedsTwoTrials();
  void everyLimitIsFound();
  void aPathThatTells();
  void noMoreIsClaimedThanWasSent();
  void ipv6HasLargerHeaders();
  void hostileNumbersDoNoHarm();
  void aPathThatTellsInBetween();
  void aPathThatLosesMuch();
  void noMoreTrialsThanSaid();
};

void FullSizeSearchTest::paths_data() {
  QTest::addColumn<int>("there");
  QTest::addColumn<int>("back");
  QTest::addColumn<QString>("verdict");
  QTest::newRow("wide") << 1460 << 1460 << "full 1500";
  QTest::newRow("hole there") << 1260 << 1460 << "black-hole-there 1300";
  QTest::newRow("hole back") << 1460 << 1360 << "black-hole-back 1400";
  QTest::newRow("holes both ways") << 1260 << 1200 << "black-hole-both 1240";
  QTest::newRow("barely the least") << 536 << 1460 << "black-hole-there 576";
  QTest::newRow("nothing there") << 0 << 1460 << "unclear 1500";
  QTest::newRow("nothing at all") << 0 << 0 << "unclear -";
  QTest::newRow("nothing there, hole back") << 0 << 1000 << "black-hole-back 1040";
}

void FullSizeSearchTest::paths() {
  QFETCH(int, there);
  QFETCH(int, back);
  QFETCH(QString, verdict);
  FullSizeSearch search;
  play(search, {there, back});
  QCOMPARE(verdictOf(search), verdict);
}

/// What arrived is certain, unless a path that was told of earlier kept it small; what vanished is inferred.
void FullSizeSearchTest::certainties() {
  const auto of = [](const FullSizeOutcome& there) {
    FullSizeSearch search;
    search.onOutcome({FullSizeWay::kThere, {}}, there);
    search.onOutcome({FullSizeWay::kBack, {}}, {true, 40'000, 1460, 1448, 1500, 1500});
    return judgeMtu(search.there(), search.back(), IpFamily::kV4).confidence;
  };
  QCOMPARE(of({true, 40'000, 1460, 1448, 1500, 1500}), Confidence::kCertain);
  QCOMPARE(of({true, 40'000, 1460, 1248, 1500, 1300}), Confidence::kCertain);
  QCOMPARE(of({true, 40'000, 1460, 1248, 1300, 1300}), Confidence::kLikely);
  FullSizeSearch hole, nothing;
  play(hole, {1260, 1460});
  play(nothing, {0, 1460});
  QCOMPARE(judgeMtu(hole.there(), hole.back(), IpFamily::kV4).confidence, Confidence::kLikely);
  QCOMPARE(judgeMtu(nothing.there(), nothing.back(), IpFamily::kV4).confidence, Confidence::kPossible);
}

void FullSizeSearchTest::aWidePathNeedsTwoTrials() {
  FullSizeSearch search;
  QCOMPARE(play(search, {}), QStringList({QStringLiteral("there:-"), QStringLiteral("back:-")}));
}

void FullSizeSearchTest::everyLimitIsFound() {
  for (int limit = FullSizeSearch::kLeastSegment; limit < 1460; ++limit) {
    FullSizeSearch search;
    const QStringList tried = play(search, {limit, 1460});
    QCOMPARE(search.there().largest, std::optional(limit));
    QVERIFY(tried.size() <= 15);
  }
}

void FullSizeSearchTest::aPathThatTells() {
  FullSizeSearch search;
  FullSizeOutcome there{true, 40'000, 1460, 1248, 1500, 1300};
  search.onOutcome({FullSizeWay::kThere, {}}, there);
  FullSizeOutcome back{true, 40'000, 1460, 1448, 1500, 1500};
  search.onOutcome({FullSizeWay::kBack, {}}, back);
  QVERIFY(!search.next());
  QVERIFY(search.there().told && !search.back().told);
  QCOMPARE(verdictOf(search), QStringLiteral("told 1300"));
}

/// The loopback takes packets larger than what was sent.
void FullSizeSearchTest::noMoreIsClaimedThanWasSent() {
  FullSizeSearch search;
  for (const FullSizeWay way : {FullSizeWay::kThere, FullSizeWay::kBack})
    search.onOutcome({way, {}}, {true, 40'000, 65'483, 65'471, 65'535, 65'535});
  QCOMPARE(verdictOf(search), QStringLiteral("full 40040"));
}

void FullSizeSearchTest::ipv6HasLargerHeaders() {
  FullSizeSearch search;
  play(search, {1220, 1440}, 1440);
  QCOMPARE(verdictOf(search, IpFamily::kV6), QStringLiteral("black-hole-there 1280"));
}

/// The far end says what it likes; the search ends all the same.
void FullSizeSearchTest::hostileNumbersDoNoHarm() {
  for (const std::uint32_t offered : {0U, 1U, 536U, 537U, 65'535U, 4'294'967'295U}) {
    FullSizeSearch search;
    int trials = 0;
    while (const auto trial = search.next()) {
      FullSizeOutcome outcome;
      outcome.arrived = trial->maximumSegment == FullSizeSearch::kLeastSegment;
      outcome.offered = offered;
      outcome.pathMtu = 0;
      search.onOutcome(*trial, outcome);
      QVERIFY(++trials < 50);
    }
    QVERIFY(verdictOf(search).startsWith(QStringLiteral("black-hole-both")));
  }
}

/// What another connection has learned of the path meanwhile limits what can be offered, and so what can be known.
void FullSizeSearchTest::aPathThatTellsInBetween() {
  FullSizeSearch search;
  const FullSizeTrial there{FullSizeWay::kThere, std::nullopt}, back{FullSizeWay::kBack, std::nullopt};
  FullSizeOutcome outcome;
  outcome.arrived = true;
  outcome.offered = 1460;
  search.onOutcome(there, outcome);
  outcome.arrived = false;
  search.onOutcome(back, outcome);
  outcome.arrived = true;
  while (const auto trial = search.next()) {
    outcome.offered = static_cast<std::uint32_t>(std::min(trial->maximumSegment.value_or(1460), 1260));
    search.onOutcome(*trial, outcome);
  }
  QCOMPARE(search.back().largest, std::optional(1260));
  QCOMPARE(verdictOf(search), QStringLiteral("black-hole-back 1300"));
}

/// Large data and some of the search were lost like anything else: that is no black hole.
void FullSizeSearchTest::aPathThatLosesMuch() {
  for (const int lost : {1, 2, 3, 5}) {
    FullSizeSearch search;
    for (int trials = 1; const auto trial = search.next(); ++trials) {
      FullSizeOutcome outcome;
      outcome.arrived = trials > lost || trial->maximumSegment == FullSizeSearch::kLeastSegment;
      outcome.offered = static_cast<std::uint32_t>(trial->maximumSegment.value_or(1460));
      search.onOutcome(*trial, outcome);
      QVERIFY(trials < 40);
    }
    QCOMPARE(verdictOf(search), QStringLiteral("full 1500"));
  }
}

void FullSizeSearchTest::noMoreTrialsThanSaid() {
  for (const int limit : {0, 536, 537, 1000, 1459, 1460}) {
    FullSizeSearch search;
    const int said = search.mostLeft();
    const qsizetype needed = play(search, {limit, limit}).size();
    QVERIFY2(needed <= said, qPrintable(QStringLiteral("%1: %2 of %3").arg(limit).arg(needed).arg(said)));
    QCOMPARE(search.mostLeft(), 0);
  }
}

QTEST_APPLESS_MAIN(FullSizeSearchTest)
#include "full_size_search_test.moc"
