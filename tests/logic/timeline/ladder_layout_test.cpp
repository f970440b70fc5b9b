#include "core/logic/timeline/ladder_layout.h"

#include "tests/logic/timeline/plain_words.h"
#include "tests/support/timeline_script.h"

#include <QTest>

#include <map>
#include <string>

using namespace synscope;
using namespace std::chrono_literals;

namespace {

double tenPerCharacter(std::string_view text, LadderFace) {
  return 10.0 * static_cast<double>(text.size());
}

const char* const kHandshake = R"(
  lanes us peer
  0   us       call.connect
  0   us>peer  segment.syn ?
  0   us       tcp-state.SYN_SENT ?
  10  peer>us  segment.syn-ack ?
  10  us>peer  segment.ack ?
  10  us       tcp-state.ESTABLISHED
)";

/// Rows as "call.connect | segment.syn+tcp-state.SYN_SENT | …", a break as "~2000ms".
std::string read(const Timeline& timeline, const LadderOptions& options = {}) {
  std::string text;
  const LadderRows rows(timeline, options);
  for (const LadderRow& row : rows.rows()) {
    std::string one = row.wait ? '~' + std::to_string(*row.wait / 1ms) + "ms" : "";
    for (const std::uint32_t event : {row.arrival, row.arrow, row.left, row.inside, row.right}) {
      if (event == LadderRow::kNone) continue;
      one += (one.empty() ? "" : "+") + timeline.events()[event].code;
      if (event == row.arrival) one += " arrives";
    }
    text += (text.empty() ? "" : " | ") + one;
  }
  return text;
}

bool overlap(const LadderItem& a, const LadderItem& b) {
  const auto left = [](const LadderItem& item) {
    const double width = tenPerCharacter(item.text, item.face);
    return item.anchor == LadderAnchor::kStart ? item.x1
                                               : item.x1 - width / (item.anchor == LadderAnchor::kEnd ? 1 : 2);
  };
  const auto right = [&](const LadderItem& item) { return left(item) + tenPerCharacter(item.text, item.face); };
  return std::abs(a.y1 - b.y1) < 13 && left(a) < right(b) && left(b) < right(a);
}

}  // namespace

class LadderLayoutTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void aStateStandsBesideItsArrow();
  void aCallHasARowOfItsOwn();
  void aLongWaitIsABreak();
  void linearTimeKeepsDistances();
  void arrivalsHaveTheirMoment();
  void dataCanBeLeftOut();
  void labelsNeverMeet_data();
  void labelsNeverMeet();
  void aSliceHoldsWhatItShows();
  void inferredIsDashed();
  void everyEventCanBeFoundWhereItIsDrawn();
  void neighboursSkipWhatIsHidden();
  void growingIsLikeLayingOutAnew_data();
  void growingIsLikeLayingOutAnew();
  void whatComesInBetweenCannotGrow();
  void manyEventsAreQuick();
};

void LadderLayoutTest::aStateStandsBesideItsArrow() {
  QCOMPARE(read(timelineFrom(kHandshake)),
           std::string("call.connect | segment.syn+tcp-state.SYN_SENT | segment.syn-ack | "
                       "segment.ack+tcp-state.ESTABLISHED"));
}

void LadderLayoutTest::aCallHasARowOfItsOwn() {
  QCOMPARE(read(timelineFrom("0 us>peer segment.fin\n 0 us call.close\n 0 us tcp-state.FIN_WAIT_1")),
           std::string("segment.fin | call.close | tcp-state.FIN_WAIT_1"));
}

void LadderLayoutTest::aLongWaitIsABreak() {
  const Timeline timeline = timelineFrom("0 us call.connect\n 100 us timer.x\n 2100 us timer.gave-up");
  QCOMPARE(read(timeline), std::string("call.connect | timer.x | ~2000ms | timer.gave-up"));
  QCOMPARE(read(timeline, {.breakAfter = 3s}), std::string("call.connect | timer.x | timer.gave-up"));
}

void LadderLayoutTest::linearTimeKeepsDistances() {
  const Timeline timeline = timelineFrom("0 us call.connect\n 1000 us timer.x\n 3000 us timer.gave-up");
  const LadderRows rows(timeline, {.linearTime = true, .pixelsPerSecond = 200});
  QCOMPARE(rows.rows().size(), std::size_t{3});
  QCOMPARE(rows.rows()[1].top - rows.rows()[0].top, 200.0);
  QCOMPARE(rows.rows()[2].top - rows.rows()[1].top, 400.0);
}

