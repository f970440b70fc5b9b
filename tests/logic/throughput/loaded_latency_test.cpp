#include "core/logic/throughput/loaded_latency.h"

#include "core/logic/throughput/load_samples.h"

#include <QTest>

using namespace synscope;

namespace {

std::optional<LatencyNumbers> median(double ms) {
  if (ms < 0) return std::nullopt;
  LatencyNumbers numbers;
  numbers.p50 = Duration(static_cast<Duration::rep>(ms * 1e6));
  return numbers;
}

constexpr Duration ms(double count) {
  return Duration(static_cast<Duration::rep>(count * 1e6));
}

constexpr TimePoint at(int second) {
  return TimePoint(std::chrono::seconds(second));
}

LoadSample round(LoadState load, double milliseconds, LoadMethod method = LoadMethod::kHandshake) {
  return {.load = load, .method = method, .time = ms(milliseconds)};
}

}  // namespace

Q_DECLARE_METATYPE(std::vector<LoadSample>)

class LoadedLatencyTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void grades_data();
  void grades();
  void everyGradeHasItsKey();
  void eachLoadHasItsOwnNumbers();
  void theBaselineIsWhatWasIdle_data();
  void theBaselineIsWhatWasIdle();
  void whatIsNotAnsweredIsCounted();
  void aClockThatIsSetGivesNoSample();
  void samplesStayBounded();
  void samplesWaitForTheBeginning();
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

/// What is sent, what is received and both at once do not mix, and the worst of them decides.
void LoadedLatencyTest::eachLoadHasItsOwnNumbers() {
  const LoadedLatency latency =
      loadedLatencyOf({round(LoadState::kIdle, 10), round(LoadState::kUp, 12), round(LoadState::kUp, 14),
                       round(LoadState::kUp, 13), round(LoadState::kDown, 250), round(LoadState::kDown, 270)});
  QCOMPARE(latency.idle->count, std::uint64_t{1});
  QCOMPARE(latency.up->count, std::uint64_t{3});
  QCOMPARE(*latency.up->p50, ms(13));
  QCOMPARE(*latency.down->p50, ms(250));
  QVERIFY(!latency.both);
  QCOMPARE(latency.grade, std::string("D"));
  const LoadEffect up = effectOf(latency.idle, latency.up), down = effectOf(latency.idle, latency.down);
  QCOMPARE(*up.added, ms(3));
  QCOMPARE(up.grade, std::string_view("A+"));
  QCOMPARE(down.grade, std::string_view("D"));
  QCOMPARE(*down.roundTripsPerMinute, 240.0);
  const LoadedLatency together = loadedLatencyOf({round(LoadState::kIdle, 10), round(LoadState::kBoth, 50)});
  QVERIFY(!together.up && !together.down);
  QCOMPARE(together.grade, std::string("B"));
}

void LoadedLatencyTest::theBaselineIsWhatWasIdle_data() {
  QTest::addColumn<std::vector<LoadSample>>("idle");
  QTest::addColumn<double>("median");
  QTest::addColumn<QByteArray>("told");
  constexpr auto kIdle = LoadState::kIdle;
  constexpr auto kAck = LoadMethod::kAcknowledgement, kLeast = LoadMethod::kLeastRtt;
  const auto row = [](const char* name, std::vector<LoadSample> idle, double median, const char* told) {
    QTest::newRow(name) << std::move(idle) << median << QByteArray(told);
  };
  row("nothing", {}, -1, "0 0 0 observed");
  row("handshakes", {round(kIdle, 10), round(kIdle, 12)}, 10, "2 0 0 observed");
  row("acknowledgements too", {round(kIdle, 10), round(kIdle, 11, kAck), round(kIdle, 12, kAck)}, 11, "1 2 0 observed");
  row("an odd one late", {round(kIdle, 10), round(kIdle, 11, kAck), round(kIdle, 12, kAck), round(kIdle, 51, kAck)}, 11,
      "1 3 0 observed");
  row("just not delayed", {round(kIdle, 10), round(kIdle, 29.9, kAck), round(kIdle, 29.9, kAck)}, 29.9,
      "1 2 0 observed");
  row("a peer that delays", {round(kIdle, 10), round(kIdle, 11, kAck), round(kIdle, 50, kAck), round(kIdle, 51, kAck)},
      10, "1 0 3 observed");
  row("acknowledgements alone", {round(kIdle, 50, kAck)}, 50, "0 1 0 observed");
  row("the least RTT beside better", {round(kIdle, 10), round(kIdle, 9, kLeast)}, 10, "1 0 0 observed");
  row("the least RTT alone", {round(kIdle, 9, kLeast)}, 9, "0 0 0 inferred");
}

