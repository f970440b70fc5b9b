#include "core/logic/timeline/ladder_svg.h"

#include "tests/logic/timeline/plain_words.h"
#include "tests/support/timeline_script.h"

#include <QTest>
#include <QXmlStreamReader>

using namespace synscope;

namespace {

/// Names of the elements with how often each occurs; "broken: …" where it is not well-formed.
QString elementsOf(const std::string& svg) {
  QXmlStreamReader reader(QByteArray::fromStdString(svg));
  QMap<QString, int> count;
  while (!reader.atEnd()) {
    if (reader.readNext() == QXmlStreamReader::StartElement) ++count[reader.name().toString()];
  }
  if (reader.hasError()) return QStringLiteral("broken: ") + reader.errorString();
  QStringList parts;
  for (auto it = count.begin(); it != count.end(); ++it)
    parts << it.key() + QLatin1Char('=') + QString::number(it.value());
  return parts.join(QLatin1Char(' '));
}

}  // namespace

class LadderSvgTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void holdsOneElementPerPrimitive();
  void isCompleteInItself();
  void hostileTextStaysText();
  void sourcesDifferInMoreThanColour();
  void anEmptyTimelineIsAPicture();
};

void LadderSvgTest::holdsOneElementPerPrimitive() {
  const std::string svg = ladderSvg(timelineFrom(R"(
    lanes us peer
    0   us       call.connect
    0   us>peer  segment.syn
    0   us       tcp-state.SYN_SENT
    10  peer>us  segment.rst
    10  us       tcp-state.CLOSED
  )"),
                                    {}, plainWords(), "refused");
  // Lines: 2 lanes, 2 arrows, legend. Polygons: a call, 3 heads. Boxes: paper, a bar, 2 states.
  // Texts: 2 lanes, 2 times, call, 2 arrows, 2 states, legend.
  QCOMPARE(elementsOf(svg), QStringLiteral("g=1 line=5 polygon=4 rect=4 style=1 svg=1 text=10 title=1"));
}

void LadderSvgTest::isCompleteInItself() {
  const std::string svg = ladderSvg(timelineFrom("0 a>b segment.syn ?"), {}, plainWords(), "a");
  for (const char* part : {"prefers-color-scheme:dark", "--ladder-info:#2b66d0", "stroke-dasharray"})
    QVERIFY2(svg.find(part) != std::string::npos, part);
  for (const char* part : {"<script", "http://", "https://", "url(", "@import"})
    QVERIFY2(svg.find(part, svg.find("2000/svg") + 8) == std::string::npos, part);
  QVERIFY(ladderSvg(timelineFrom("0 a>b segment.syn"), {}, plainWords(), "a", false).find("<style") ==
          std::string::npos);
}

void LadderSvgTest::hostileTextStaysText() {
  Timeline timeline;
  const LaneId lane = timeline.lane("</text><script>alert(1)</script>");
  TimelineEvent event;
  event.from = event.to = lane;
  event.code = "note.\x1b[31m<&>\"'\xff\x01";
  timeline.add(event);
  const std::string svg = ladderSvg(timeline, {}, plainWords(), "<title>");
  QVERIFY2(!elementsOf(svg).startsWith(QStringLiteral("broken")), svg.c_str());
  QVERIFY(!elementsOf(svg).contains(QStringLiteral("script")));
  QVERIFY(svg.find('\x1b') == std::string::npos);
}

void LadderSvgTest::sourcesDifferInMoreThanColour() {
  const std::string svg =
      ladderSvg(timelineFrom("0 a>b segment.syn\n 1 a>b segment.syn ?\n 2 a>b segment.syn ~"), {}, plainWords(), "a");
  QCOMPARE(QByteArray::fromStdString(svg).count("ladder-s-info ladder-dash"), 1);
  QCOMPARE(QByteArray::fromStdString(svg).count("ladder-s-info ladder-dot"), 1);
  for (const char* word : {">observed<", ">inferred<", ">simulated<"})
    QVERIFY2(svg.find(word) != std::string::npos, word);
}

void LadderSvgTest::anEmptyTimelineIsAPicture() {
  QVERIFY(!elementsOf(ladderSvg(Timeline(), {}, plainWords(), "nothing")).startsWith(QStringLiteral("broken")));
}

QTEST_APPLESS_MAIN(LadderSvgTest)
#include "ladder_svg_test.moc"
