#include "core/logic/timeline/ladder_text.h"
#include "tests/support/sample_lives.h"
#include "tests/support/timeline_script.h"
#include "tests/ui/ui_test.h"
#include "ui/timeline/ladder_canvas.h"
#include "ui/timeline/ladder_view.h"
#include "ui/timeline/life_view.h"
#include "ui/timeline/recording_view.h"
#include "ui/timeline/state_diagram_view.h"

#include <QClipboard>
#include <QElapsedTimer>
#include <QFile>
#include <QImage>
#include <QListWidget>
#include <QScrollBar>
#include <QSignalSpy>
#include <QSplitter>
#include <QTabWidget>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace synscope;

namespace {

/// A life with as many ticks as asked for after a call.
Timeline ticking(int ticks) {
  Timeline timeline = timelineFrom("lanes us peer\n 0 us call.connect");
  for (int i = 1; i <= ticks; ++i)
    timeline.add({TimePoint(std::chrono::milliseconds(i)),
                  0,
                  1,
                  EventKind::kSegment,
                  "segment.ack",
                  {{"n", std::to_string(i)}},
                  EventSource::kObserved});
  return timeline;
}

void showAt(QWidget& widget, QSize size) {
  widget.resize(size);
  widget.show();
  QVERIFY(QTest::qWaitForWindowExposed(&widget));
}

}  // namespace

class TimelineViewsTest : public QObject {
  Q_OBJECT

 private:
  UiTestBed m_bed;

 private Q_SLOTS:
  void init() { showLanguage(Language::kEnglish); }
  void followsTheEndUntilSomebodyScrolls();
  void aPauseLosesNothing();
  void selectionSurvivesWhatComesBeforeIt();
  void keysWalkThroughTheEvents();
  void theMouseSelectsWhatIsUnderIt();
  void copiesAndSaves();
  void aHundredThousandEventsArePaintedQuickly();
  void clickingAStateExplainsIt();
  void theLifeSaysWhatItMeans();
  void whatTheSystemDoesNotTellIsSaid();
  void dividersAreRemembered();
  void theDiagramStandsWhereThereIsRoom_data();
  void theDiagramStandsWhereThereIsRoom();
  void everyNumberIsExplained();
  void aStateThatWasNeverEnteredIsExplainedToo();
  void aRecordingIsShownAsItWas();
  void theSelectionIsReadOut();
};

void TimelineViewsTest::followsTheEndUntilSomebodyScrolls() {
  LadderView view;
  showAt(view, {700, 400});
  QScrollBar& bar = *view.canvas().verticalScrollBar();
  view.setTimeline(ticking(100));
  QVERIFY(bar.maximum() > 0);
  QCOMPARE(bar.value(), bar.maximum());
  view.setTimeline(ticking(120));
  QCOMPARE(bar.value(), bar.maximum());
  bar.setValue(200);
  view.setTimeline(ticking(140));
  QCOMPARE(bar.value(), 200);
  bar.setValue(bar.maximum());
  view.setTimeline(ticking(160));
  QCOMPARE(bar.value(), bar.maximum());
}

void TimelineViewsTest::aPauseLosesNothing() {
  LadderView view;
  view.setTimeline(ticking(3));
  auto* pause = view.findChild<QToolButton*>();
  pause->setChecked(true);
  view.setTimeline(ticking(8));
  QCOMPARE(view.timeline().events().size(), std::size_t{4});
  pause->setChecked(false);
  QCOMPARE(view.timeline().events().size(), std::size_t{9});
}

void TimelineViewsTest::selectionSurvivesWhatComesBeforeIt() {
  LadderView view;
  view.setTimeline(timelineFrom("lanes us peer\n 0 us call.connect\n 20 us call.close"));
  view.select(1);
  QSignalSpy spy(&view, &LadderView::eventSelected);
  view.setTimeline(timelineFrom("lanes us peer\n 0 us call.connect\n 9 us>peer segment.syn ?\n 20 us call.close"));
  QCOMPARE(view.selectedEvent(), qsizetype{2});
  QCOMPARE(spy.size(), 1);
  view.setTimeline(timelineFrom("lanes a b\n 5 a call.listen"));
  QCOMPARE(view.selectedEvent(), qsizetype{-1});
}