void LoadedLatencyTest::theBaselineIsWhatWasIdle() {
  QFETCH(std::vector<LoadSample>, idle);
  QFETCH(double, median);
  QFETCH(QByteArray, told);
  const LoadedLatency latency = loadedLatencyOf(idle);
  QCOMPARE(latency.idle ? toMs(*latency.idle->p50) : -1, median);
  const LatencyBaseline baseline = baselineOf(latency.samples);
  QCOMPARE(QByteArray::number(static_cast<qulonglong>(baseline.handshakes)) + ' ' +
               QByteArray::number(static_cast<qulonglong>(baseline.acknowledgements)) + ' ' +
               QByteArray::number(static_cast<qulonglong>(baseline.leftOut)) +
               (baseline.inferred ? " inferred" : " observed"),
           told);
}

void LoadedLatencyTest::whatIsNotAnsweredIsCounted() {
  LoadSample lost = round(LoadState::kDown, 0);
  lost.time.reset();
  const LoadedLatency latency = loadedLatencyOf({round(LoadState::kIdle, 10), lost, lost, round(LoadState::kDown, 20)});
  QCOMPARE(unansweredOf(latency.samples, LoadState::kDown), std::uint64_t{2});
  QCOMPARE(unansweredOf(latency.samples, LoadState::kUp), std::uint64_t{0});
  QCOMPARE(latency.down->count, std::uint64_t{1});
}

/// A test of a day: what is kept is even over it, and the next ones come less often.
/// The stamps of write and acknowledgement stand on both sides of a step of the wall clock.
void LoadedLatencyTest::aClockThatIsSetGivesNoSample() {
  using std::chrono::hours, std::chrono::milliseconds;
  const Duration elapsed = milliseconds(12);
  QCOMPARE(believableTime(milliseconds(9), elapsed), std::optional<Duration>(milliseconds(9)));
  QCOMPARE(believableTime(elapsed, elapsed), std::optional<Duration>(elapsed));
  for (const Duration stamped : {Duration(-1), Duration(hours(-1)), Duration(hours(1)), elapsed + Duration(1)})
    QCOMPARE(believableTime(stamped, elapsed), std::optional<Duration>());
}

void LoadedLatencyTest::samplesStayBounded() {
  LoadSamples samples;
  samples.addIdle(at(0), ms(10), LoadMethod::kHandshake);
  samples.begin(at(1));
  for (int second = 1; second <= 86'400; second += samples.spacing())
    samples.add(LoadState::kUp, at(second), ms(20), 0);
  const std::vector<LoadSample> kept = samples.all();
  QVERIFY(kept.size() <= LoadSamples::kMost && kept.size() > LoadSamples::kMost / 3);
  QCOMPARE(kept.front().load, LoadState::kIdle);
  QCOMPARE(kept.front().at, -ms(1000));
  QCOMPARE(samples.spacing(), 16);
  for (std::size_t i = 2; i < kept.size(); ++i)
    QCOMPARE(kept[i].at - kept[i - 1].at, ms(16'000));
}

/// Where a sample stands in time is not known before the test begins.
void LoadedLatencyTest::samplesWaitForTheBeginning() {
  LoadSamples samples;
  samples.addIdle(at(1), ms(10), LoadMethod::kHandshake);
  QVERIFY(samples.takeNew().empty());
  samples.begin(at(3));
  samples.add(LoadState::kDown, at(4), std::nullopt, 2);
  const std::vector<LoadSample> fresh = samples.takeNew();
  QCOMPARE(fresh.size(), std::size_t{2});
  QCOMPARE(fresh[0].at, -ms(2000));
  QCOMPARE(fresh[1].at, ms(1000));
  QCOMPARE(fresh[1].synRetransmits, 2U);
  QVERIFY(samples.takeNew().empty());
}

QTEST_APPLESS_MAIN(LoadedLatencyTest)
#include "loaded_latency_test.moc"
