#include "tests/support/sample_lives.h"
#include "tests/support/thread_work.h"
#include "tests/ui/ui_test.h"
#include "ui/timeline/ladder_canvas.h"
#include "ui/timeline/ladder_view.h"
#include "ui/timeline/life_view.h"

#include <QScrollBar>
#include <QTest>

#include <algorithm>
#include <vector>

using namespace synscope;
using namespace synscope::test;

namespace {

/// Data to and fro, a timer now and then.
void talk(Timeline& timeline, int from, int count) {
  for (int i = from; i < from + count; ++i) {
    const TimePoint at = TimePoint(std::chrono::seconds(1) + std::chrono::milliseconds(i));
    const std::size_t way = i % 2;
    if (i % 10 == 9)
      timeline.add({at, 0, 0, EventKind::kTimer, "timer.retransmission", {{"n", "1"}}});
    else
      timeline.add({at, way, 1 - way, EventKind::kData, way == 0 ? "data.sent" : "data.received", {{"bytes", "512"}}});
  }
}

}  // namespace

/// A connection with 10,000 events that goes on talking: what the window works for one frame is less than 5 ms in the
/// middle, and not twice what it is after 100 events, whether it follows the end, an early event is selected, or
/// distances follow time. (Medians: a busy machine lengthens single frames, caches emptied by others included.)
class LifeFramesTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void framesStayShort_data();
  void framesStayShort();

 private:
  static double medianFrame(int events, bool selected, bool linear);
};

void LifeFramesTest::framesStayShort_data() {
  QTest::addColumn<bool>("selected");
  QTest::addColumn<bool>("linear");
  QTest::newRow("following") << false << false;
  QTest::newRow("an early event selected") << true << false;
  QTest::newRow("linear time") << false << true;
}

void LifeFramesTest::framesStayShort() {
  QFETCH(bool, selected);
  QFETCH(bool, linear);
  UiTestBed bed;
  const double young = medianFrame(100, selected, linear);
  const double old = medianFrame(10'000, selected, linear);
  QVERIFY2(old < 5, "a frame takes too long");
  QVERIFY2(old < 2 * young + 1, "the work of a frame grows with what has happened before");
}

double LifeFramesTest::medianFrame(int events, bool selected, bool linear) {
  constexpr int kFrames = 100, kPerFrame = 10;
  LifeView view;
  view.resize(1104, 640);
  ConnectionLife life = sampleLife("open");
  talk(life.timeline, 0, events);
  view.showLife(std::make_shared<ConnectionLife>(life));
  view.ladder().canvas().setLinearTime(linear);
  view.show();
  if (selected) view.ladder().select(3);
  QCoreApplication::processEvents();

  std::vector<double> frames;
  for (int frame = 0; frame < kFrames; ++frame) {
    talk(life.timeline, events + frame * kPerFrame, kPerFrame);
    ++life.generation;
    life.info->rttUs = 18'000U + static_cast<unsigned>(frame);
    auto next = std::make_shared<const ConnectionLife>(life);
    const double start = workedMs();
    view.showLife(std::move(next));
    QCoreApplication::processEvents();
    frames.push_back(workedMs() - start);
  }
  std::sort(frames.begin(), frames.end());
  const double median = frames[frames.size() / 2];
  qInfo("after %d events, %zu frames: median %.2f ms, 95 %% below %.2f ms, longest %.2f ms", events, frames.size(),
        median, frames[(frames.size() - 1) * 95 / 100], frames.back());
  [&] {
    QCOMPARE(view.ladder().timeline().events().size(), life.timeline.events().size());
    const QScrollBar& bar = *view.ladder().canvas().verticalScrollBar();
    QCOMPARE(bar.value() == bar.maximum(), !selected);
  }();
  return median;
}

QTEST_MAIN(LifeFramesTest)
#include "life_frames_test.moc"
