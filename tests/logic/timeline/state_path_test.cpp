#include "core/logic/timeline/state_path.h"

#include "core/logic/timeline/ladder_svg.h"
#include "core/logic/timeline/state_diagram.h"
#include "tests/support/timeline_script.h"

#include <QTest>

#include <set>

using namespace synscope;

namespace {

/// "SYN_SENT by active-open, ESTABLISHED? by syn-ack-received": "?" where it is inferred.
std::string read(const std::vector<StateStep>& path) {
  std::string text;
  for (const StateStep& step : path) {
    text += (text.empty() ? "" : ", ") + std::string(name(step.transition.to));
    if (step.source == EventSource::kInferred) text += '?';
    text += " by " + std::string(name(step.transition.trigger));
  }
  return text;
}

std::string ours(const char* script) {
  return read(statePath(timelineFrom(script), 0));
}

StateDiagramWords words() {
  return {"us", "peer", [](TcpTrigger trigger) { return std::string(name(trigger)); }};
}

int count(const std::vector<LadderItem>& items, LadderInk ink, LadderStroke stroke) {
  return static_cast<int>(std::ranges::count_if(items, [&](const LadderItem& item) {
    return item.shape == LadderItem::Shape::kArrow && item.ink == ink && item.stroke == stroke;
  }));
}

}  // namespace

class StatePathTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void aClient();
  void aServerBeginsWithListening();
  void aRefusalIsAResetAndNoClose();
  void aResetTakesNoDetour();
  void whatIsMissingIsInferred();
  void theOtherLaneIsTheOtherEnd();
  void everyStateStandsSomewhere();
  void theDiagramTellsObservedFromInferred();
  void theDiagramNumbersOurSteps();
  void aNoteThatIsTooLongKeepsItsTime();
};

void StatePathTest::aClient() {
  QCOMPARE(ours(R"(
    0  us tcp-state.SYN_SENT ?
    1  us tcp-state.ESTABLISHED
    2  us tcp-state.FIN_WAIT_1
    3  us tcp-state.FIN_WAIT_2
    4  us tcp-state.TIME_WAIT
    9  us tcp-state.CLOSED
  )"),
           std::string("SYN_SENT? by active-open, ESTABLISHED by syn-ack-received, FIN_WAIT_1 by close, "
                       "FIN_WAIT_2 by ack-of-fin, TIME_WAIT by fin-received, CLOSED by time-wait-over"));
}

void StatePathTest::aServerBeginsWithListening() {
  QCOMPARE(ours("0 us tcp-state.SYN_RECV\n 1 us tcp-state.ESTABLISHED"),
           std::string("LISTEN? by passive-open, SYN_RECV by syn-received, ESTABLISHED by ack-of-syn"));
}

void StatePathTest::aRefusalIsAResetAndNoClose() {
  QCOMPARE(ours("0 us tcp-state.SYN_SENT\n 1 us tcp-state.CLOSED"),
           std::string("SYN_SENT by active-open, CLOSED by reset"));
  QCOMPARE(ours("0 us tcp-state.SYN_SENT\n 1 us call.close\n 1 us tcp-state.CLOSED"),
           std::string("SYN_SENT by active-open, CLOSED by close"));
}

void StatePathTest::aResetTakesNoDetour() {
  QCOMPARE(ours("0 us tcp-state.SYN_SENT\n 1 us tcp-state.ESTABLISHED\n 2 us tcp-state.CLOSED"),
           std::string("SYN_SENT by active-open, ESTABLISHED by syn-ack-received, CLOSED by reset"));
}

void StatePathTest::whatIsMissingIsInferred() {
  QCOMPARE(ours("0 us tcp-state.CLOSE_WAIT"),
           std::string("SYN_SENT? by active-open, ESTABLISHED? by syn-ack-received, CLOSE_WAIT by fin-received"));
}

void StatePathTest::theOtherLaneIsTheOtherEnd() {
  const Timeline timeline = timelineFrom("lanes us peer\n 0 us tcp-state.SYN_SENT\n 0 peer tcp-state.SYN_RECV ?");
  QCOMPARE(read(statePath(timeline, 1)), std::string("LISTEN? by passive-open, SYN_RECV? by syn-received"));
}

void StatePathTest::everyStateStandsSomewhere() {
  std::set<TcpState> found;
  for (double x = 0; x < kStateDiagramWidth; x += 8)
    for (double y = 0; y < kStateDiagramHeight; y += 8)
      if (const auto state = stateAt(x, y)) found.insert(*state);
  QCOMPARE(found.size(), std::size_t{11});
}

void StatePathTest::theDiagramTellsObservedFromInferred() {
  StateDiagram diagram;
  diagram.ourPath = statePath(timelineFrom("0 us tcp-state.SYN_SENT ?\n 1 us tcp-state.ESTABLISHED"), 0);
  diagram.us = TcpState::kEstablished;
  const auto items = stateDiagramItems(diagram, words(), estimatedLadderWidth);
  QCOMPARE(count(items, LadderInk::kInfo, LadderStroke::kDashed), 1);
  QCOMPARE(count(items, LadderInk::kInfo, LadderStroke::kSolid), 1);
}

void StatePathTest::theDiagramNumbersOurSteps() {
  StateDiagram diagram;
  diagram.ourPath = statePath(timelineFrom("0 us tcp-state.SYN_SENT\n 1 us tcp-state.ESTABLISHED"), 0);
  diagram.us = TcpState::kEstablished;
  diagram.peer = TcpState::kEstablished;
  std::string texts;
  for (const LadderItem& item : stateDiagramItems(diagram, words(), estimatedLadderWidth))
    if (item.face == LadderFace::kSmall) texts += item.text + ' ';
  QCOMPARE(texts, std::string("us peer 1 2 "));
}

void StatePathTest::aNoteThatIsTooLongKeepsItsTime() {
  const auto noteOf = [](const char* note) {
    StateDiagram diagram;
    diagram.us = TcpState::kEstablished;
    diagram.note = note;
    for (const LadderItem& item : stateDiagramItems(diagram, words(), estimatedLadderWidth))
      if (item.text.ends_with(" s")) return item.text;
    return std::string();
  };
  QCOMPARE(noteOf("ends in 42 s"), std::string("ends in 42 s"));
  QCOMPARE(noteOf("sends the same once more in 2.34 s"), std::string("2.34 s"));
}

QTEST_APPLESS_MAIN(StatePathTest)
#include "state_path_test.moc"