void LadderLayoutTest::arrivalsHaveTheirMoment() {
  const Timeline timeline = timelineFrom(R"(
    0  a>b  segment.syn @10 ~
    5  a>b  segment.ack @12 ~
    10 b>a  segment.syn-ack @20 ~
  )");
  QCOMPARE(read(timeline), std::string("segment.syn | segment.ack | segment.syn arrives+segment.syn-ack | "
                                       "segment.ack arrives | segment.syn-ack arrives"));
  const LadderRows rows(timeline, {});
  QCOMPARE(rows.arrivalRowOf(0), std::optional<std::size_t>(2));
  QVERIFY(rows.longestArrow() > rows.rows()[2].top - rows.rows()[0].top);
}

void LadderLayoutTest::dataCanBeLeftOut() {
  const Timeline timeline =
      timelineFrom("0 us call.send\n 0 us>peer data.sent\n 9 us data.end-of-input\n 10 us call.close");
  QCOMPARE(read(timeline, {.showData = false}), std::string("data.end-of-input | call.close"));
  QCOMPARE(LadderRows(timeline, {.showData = false}).hiddenEvents(), std::uint64_t{2});
}

void LadderLayoutTest::labelsNeverMeet_data() {
  QTest::addColumn<double>("width");
  QTest::newRow("as wide as needed") << 0.0;
  QTest::newRow("narrow") << 300.0;
  QTest::newRow("wide") << 1200.0;
}

void LadderLayoutTest::labelsNeverMeet() {
  QFETCH(double, width);
  const Timeline timeline = timelineFrom(R"(
    lanes this-host 198.18.0.9 10.1.0.1 2001:db8:1234:5678:9abc:def0:1234:5678
    0   this-host step.connect-called
    0   this-host>198.18.0.9 segment.syn ? a_rather_long=value_that_has_to_be_cut_somewhere
    0   this-host tcp-state.SYN_SENT
    0   198.18.0.9 note.something_long_in_the_middle
    3   10.1.0.1>this-host icmp.first
    3   2001:db8:1234:5678:9abc:def0:1234:5678 timer.of-the-last-lane-with-a-long-name
    4   198.18.0.9>10.1.0.1 segment.rst
    500 this-host error.that-has-a-long-code-and-no-technical-name
  )");
  const LadderLayout layout(timeline, {.width = width}, plainWords(), tenPerCharacter);
  std::vector<LadderItem> texts;
  for (const LadderItem& item : layout.items(0, layout.height()))
    if (item.shape == LadderItem::Shape::kText) texts.push_back(item);
  QVERIFY(texts.size() >= 12);
  for (std::size_t i = 0; i < texts.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j)
      QVERIFY2(!overlap(texts[i], texts[j]), (texts[i].text + " meets " + texts[j].text).c_str());
  }
}

void LadderLayoutTest::aSliceHoldsWhatItShows() {
  Timeline timeline = timelineFrom(kHandshake);
  for (int i = 0; i < 1000; ++i)
    timeline.merge(timelineFrom(("20 us timer.tick n=" + std::to_string(i)).c_str()));
  const LadderLayout layout(timeline, {}, plainWords(), tenPerCharacter);
  const auto slice = layout.items(5000, 5400);
  QVERIFY(slice.size() < 60);
  const bool bar = std::ranges::any_of(slice, [](const auto& item) {
    return item.shape == LadderItem::Shape::kBar && item.y1 <= 5000 && item.y2 >= 5400;
  });
  QVERIFY2(bar, "the state that was entered above is still shown");
}

void LadderLayoutTest::inferredIsDashed() {
  const Timeline timeline = timelineFrom("0 a>b segment.syn\n 1 a>b segment.ack ?\n 2 a>b segment.fin ~");
  const LadderLayout layout(timeline, {}, plainWords(), tenPerCharacter);
  std::string strokes;
  for (const LadderItem& item : layout.items(0, layout.height()))
    if (item.shape == LadderItem::Shape::kArrow) strokes += std::to_string(static_cast<int>(item.stroke));
  QCOMPARE(strokes, std::string("012"));
}

void LadderLayoutTest::everyEventCanBeFoundWhereItIsDrawn() {
  const Timeline timeline = timelineFrom(kHandshake);
  const LadderLayout layout(timeline, {.width = 700}, plainWords(), tenPerCharacter);
  for (std::size_t i = 0; i < timeline.events().size(); ++i) {
    const auto box = layout.boxOf(i);
    QVERIFY(box);
    QCOMPARE(layout.eventAt((box->left + box->right) / 2, (box->top + box->bottom) / 2), std::optional(i));
  }
  QCOMPARE(layout.eventAt(10, 1e6), std::optional<std::size_t>());
}

