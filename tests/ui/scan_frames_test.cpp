#include "tests/support/sample_scan.h"
#include "tests/ui/ui_test.h"
#include "ui/ports/ports_page.h"
#include "ui/ports/scan_model.h"
#include "ui/ports/state_filter.h"

#include <QElapsedTimer>
#include <QTableView>
#include <QTest>

#include <algorithm>

using namespace synscope;

/// A full scan of 65,535 ports shown while it runs: the work of one frame stays below the time of one frame.
class ScanFramesTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void framesStayShort_data();
  void framesStayShort();
};

void ScanFramesTest::framesStayShort_data() {
  QTest::addColumn<bool>("closedShown");
  QTest::addColumn<int>("rowsPerFrame");
  QTest::newRow("closed hidden, 2 s scan") << false << 1100;
  QTest::newRow("closed shown, 2 s scan") << true << 1100;
  QTest::newRow("closed shown, 0.5 s scan") << true << 4400;
}

void ScanFramesTest::framesStayShort() {
  QFETCH(bool, closedShown);
  QFETCH(int, rowsPerFrame);
  UiTestBed bed;
  PortsPage page(bed.settings);
  page.resize(1080, 720);
  page.filter().setShown(PortState::kClosed, closedShown);
  page.model().start(sampleHosts(), Protocol::kTcp);
  page.showRows({}, true);
  page.show();
  QCoreApplication::processEvents();

  const std::vector<ScanRow> all = fullScan(97);
  std::vector<double> frames;
  for (std::size_t from = 0; from < all.size(); from += static_cast<std::size_t>(rowsPerFrame)) {
    const std::size_t to = std::min(all.size(), from + static_cast<std::size_t>(rowsPerFrame));
    std::vector<ScanRow> batch(all.begin() + static_cast<std::ptrdiff_t>(from),
                               all.begin() + static_cast<std::ptrdiff_t>(to));
    QElapsedTimer frame;
    frame.start();
    page.model().feed(std::move(batch));
    page.showRows({to, all.size(), 512, std::chrono::milliseconds(from / 30), std::chrono::milliseconds(900)}, true);
    QCoreApplication::processEvents();
    frames.push_back(static_cast<double>(frame.nsecsElapsed()) / 1e6);
  }
  std::sort(frames.begin(), frames.end());
  const double typical = frames[frames.size() / 2];
  const double slow = frames[frames.size() * 95 / 100];
  qInfo("%zu frames: median %.1f ms, 95 %% below %.1f ms, longest %.1f ms", frames.size(), typical, slow,
        frames.back());
  QCOMPARE(page.table().model()->rowCount(), closedShown ? 65'535 : 675);
  QVERIFY2(typical < 16.7, "the usual frame is longer than 1/60 s");
}

QTEST_MAIN(ScanFramesTest)
#include "scan_frames_test.moc"
