#include "core/logic/reach/scan_plan.h"

#include <QTest>

#include <functional>
#include <numeric>

using namespace synscope;
using namespace std::chrono_literals;

namespace {

/// What the network of a test answers to an attempt, and after how long.
struct Reply {
  ScanAnswer answer = ScanAnswer::kSilent;
  Duration after = 1ms;
};
using Network = std::function<Reply(const ScanTarget&, TimePoint)>;

struct Outcome {
  std::vector<ScanTarget> attempts;
  std::vector<TimePoint> startedAt;
  std::size_t silent = 0, marked = 0;
  int mostInFlight = 0;
  Duration took{};
};

struct Flying {
  ScanTarget target;
  ScanAnswer answer;
  TimePoint startedAt, endsAt;
};

/// Plays a plan against a network in virtual time.
Outcome play(ScanPlan& plan, const Network& network) {
  Outcome outcome;
  std::vector<Flying> flying;
  const TimePoint start{1h};
  TimePoint now = start;
  for (int guard = 0; !plan.finished() && guard < 1'000'000; ++guard) {
    while (const auto step = plan.next(now)) {
      if (step->kind == ScanStep::Kind::kGiveUp) {
        ++outcome.silent;
        outcome.marked += step->perhapsRateLimited;
        continue;
      }
      outcome.attempts.push_back(step->target);
      outcome.startedAt.push_back(now);
      const Reply reply = network(step->target, now);
      const bool silent = reply.answer == ScanAnswer::kSilent;
      flying.push_back({step->target, reply.answer, now, now + (silent ? plan.timeoutOf(step->target) : reply.after)});
    }
    outcome.mostInFlight = std::max(outcome.mostInFlight, plan.inFlight());
    const auto first = std::ranges::min_element(flying, {}, &Flying::endsAt);
    const auto deadline = plan.nextDeadline();
    if (deadline && *deadline > now && (first == flying.end() || *deadline < first->endsAt)) {
      now = *deadline;
      continue;
    }
    if (first == flying.end()) continue;
    const Flying done = *first;
    flying.erase(first);
    now = done.endsAt;
    const ScanRuling ruling = plan.onAnswer(done.target, done.answer, now - done.startedAt, now);
    if (ruling.isFinal && done.answer == ScanAnswer::kSilent) {
      ++outcome.silent;
      outcome.marked += ruling.perhapsRateLimited;
    }
  }
  outcome.took = now - start;
  return outcome;
}

/// Rejects 6 times at once, then once a second (Linux icmp_ratelimit).
struct RateLimitedRouter {
  Reply operator()(const ScanTarget&, TimePoint now) {
    if (burst == 0 && now < nextToken) return {};
    if (burst > 0) --burst;
    nextToken = now + 1s;
    return {ScanAnswer::kIcmp};
  }

  int burst = 6;
  TimePoint nextToken{};
};

std::vector<std::uint16_t> portsTo(std::uint16_t last) {
  std::vector<std::uint16_t> ports(last);
  std::iota(ports.begin(), ports.end(), std::uint16_t{1});
  return ports;
}

}  // namespace

class ScanPlanTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void goesPortByPortOverAllHosts();
  void twoHundredSilentPortsCostAboutOneTimeout();
  void aLostAttemptIsRepeatedAndHalvesTheWindow();
  void noPortIsSilentBeforeTheWholeLimitHasPassed();
  void silenceBesideRejectionsIsRepeatedSlowly();
  void theFirstSlowRepeatWaitsForTheRateLimitToo();
  void slowRepeatsEndWhenNothingIsRejectedAnyMore();
  void descriptorsRunningOutLowersTheWindow();
  void neverExceedsTheWindow();
};

void ScanPlanTest::goesPortByPortOverAllHosts() {
  ScanPlan plan(2, {22, 80}, {});
  const Outcome outcome = play(plan, [](auto&&...) { return Reply{ScanAnswer::kAnswered}; });
  QStringList order;
  for (const ScanTarget& target : outcome.attempts)
    order += QStringLiteral("%1:%2").arg(target.host).arg(target.port);
  QCOMPARE(order.join(QLatin1Char(' ')), QStringLiteral("0:22 1:22 0:80 1:80"));
  QVERIFY(plan.finished());
}

