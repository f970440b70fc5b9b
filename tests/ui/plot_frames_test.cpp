#include "tests/support/plot_frames.h"

#include "tests/ui/ui_test.h"

#include <QTest>

using namespace synscope;

/// Six live plots of a thousand samples a second each leave room in every frame, and stay as they began.
class PlotFramesTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void sixLivePlots();
};

void PlotFramesTest::sixLivePlots() {
  constexpr int kLanes = 6, kPerSecond = 1000, kSeconds = 20;
  UiTestBed bed;
  const PlotFrames frames = runPlotFrames(bed.settings, bed.file(QStringLiteral("runs")), kLanes, kPerSecond, kSeconds);
  const double first = frames.firstMs[frames.firstMs.size() / 2], last = frames.lastMs[frames.lastMs.size() / 2];
  qInfo(
      "%zu frames: median %.1f ms (at first %.1f, at last %.1f), 99 %% below %.1f ms; %d points at most; %.0f MiB more",
      frames.workMs.size(), frames.at(50), first, last, frames.at(99), frames.mostPoints,
      frames.residentAfterMiB - frames.residentBeforeMiB);
  QVERIFY2(frames.at(50) < 16.7, "the usual frame is longer than 1/60 s");
  QVERIFY2(frames.mostPoints < kLanes * 3 * 1100, "more is drawn than there are columns of pixels");
  QVERIFY2(frames.residentAfterMiB - frames.residentBeforeMiB < 64, "memory grows with the samples");
}

QTEST_MAIN(PlotFramesTest)
#include "plot_frames_test.moc"