void TimelineViewsTest::keysWalkThroughTheEvents() {
  LadderView view;
  showAt(view, {700, 400});
  view.setTimeline(ticking(100));
  view.canvas().setFocus();
  QTest::keyClick(&view.canvas(), Qt::Key_Home);
  QCOMPARE(view.selectedEvent(), qsizetype{0});
  QTest::keyClick(&view.canvas(), Qt::Key_Down);
  QCOMPARE(view.selectedEvent(), qsizetype{1});
  QCOMPARE(view.canvas().verticalScrollBar()->value(), 0);
  QTest::keyClick(&view.canvas(), Qt::Key_End);
  QCOMPARE(view.selectedEvent(), qsizetype{100});
  QVERIFY(view.canvas().verticalScrollBar()->value() > 0);
}

void TimelineViewsTest::theMouseSelectsWhatIsUnderIt() {
  LadderView view;
  showAt(view, {800, 600});
  view.setTimeline(sampleLife("refused").timeline);
  LadderCanvas& canvas = view.canvas();
  const LadderLayout layout(view.timeline(), canvas.options(),
                            {[](const auto&) { return LadderLabel(); }, [](auto) { return std::string(); },
                             [](auto) { return std::string(); }},
                            [](auto, auto) { return 10.0; });
  for (const std::size_t event : {0, 1, 2}) {
    const auto box = layout.boxOf(event);
    QVERIFY(box);
    QTest::mouseClick(canvas.viewport(), Qt::LeftButton, {},
                      QPointF((box->left + box->right) / 2, LadderLayout::kHeaderHeight + box->top + 10).toPoint());
    QCOMPARE(view.selectedEvent(), static_cast<qsizetype>(event));
  }
}

void TimelineViewsTest::copiesAndSaves() {
  LadderView view;
  showAt(view, {800, 600});
  view.setTimeline(sampleLife("normal").timeline);
  view.copy();
  QVERIFY(QGuiApplication::clipboard()->text().contains(QStringLiteral("SYN-ACK")));
  QTemporaryDir folder;
  const QString svg = folder.filePath(QStringLiteral("a.svg")), png = folder.filePath(QStringLiteral("a.png"));
  QVERIFY(view.saveTo(svg));
  QFile file(svg);
  QVERIFY(file.open(QIODevice::ReadOnly));
  QVERIFY(file.readAll().startsWith("<svg "));
  QVERIFY(view.saveTo(png));
  const QImage image(png);
  QVERIFY(image.width() > 800 && image.height() > 600);
  QVERIFY(!view.saveTo(folder.filePath(QStringLiteral("missing/a.svg"))));
}

