#include "core/logic/throughput/interval_maths.h"

#include <QTest>

#include <limits>

using namespace synscope;
using std::chrono::milliseconds;
using std::chrono::seconds;
using Kind = ThroughputMark::Kind;

namespace {

ThroughputSample sampleAt(Duration at, std::vector<std::uint64_t> bytes, std::uint64_t retransmits = 0) {
  ThroughputSample sample;
  sample.at = at;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    StreamSample stream;
    stream.stream = i == 0 ? 1 : static_cast<int>(i) + 2;
    stream.bytes = bytes[i];
    stream.retransmits = retransmits;
    sample.streams.push_back(stream);
  }
  return sample;
}

/// Of the first streams, with looks that came at the moment of the sample.
ThroughputSample withCpu(ThroughputSample sample, std::vector<Duration> used) {
  for (StreamSample& stream : sample.streams)
    stream.cpuAt = sample.at;
  for (std::size_t i = 0; i < used.size(); ++i)
    sample.streams[i].cpu = used[i];
  return sample;
}

QByteArray linesOf(const std::vector<ThroughputInterval>& lines) {
  QByteArray text;
  for (const ThroughputInterval& line : lines) {
    text += text.isEmpty() ? "" : " ";
    text += QByteArray::number(toMs(line.begin)) + '-' + QByteArray::number(toMs(line.end)) +
            (line.omitted ? "o:" : ":") + QByteArray::number(static_cast<qulonglong>(line.sum(true).bytes));
  }
  return text;
}

QByteArray marksOf(const std::vector<ThroughputMark>& marks) {
  static const char* const kNames[] = {"omit", "retransmits", "stall", "died", "cpu", "end"};
  QByteArray text;
  for (const ThroughputMark& mark : marks) {
    text += text.isEmpty() ? "" : " ";
    text += QByteArray(kNames[static_cast<int>(mark.kind)]) + '@' + QByteArray::number(toMs(mark.at)) + '/' +
            QByteArray::number(mark.stream);
  }
  return text;
}

}  // namespace

/// Samples go in, lines and marks come out.
class IntervalMathsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void windowsBeyond32BitsStayAtTheMost();
  void linesAddUp();
  void omitEndsALine();
  void theRestIsALineWhereItIsLongEnough();
  void udpCountsAreDifferences();
  void sumsByDirection();
  void marksBouts();
  void marksStalls();
  void aRateLimitIsNoStall();
  void marksBusyProcessors();
  void cpuCountsBetweenLooks();
  void cpuOfMergedLinesIsTheMean();
  void staysBounded();
  void zeroIntervalMakesNoLines();
};

