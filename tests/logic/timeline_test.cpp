#include "core/logic/timeline/timeline.h"

#include <QTest>

#include <algorithm>
#include <string>

using namespace synscope;
using namespace std::chrono_literals;

namespace {

TimelineEvent at(Duration time, LaneId from, LaneId to, const char* code) {
  return {.at = TimePoint(time), .from = from, .to = to, .kind = EventKind::kSegment, .code = code, .fields = {}};
}

/// "1 client>server syn; 2 ..." with times in milliseconds.
std::string read(const Timeline& timeline) {
  std::string text;
  for (const TimelineEvent& event : timeline.events()) {
    text += std::to_string(int(toMs(event.at.time_since_epoch()))) + ' ' + timeline.lanes()[event.from] + '>' +
            timeline.lanes()[event.to] + ' ' + event.code + "; ";
  }
  return text;
}

}  // namespace

class TimelineTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void lanesKeepTheirOrder();
  void eventsAreSortedAndEqualTimesKeepTheirOrder();
  void mergeMatchesLanesByLabel();
  void mergeWithItselfDoublesEveryEvent();
  void mergeOfManyEventsIsQuick();
  void namesItsWords();
};

void TimelineTest::lanesKeepTheirOrder() {
  Timeline timeline;
  QVERIFY(timeline.empty());
  QCOMPARE(timeline.lane("client"), LaneId(0));
  QCOMPARE(timeline.lane("server"), LaneId(1));
  QCOMPARE(timeline.lane("client"), LaneId(0));
  QCOMPARE(timeline.lanes().size(), std::size_t(2));
}

void TimelineTest::eventsAreSortedAndEqualTimesKeepTheirOrder() {
  Timeline timeline;
  const LaneId client = timeline.lane("c"), server = timeline.lane("s");
  timeline.add(at(3ms, client, server, "ack"));
  timeline.add(at(1ms, client, server, "syn"));
  timeline.add(at(2ms, server, client, "first"));
  timeline.add(at(2ms, server, client, "second"));
  QCOMPARE(read(timeline), std::string("1 c>s syn; 2 s>c first; 2 s>c second; 3 c>s ack; "));
}

void TimelineTest::mergeMatchesLanesByLabel() {
  Timeline mine, other;
  mine.lane("me");
  mine.lane("host");
  mine.add(at(1ms, 0, 1, "syn"));
  mine.add(at(3ms, 0, 1, "again"));
  other.lane("host");
  other.lane("router");
  other.lane("me");
  other.add(at(2ms, 1, 2, "ttl-exceeded"));
  other.add(at(3ms, 0, 2, "syn-ack"));

  mine.merge(other);

  QCOMPARE(mine.lanes(), (std::vector<std::string>{"me", "host", "router"}));
  QCOMPARE(read(mine), std::string("1 me>host syn; 2 router>me ttl-exceeded; 3 me>host again; 3 host>me syn-ack; "));
}

void TimelineTest::mergeWithItselfDoublesEveryEvent() {
  Timeline timeline;
  timeline.lane("a");
  timeline.add(at(1ms, 0, 0, "x"));
  timeline.merge(timeline);
  QCOMPARE(read(timeline), std::string("1 a>a x; 1 a>a x; "));
}

void TimelineTest::mergeOfManyEventsIsQuick() {
  Timeline even, odd;
  even.lane("a");
  odd.lane("b");
  for (int i = 0; i < 100'000; ++i) {
    even.add(at(Duration(2 * i), 0, 0, "e"));
    odd.add(at(Duration(2 * i + 1), 0, 0, "o"));
  }
  even.merge(odd);
  QCOMPARE(even.events().size(), std::size_t(200'000));
  QVERIFY(std::is_sorted(even.events().begin(), even.events().end(),
                         [](const auto& a, const auto& b) { return a.at < b.at; }));
}

void TimelineTest::namesItsWords() {
  QCOMPARE(name(EventSource::kObserved), std::string_view("observed"));
  QCOMPARE(name(EventSource::kInferred), std::string_view("inferred"));
  QCOMPARE(name(EventSource::kSimulated), std::string_view("simulated"));
  QCOMPARE(name(EventKind::kSyscall), std::string_view("syscall"));
  QCOMPARE(name(EventKind::kError), std::string_view("error"));
}

QTEST_APPLESS_MAIN(TimelineTest)
#include "timeline_test.moc"