void LadderLayoutTest::neighboursSkipWhatIsHidden() {
  const Timeline timeline = timelineFrom("0 us call.connect\n 1 us>peer data.sent\n 2 us call.close");
  const LadderLayout layout(timeline, {.showData = false}, plainWords(), tenPerCharacter);
  QCOMPARE(layout.neighbour(std::nullopt, 1), std::optional<std::size_t>(0));
  QCOMPARE(layout.neighbour(0, 1), std::optional<std::size_t>(2));
  QCOMPARE(layout.neighbour(2, 1), std::optional<std::size_t>(2));
  QCOMPARE(layout.neighbour(2, -1), std::optional<std::size_t>(0));
}

void LadderLayoutTest::growingIsLikeLayingOutAnew_data() {
  QTest::addColumn<double>("width");
  QTest::addColumn<bool>("linear");
  QTest::newRow("filling a width") << 700.0 << false;
  QTest::newRow("as wide as labels need") << 0.0 << false;
  QTest::newRow("linear time") << 700.0 << true;
}

/// Event by event; states share rows with arrows, breaks come in, a second lane gets states.
void LadderLayoutTest::growingIsLikeLayingOutAnew() {
  QFETCH(double, width);
  QFETCH(bool, linear);
  const Timeline whole = timelineFrom(std::string(kHandshake) + R"(
    10   peer     tcp-state.ESTABLISHED ?
    500  us>peer  data.sent bytes=5
    900  us       call.close
    900  us>peer  segment.fin ?
    900  us       tcp-state.FIN_WAIT_1
  )");
  const LadderOptions options{.linearTime = linear, .width = width};
  std::vector<Timeline> steps(whole.events().size() + 1);
  for (std::size_t count = 0; count < steps.size(); ++count) {
    for (const std::string& lane : whole.lanes())
      steps[count].lane(lane);
    for (std::size_t i = 0; i < count; ++i)
      steps[count].add(whole.events()[i]);
  }
  LadderLayout grown(steps[0], options, plainWords(), tenPerCharacter);
  for (const Timeline& step : steps) {
    QVERIFY(grown.growWith(step));
    const LadderLayout anew(step, options, plainWords(), tenPerCharacter);
    QCOMPARE(grown.height(), anew.height());
    QCOMPARE(grown.width(), anew.width());
    QVERIFY(grown.items(0, grown.height()) == anew.items(0, anew.height()));
  }
}

void LadderLayoutTest::whatComesInBetweenCannotGrow() {
  const Timeline before = timelineFrom("lanes us peer\n 0 us call.connect\n 20 us call.close");
  LadderLayout layout(before, {}, plainWords(), tenPerCharacter);
  const double height = layout.height();
  for (const char* script : {"lanes us peer\n 0 us call.connect\n 9 us>peer segment.syn ?\n 20 us call.close",
                             "lanes us peer\n 0 us call.connect", "lanes us\n 0 us call.connect\n 20 us call.close",
                             "lanes us peer\n 0 us call.connect\n 20 us call.close\n 30 us>peer segment.fin @40"}) {
    const Timeline other = timelineFrom(script);
    QVERIFY2(!layout.growWith(other), script);
    QCOMPARE(layout.height(), height);
  }
  // A guess that has been confirmed stands where it stood.
  Timeline confirmed = timelineFrom("lanes us peer\n 0 us call.connect ?\n 20 us call.close");
  QVERIFY(layout.growWith(confirmed));
}

void LadderLayoutTest::manyEventsAreQuick() {
  Timeline timeline;
  timeline.lane("a");
  timeline.lane("b");
  for (int i = 0; i < 100'000; ++i)
    timeline.add({TimePoint(std::chrono::microseconds(i)),
                  LaneId(i % 2),
                  LaneId((i + 1) % 2),
                  EventKind::kData,
                  "data.sent",
                  {},
                  EventSource::kObserved});
  const LadderLayout layout(timeline, {.width = 800}, plainWords(), tenPerCharacter);
  QCOMPARE(layout.rows().rows().size(), std::size_t{100'000});
  QBENCHMARK_ONCE {
    for (int i = 0; i < 100; ++i)
      QVERIFY(layout.items(i * 1000, i * 1000 + 800).size() < 200);
  }
}

QTEST_APPLESS_MAIN(LadderLayoutTest)
#include "ladder_layout_test.moc"
