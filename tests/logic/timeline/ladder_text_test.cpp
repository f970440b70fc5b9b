#include "core/logic/timeline/ladder_text.h"

#include "core/logic/base/text_columns.h"
#include "tests/logic/timeline/plain_words.h"
#include "tests/support/timeline_script.h"

#include <QTest>

#include <sstream>

using namespace synscope;

namespace {

QString draw(const char* script, int columns = 0) {
  return QLatin1Char('\n') + QString::fromStdString(ladderText(timelineFrom(script), {}, plainWords(), columns));
}

/// Columns at which the lanes of a text stand, one list per line; marks count as lanes.
std::vector<std::vector<int>> laneColumns(const std::string& text) {
  std::vector<std::vector<int>> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line) && !line.empty();) {
    std::vector<int> columns;
    for (std::size_t i = 0; i < line.size(); ++i)
      if (std::string_view("|:*!").find(line[i]) != std::string_view::npos)
        columns.push_back(textColumns(line.substr(0, i)));
    lines.push_back(columns);
  }
  return lines;
}

}  // namespace

class LadderTextTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void aRefusedHandshake();
  void aLongWait();
  void simulatedAndLost();
  void manyLanes();
  void fitsATerminal();
  void chineseStaysAligned();
  void nothingIsEmpty();
};

void LadderTextTest::aRefusedHandshake() {
  QCOMPARE(draw(R"(
    lanes us peer
    0     us       call.connect
    0     us>peer  segment.syn ?
    0     us       tcp-state.SYN_SENT ?
    10.2  peer>us  segment.rst
    10.2  us       tcp-state.CLOSED
    10.3  us       error.refused
  )"),
           QStringLiteral(R"(
                        us                     peer
        0      connect() *                       |
              (SYN_SENT) |- - - - - SYN - - - - >|
  10.2 ms       [CLOSED] |<-------- RST ---------|
  10.3 ms  error.refused !                       |

---> [ ]  observed     - - > ( )  inferred
)"));
}

void LadderTextTest::aLongWait() {
  QCOMPARE(draw(R"(
    lanes us peer
    0     us>peer  segment.syn
    1020  us>peer  segment.syn
    61020 us       timer.gave-up
  )"),
           QStringLiteral(R"(
                        us                     peer
        0                |--------- SYN -------->|
                         :      · 1.02 s ·       :
  1.020 s                |--------- SYN -------->|
                         :      · 60.0 s ·       :
 61.020 s  timer.gave-up *                       |

---> [ ]  observed
)"));
}

void LadderTextTest::simulatedAndLost() {
  QCOMPARE(draw(R"(
    lanes client server
    0   client>server  segment.syn ~ lost
    1   client>server  segment.syn ~ @11
    11  server         tcp-state.SYN_RECV ~
  )"),
           QStringLiteral(R"(
             client                  server
        0       |. .  SYN  . .x         |
  1.00 ms       |. .  SYN (10.0 ms)  . >|
  11.0 ms       |                       | {SYN_RECV}

. . > { }  simulated
)"));
}

void LadderTextTest::manyLanes() {
  QCOMPARE(draw(R"(
    lanes this-host target r1 r2
    0   this-host>target  step.syn-sent
    4   r1>this-host      step.hop-answered ttl=1
    6   r2>this-host      step.hop-answered ttl=2
    7   r1                timer.middle
    9   target>r2         segment.fin
  )"),
           QStringLiteral(R"(
            this-host                target                    r1                      r2
        0       |--------- SYN -------->|                       |                       |
  4.00 ms       |<---------------- ICMP  ttl=1 -----------------|                       |
  6.00 ms       |<---------------------------- ICMP  ttl=2 -----------------------------|
  7.00 ms       |                       |                       * timer.middle          |
  9.00 ms       |                       |--------------------- FIN -------------------->|

---> [ ]  observed
)"));
}

void LadderTextTest::fitsATerminal() {
  QCOMPARE(draw(R"(
    lanes this-host target
    0   this-host>target  segment.syn a_long_field=with_a_long_value_that_needs_room
    4   target>this-host  segment.ack
  )",
                60),
           QStringLiteral(R"(
            this-host                        target
        0       |-- SYN  a long field=with a… ->|
  4.00 ms       |<------------ ACK -------------|

---> [ ]  observed
)"));
}

void LadderTextTest::chineseStaysAligned() {
  const Timeline timeline = timelineFrom(R"(
    lanes 本机 对端
    0   本机>对端  segment.syn 说明=请求建立连接
    4   对端>本机  segment.syn-ack
    2000 本机      note.等待
  )");
  const auto lines = laneColumns(ladderText(timeline, {}, plainWords()));
  QCOMPARE(lines.size(), std::size_t{5});
  for (std::size_t i = 2; i < lines.size(); ++i)
    QCOMPARE(lines[i], lines[1]);
}

void LadderTextTest::nothingIsEmpty() {
  QCOMPARE(ladderText(Timeline(), {}, plainWords()), std::string());
}

QTEST_APPLESS_MAIN(LadderTextTest)
#include "ladder_text_test.moc"