/// A long fat way: 500 MiB in flight on each of 16 streams.
void IntervalMathsTest::windowsBeyond32BitsStayAtTheMost() {
  constexpr std::uint32_t kMost = std::numeric_limits<std::uint32_t>::max();
  TcpInfo info;
  QCOMPARE(congestionWindow(info), std::optional<std::uint32_t>());
  info.sendMss = 65'483;
  info.cwnd = 10;
  QCOMPARE(congestionWindow(info), std::optional<std::uint32_t>(654'830));
  info.cwnd = 70'000;
  QCOMPARE(congestionWindow(info), std::optional<std::uint32_t>(kMost));
  ThroughputInterval line;
  line.streams.resize(16);
  for (StreamInterval& stream : line.streams) {
    stream.cwndBytes = 500U << 20U;
    stream.sendWindowBytes = 1U << 30U;
  }
  QCOMPARE(line.sum(true).cwndBytes, std::optional<std::uint32_t>(kMost));
  QCOMPARE(line.sum(true).sendWindowBytes, std::optional<std::uint32_t>(kMost));
}

void IntervalMathsTest::linesAddUp() {
  IntervalRecorder recorder({}, seconds(1));
  for (int i = 0; i <= 20; ++i)
    recorder.add(sampleAt(i * milliseconds(100), {static_cast<std::uint64_t>(i) * 10, static_cast<std::uint64_t>(i)}));
  QCOMPARE(linesOf(recorder.lines()), "0-1000:110 1000-2000:110");
  QCOMPARE(linesOf(recorder.takeNewLines()), "0-1000:110 1000-2000:110");
  QVERIFY(recorder.takeNewLines().empty());
  const auto live = recorder.takeLive();
  QCOMPARE(live.size(), std::size_t{20});
  QCOMPARE(live.front().streams[0].bitsPerSecond(), 800.0);
  QCOMPARE(live.front().sum(true).bitsPerSecond(), 880.0);
}

void IntervalMathsTest::omitEndsALine() {
  ThroughputSettings settings;
  settings.omit = milliseconds(1500);
  IntervalRecorder recorder(settings, seconds(1));
  for (int i = 0; i <= 35; ++i)
    recorder.add(sampleAt(i * milliseconds(100), {static_cast<std::uint64_t>(i)}));
  recorder.finish(sampleAt(milliseconds(3500), {35}));
  QCOMPARE(linesOf(recorder.lines()), "0-1000o:10 1000-1500o:5 1500-2500:10 2500-3500:10");
  QCOMPARE(recorder.omitEnd()->streams[0].bytes, std::uint64_t{15});
  QCOMPARE(marksOf(recorder.marks()), "omit@1500/0 end@3500/0");
}

void IntervalMathsTest::theRestIsALineWhereItIsLongEnough() {
  for (const auto& [rest, lines] : {std::pair(300, "0-1000:10 1000-1300:3"), std::pair(50, "0-1000:10")}) {
    IntervalRecorder recorder({}, seconds(1));
    recorder.add(sampleAt({}, {0}));
    recorder.add(sampleAt(seconds(1), {10}));
    recorder.finish(sampleAt(seconds(1) + milliseconds(rest), {13}));
    QCOMPARE(linesOf(recorder.lines()), QByteArray(lines));
  }
}

void IntervalMathsTest::udpCountsAreDifferences() {
  ThroughputSample a = sampleAt({}, {0}), b = sampleAt(seconds(1), {1000}), c = sampleAt(seconds(2), {3000});
  b.streams[0].datagrams = DatagramCounts{10, 3, 1, 2, Duration(5000)};
  c.streams[0].datagrams = DatagramCounts{30, 2, 4, 9, Duration(7000)};
  QCOMPARE(*intervalBetween(a, b, false).streams[0].datagrams, (DatagramCounts{10, 3, 1, 2, Duration(5000)}));
  QCOMPARE(*intervalBetween(b, c, false).streams[0].datagrams, (DatagramCounts{20, -1, 3, 7, Duration(7000)}));
}

void IntervalMathsTest::sumsByDirection() {
  ThroughputSample a = sampleAt({}, {0, 0, 0}), b = sampleAt(seconds(1), {5, 7, 100}, 2);
  b.streams[2].sender = false;
  b.streams[2].retransmits.reset();
  b.streams[0].rttUs = 10;
  b.streams[1].rttUs = 30;
  b.streams[0].cwndBytes = b.streams[1].cwndBytes = 1448;
  const ThroughputInterval interval = intervalBetween(a, b, false);
  QCOMPARE(interval.sum(true).bytes, std::uint64_t{12});
  QCOMPARE(interval.sum(true).retransmits, std::uint64_t{4});
  QCOMPARE(interval.sum(true).rttUs, 20U);
  QCOMPARE(interval.sum(true).cwndBytes, 2896U);
  QCOMPARE(interval.sum(false).bytes, std::uint64_t{100});
  QVERIFY(!interval.sum(false).retransmits);
}

void IntervalMathsTest::marksBouts() {
  IntervalRecorder recorder({}, seconds(1));
  const std::uint64_t retransmits[] = {0, 0, 2, 5, 5, 6, 6};
  for (int i = 0; i < 7; ++i)
    recorder.add(sampleAt(i * milliseconds(100), {static_cast<std::uint64_t>(i) * 9}, retransmits[i]));
  QCOMPARE(marksOf(recorder.marks()), "retransmits@200/1 retransmits@500/1");
}

void IntervalMathsTest::marksStalls() {
  IntervalRecorder recorder({}, seconds(1));
  const std::uint64_t bytes[] = {0, 9, 18, 18, 18, 18, 18, 18, 18, 27, 27};
  for (int i = 0; i < 11; ++i)
    recorder.add(sampleAt(i * milliseconds(100), {bytes[i]}));
  ThroughputSample dead = sampleAt(milliseconds(1100), {27});
  dead.streams[0].alive = false;
  recorder.add(dead);
  recorder.add(dead);
  QCOMPARE(marksOf(recorder.marks()), "stall@200/1 died@1100/1");
}

void IntervalMathsTest::aRateLimitIsNoStall() {
  ThroughputSettings settings;
  settings.bitsPerSecond = 1'000'000;
  IntervalRecorder recorder(settings, seconds(1));
  for (int i = 0; i < 20; ++i)
    recorder.add(sampleAt(i * milliseconds(100), {i < 10 ? 0U : 131'072U}));
  QCOMPARE(marksOf(recorder.marks()), "");
}

/// Each stream has a thread of its own: one that has a whole core is marked, though the other has time. Between 85 and
/// 95 % a bout goes on, and none begins.
void IntervalMathsTest::marksBusyProcessors() {
  IntervalRecorder recorder({}, seconds(1));
  const int fullMs[] = {0, 90, 186, 274, 370, 400, 500}, halfMs[] = {0, 50, 100, 150, 200, 250, 300};
  for (int i = 0; i < 7; ++i)
    recorder.add(withCpu(sampleAt(i * milliseconds(100), {std::uint64_t(i), std::uint64_t(i)}),
                         {milliseconds(fullMs[i]), milliseconds(halfMs[i])}));
  QCOMPARE(marksOf(recorder.marks()), "cpu@100/1 cpu@500/1");
  const auto live = recorder.takeLive();
  QCOMPARE(live[1].streams[0].cpuPercent, 96.0);
  QCOMPARE(live[1].streams[1].cpuPercent, 50.0);
  QCOMPARE(live[1].cpuPercent, 146.0);
  QCOMPARE(live[1].sum(true).cpuPercent, 146.0);
}

/// A thread looks at its clock a little before the sample is taken: what it used counts for the time between its looks.
void IntervalMathsTest::cpuCountsBetweenLooks() {
  ThroughputSample a = withCpu(sampleAt(milliseconds(100), {1}), {milliseconds(50)});
  ThroughputSample b = withCpu(sampleAt(milliseconds(200), {2}), {milliseconds(130)});
  a.streams[0].cpuAt = milliseconds(92);
  b.streams[0].cpuAt = milliseconds(192);
  QCOMPARE(intervalBetween(a, b, false).cpuPercent, 80.0);
  b.streams[0].cpuAt = milliseconds(162);
  QCOMPARE(intervalBetween(a, b, false).cpuPercent, 100.0);  // More than a core has cannot be.
  b.streams[0].cpuAt = a.streams[0].cpuAt;
  QCOMPARE(intervalBetween(a, b, false).cpuPercent, 0.0);  // It slept.
  b.streams[0].cpu.reset();
  QVERIFY(!intervalBetween(a, b, false).cpuPercent);
}

/// Lines that are merged keep the mean.
void IntervalMathsTest::cpuOfMergedLinesIsTheMean() {
  IntervalRecorder recorder({}, milliseconds(100));
  for (int i = 0; i <= 900; ++i)
    recorder.add(withCpu(sampleAt(i * milliseconds(100), std::vector<std::uint64_t>(256)),
                         {i * milliseconds(40), i * milliseconds(20)}));
  const ThroughputInterval& line = recorder.lines().front();
  QCOMPARE(line.end - line.begin, Duration(milliseconds(200)));
  QCOMPARE(line.streams[0].cpuPercent, 40.0);
  QCOMPARE(line.cpuPercent, 60.0);
}

void IntervalMathsTest::staysBounded() {
  IntervalRecorder recorder({}, milliseconds(100));
  constexpr int kStreams = 256, kSamples = 1600;
  std::vector<std::uint64_t> bytes(kStreams);
  for (int i = 0; i <= kSamples; ++i) {
    recorder.add(sampleAt(i * milliseconds(100), bytes));
    for (std::uint64_t& count : bytes)
      count += 3;
  }
  QVERIFY(recorder.lines().size() * kStreams <= 200'000);
  std::uint64_t sum = 0;
  for (const ThroughputInterval& line : recorder.lines())
    sum += line.sum(true).bytes;
  QCOMPARE(sum, std::uint64_t{3} * kStreams * kSamples);
  QCOMPARE(recorder.lines().back().end, Duration(kSamples * milliseconds(100)));
  QVERIFY(recorder.takeLive().size() <= 1000);
}

void IntervalMathsTest::zeroIntervalMakesNoLines() {
  IntervalRecorder recorder({}, Duration{});
  for (int i = 0; i < 30; ++i)
    recorder.add(sampleAt(i * milliseconds(100), {static_cast<std::uint64_t>(i)}));
  recorder.finish(sampleAt(seconds(3), {30}));
  QVERIFY(recorder.lines().empty());
}

QTEST_APPLESS_MAIN(IntervalMathsTest)
#include "interval_maths_test.moc"