void ScanPlanTest::twoHundredSilentPortsCostAboutOneTimeout() {
  ScanPlan plan(1, portsTo(200), {Protocol::kTcp, 512, 1, 1s});
  const Outcome outcome = play(plan, [](auto&&...) { return Reply{}; });
  QCOMPARE(outcome.silent, 200U);
  QVERIFY2(outcome.took <= 2s, qPrintable(QString::number(toMs(outcome.took))));
}

void ScanPlanTest::aLostAttemptIsRepeatedAndHalvesTheWindow() {
  ScanPlan plan(1, portsTo(100), {Protocol::kTcp, 100, 1, 1s});
  const int before = plan.window();
  const Outcome outcome = play(plan, [](const ScanTarget& target, TimePoint) {
    return target.port == 7 && target.round == 0 ? Reply{} : Reply{ScanAnswer::kAnswered};
  });
  QCOMPARE(outcome.silent, 0U);
  QCOMPARE(outcome.attempts.size(), 101U);
  QCOMPARE(outcome.attempts.back().port, 7);
  QCOMPARE(plan.window(), before / 2);
}

void ScanPlanTest::noPortIsSilentBeforeTheWholeLimitHasPassed() {
  ScanPlan plan(1, portsTo(100), {Protocol::kTcp, 100, 1, 1s});
  const Outcome outcome = play(plan, [](const ScanTarget& target, TimePoint) {
    return target.port == 100 ? Reply{} : Reply{ScanAnswer::kAnswered};
  });
  QCOMPARE(outcome.silent, 1U);
  QCOMPARE(plan.timeoutOf(outcome.attempts.back()), Duration(1s));
  QVERIFY(outcome.took >= 1s);
}

void ScanPlanTest::silenceBesideRejectionsIsRepeatedSlowly() {
  ScanPlan plan(1, portsTo(40), {Protocol::kTcp, 512, 1, 1s});
  const Outcome outcome = play(plan, RateLimitedRouter());
  QCOMPARE(outcome.attempts.size(), 50U);
  QCOMPARE(outcome.silent, 24U);
  QCOMPARE(outcome.marked, 24U);
  for (std::size_t i = 41; i < 50; ++i)
    QVERIFY(outcome.startedAt[i] - outcome.startedAt[i - 1] >= 1s);
}

void ScanPlanTest::theFirstSlowRepeatWaitsForTheRateLimitToo() {
  ScanPlan plan(1, portsTo(10), {Protocol::kTcp, 512, 1, 300ms});
  const Outcome outcome = play(plan, RateLimitedRouter());
  QCOMPARE(outcome.silent, 0U);
  QCOMPARE(outcome.attempts.size(), 14U);
  QVERIFY(outcome.startedAt[10] - outcome.startedAt[0] >= 1s);
}

void ScanPlanTest::slowRepeatsEndWhenNothingIsRejectedAnyMore() {
  ScanPlan plan(1, portsTo(60), {Protocol::kTcp, 512, 1, 1s});
  const Outcome outcome = play(
      plan, [](const ScanTarget& target, TimePoint) { return target.port <= 6 ? Reply{ScanAnswer::kIcmp} : Reply{}; });
  QCOMPARE(outcome.silent, 54U);
  QCOMPARE(outcome.attempts.size(), 60U + 54U);
  QVERIFY(outcome.took < 8s);
}

void ScanPlanTest::descriptorsRunningOutLowersTheWindow() {
  ScanPlan plan(1, portsTo(50), {Protocol::kTcp, 512, 0, 1s});
  std::vector<ScanTarget> started;
  for (int i = 0; i < 10; ++i)
    started.push_back(plan.next(TimePoint{1h})->target);
  plan.putBack(started.back());
  QCOMPARE(plan.window(), 9);
  plan.onAnswer(started.front(), ScanAnswer::kAnswered, 1ms, TimePoint{1h});
  QCOMPARE(plan.next(TimePoint{1h})->target.port, started.back().port);
}

void ScanPlanTest::neverExceedsTheWindow() {
  ScanPlan plan(3, portsTo(1000), {Protocol::kTcp, 77, 1, 1s});
  const Outcome outcome = play(plan, [](const ScanTarget& target, TimePoint) {
    return target.port % 3 == 0 ? Reply{} : Reply{ScanAnswer::kAnswered, 20ms};
  });
  QVERIFY(outcome.mostInFlight <= 77);
  QCOMPARE(outcome.silent, 999U);
}

QTEST_GUILESS_MAIN(ScanPlanTest)
#include "scan_plan_test.moc"