void TimelineViewsTest::aHundredThousandEventsArePaintedQuickly() {
  LadderView view;
  showAt(view, {800, 600});
  view.setTimeline(ticking(100'000));
  QScrollBar& bar = *view.canvas().verticalScrollBar();
  QVERIFY(bar.maximum() > 3'000'000);
  QElapsedTimer clock;
  clock.start();
  for (int i = 0; i < 20; ++i) {
    bar.setValue(bar.maximum() / 20 * i);
    view.canvas().viewport()->repaint();
  }
  qInfo("20 pictures of 100,000 events: %lld ms", clock.elapsed());
  QVERIFY2(clock.elapsed() < 2000, "painting depends on how much there is, not on how much can be seen");
}

void TimelineViewsTest::clickingAStateExplainsIt() {
  StateDiagramView view;
  showAt(view, {476, 460});
  view.setLife(sampleLife("normal"));
  QSignalSpy spy(&view, &StateDiagramView::stateChosen);
  QTest::mouseClick(&view, Qt::LeftButton, {}, QPoint(236, 214));
  QCOMPARE(spy.size(), 1);
  QCOMPARE(spy[0][0].value<TcpState>(), TcpState::kEstablished);
  QTest::mouseClick(&view, Qt::LeftButton, {}, QPoint(5, 5));
  QCOMPARE(spy.size(), 1);
  QVERIFY(view.accessibleDescription().contains(QStringLiteral("TIME_WAIT")));
  QVERIFY(view.asSvg().contains("TIME_WAIT"));
}

void TimelineViewsTest::theLifeSaysWhatItMeans() {
  LifeView view;
  showAt(view, {1104, 640});
  view.showLife(std::make_shared<ConnectionLife>(sampleLife("reset")));
  QVERIFY2(view.asText().contains(QStringLiteral("The peer reset it")), qPrintable(view.asText()));
  view.ladder().select(1);
  QVERIFY(view.asText().contains(QStringLiteral("SYN · asks for a connection")));
  view.showLife(nullptr);
  QVERIFY(!view.ladder().isVisible());
}

void TimelineViewsTest::whatTheSystemDoesNotTellIsSaid() {
  const QString inferred = QStringLiteral("drawn as inferred"), remedy = QStringLiteral("As administrator (sudo)");
  LifeView view;
  showAt(view, {1104, 640});
  ConnectionLife life = sampleLife("open");
  view.showLife(std::make_shared<ConnectionLife>(life));
  QVERIFY(!view.asText().contains(inferred));
  life.everyTransition = {false, "capability.transitions.refused", "capability.transitions.root"};
  LifeView limited;
  showAt(limited, {1104, 640});
  limited.showLife(std::make_shared<ConnectionLife>(life));
  QVERIFY2(limited.asText().contains(inferred) && limited.asText().contains(remedy), qPrintable(limited.asText()));
}

/// Also where they were chosen for a room that the second one gets only later.
void TimelineViewsTest::dividersAreRemembered() {
  const auto open = std::make_shared<ConnectionLife>(sampleLife("open"));
  LifeView one, two;
  showAt(one, {1104, 340});
  one.showLife(open);
  QCoreApplication::processEvents();
  QSplitter& chosen = *one.findChild<QSplitter*>();
  chosen.setSizes({400, 700});
  const QList<int> sizes = chosen.sizes();
  QVERIFY(sizes != QList<int>({496, 600}));
  two.restoreLayout(QByteArray("nonsense"));
  two.restoreLayout(one.saveLayout());
  two.showLife(open);
  showAt(two, {1104, 640});
  two.resize(1104, 340);
  QCoreApplication::processEvents();
  QCOMPARE(two.findChild<QSplitter*>()->sizes(), sizes);
}

void TimelineViewsTest::theDiagramStandsWhereThereIsRoom_data() {
  QTest::addColumn<QSize>("size");
  QTest::addColumn<int>("tabs");
  QTest::addColumn<bool>("above");
  QTest::newRow("a page") << QSize(1104, 640) << 2 << true;
  QTest::newRow("low") << QSize(1104, 340) << 2 << false;
  QTest::newRow("small") << QSize(820, 340) << 3 << false;
}

void TimelineViewsTest::theDiagramStandsWhereThereIsRoom() {
  QFETCH(QSize, size);
  QFETCH(int, tabs);
  QFETCH(bool, above);
  LifeView view;
  showAt(view, {1104, 640});
  view.showLife(std::make_shared<ConnectionLife>(sampleLife("normal")));
  for (const QSize& each : {QSize(820, 340), size}) {
    view.resize(each);
    QCoreApplication::processEvents();
  }
  const QTabWidget& explained = *view.findChild<QTabWidget*>();
  QCOMPARE(explained.count(), tabs);
  const QPoint place = view.diagram().mapTo(&view, QPoint());
  const QPoint tabsPlace = explained.mapTo(&view, QPoint());
  if (tabs == 2) {
    QVERIFY(view.diagram().isVisible());
    QCOMPARE(place.y() + view.diagram().height() <= tabsPlace.y(), above);
  }
  QCOMPARE(view.size(), size);
}

void TimelineViewsTest::everyNumberIsExplained() {
  LifeView view;
  showAt(view, {1104, 640});
  view.showLife(std::make_shared<ConnectionLife>(sampleLife("open")));
  QTableWidget& table = *view.findChild<QTableWidget*>();
  QVERIFY(table.rowCount() > 30);
  for (int row = 0; row < table.rowCount(); ++row) {
    const QString before = table.accessibleDescription();
    table.setCurrentCell(row, 0);
    QVERIFY2(table.accessibleDescription().size() > 30, qPrintable(table.item(row, 0)->text()));
    QVERIFY(row == 0 || table.accessibleDescription() != before);
  }
  QVERIFY(view.asText().contains(QStringLiteral("18.312 ms")));
  const auto unknown = table.findItems(QStringLiteral("not reported"), Qt::MatchExactly);
  QVERIFY(!unknown.isEmpty());
}

void TimelineViewsTest::aStateThatWasNeverEnteredIsExplainedToo() {
  LifeView view;
  showAt(view, {1104, 640});
  view.showLife(std::make_shared<ConnectionLife>(sampleLife("open")));
  Q_EMIT view.diagram().stateChosen(TcpState::kClosing);
  QVERIFY(view.ladder().selectedEvent() < 0);
  QVERIFY2(view.asText().contains(QStringLiteral("CLOSING"), Qt::CaseInsensitive), qPrintable(view.asText()));
  Q_EMIT view.diagram().stateChosen(TcpState::kEstablished);
  QCOMPARE(view.ladder().timeline().events()[static_cast<std::size_t>(view.ladder().selectedEvent())].code,
           std::string("tcp-state.ESTABLISHED"));
}

void TimelineViewsTest::aRecordingIsShownAsItWas() {
  auto recording = std::make_shared<Recording>(makeRecording(sampleLife("normal"), {}, 0));
  recording->connections.push_back(makeRecording(sampleLife("refused"), {}, 0).connections.front());
  RecordingView view;
  showAt(view, {1104, 640});
  view.showRecording(recording);
  QCOMPARE(view.connections().count(), 2);
  QVERIFY(view.headline().startsWith(QStringLiteral("TCP client · 203.0.113.80:443")));
  QVERIFY(view.life().asText().contains(QStringLiteral("We closed first")));
  QVERIFY(!view.life().ladder().canvas().isFollowing() ||
          view.life().ladder().canvas().verticalScrollBar()->maximum() == 0);
  view.connections().setCurrentRow(1);
  QVERIFY(view.life().asText().contains(QStringLiteral("Refused")));
  showLanguage(Language::kChinese);
  QCoreApplication::processEvents();
  QVERIFY2(view.connections().item(1)->text().contains(QStringLiteral("被拒绝")),
           qPrintable(view.connections().item(1)->text().section(QLatin1Char(10), 1)));
  QCOMPARE(view.connections().currentRow(), 1);
}

void TimelineViewsTest::theSelectionIsReadOut() {
  LadderView view;
  showAt(view, {700, 400});
  view.setTimeline(sampleLife("normal").timeline);
  view.select(1);
  QVERIFY(view.canvas().accessibleDescription().contains(QStringLiteral("SYN")));
  QVERIFY2(view.canvas().accessibleDescription().contains(QStringLiteral("inferred")),
           qPrintable(view.canvas().accessibleDescription()));
  QTest::keyClick(&view.canvas(), Qt::Key_PageDown);
  QCOMPARE(view.selectedEvent(), qsizetype{11});
  QTest::keyClick(&view.canvas(), Qt::Key_Escape);
  QCOMPARE(view.selectedEvent(), qsizetype{-1});
  QCOMPARE(view.canvas().accessibleDescription(), QString());
}

QTEST_MAIN(TimelineViewsTest)
#include "timeline_views_test.moc"
