#include "tests/support/sample_log.h"
#include "tests/support/thread_work.h"
#include "tests/ui/ui_test.h"
#include "ui/log/log_bar.h"
#include "ui/log/log_lines.h"
#include "ui/log/log_rows.h"
#include "ui/log/log_view.h"

#include <QFile>
#include <QScrollBar>
#include <QTest>

#include <algorithm>
#include <functional>

using namespace synscope;
using namespace synscope::test;

namespace {

double residentMiB() {
  QFile file(QStringLiteral("/proc/self/status"));
  if (!file.open(QIODevice::ReadOnly)) return 0;
  for (const QByteArray& line : file.readAll().split('\n'))
    if (line.startsWith("VmRSS:")) return line.mid(6).trimmed().split(' ').front().toDouble() / 1024;
  return 0;
}

/// What the window works for each of `count` frames, sorted, in ms.
std::vector<double> frames(LogView& view, int count, const std::function<void(int)>& between) {
  std::vector<double> worked;
  for (int i = 0; i < count; ++i) {
    between(i);
    const double start = workedMs();
    view.refresh();
    QCoreApplication::processEvents();
    worked.push_back(workedMs() - start);
  }
  std::ranges::sort(worked);
  return worked;
}

double median(const std::vector<double>& sorted) {
  return sorted[sorted.size() / 2];
}

}  // namespace

/// What a frame costs depends neither on how many records there are nor on how fast they come.
class LogFramesTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void aFrameCostsTheSameForMillions();
};

void LogFramesTest::aFrameCostsTheSameForMillions() {
  constexpr std::uint64_t kRecords = 2'000'000;
  constexpr std::uint64_t kPerFrame = 3300;  // 100,000 a second.
  QTemporaryDir folder;
  UiTestBed bed;
  LogView view;
  view.resize(1000, 600);
  view.show();
  const auto log = TrafficLog::create(folder.path()).value();
  fillLog(*log, 1000);
  view.setLog(log);
  view.bar().setPayloadStyle(PayloadStyle::kBoth);
  QCoreApplication::processEvents();
  const auto few = frames(view, 40, [&](int) { fillLog(*log, kPerFrame); });
  const double before = residentMiB();
  fillLog(*log, kRecords);
  log->flush();
  const auto live = frames(view, 60, [&](int) { fillLog(*log, kPerFrame); });
  const auto scrolling =
      frames(view, 60, [&](int i) { view.lines().verticalScrollBar()->setValue(int(kRecords / 61) * i); });
  view.bar().setSearchText(QStringLiteral("###"));
  view.bar().setDirection(TrafficDirection::kOut);
  const auto searching = frames(view, 60, [&](int) { fillLog(*log, kPerFrame); });
  QTRY_VERIFY_WITH_TIMEOUT((view.refresh(), !view.rows().catchingUp()), 30'000);
  const double grown = residentMiB() - before;
  QCOMPARE(view.rows().size().leftOutRecords, std::uint64_t(0));
  qInfo(
      "ms per frame (median, longest): few %.2f %.2f, live %.2f %.2f, scrolling %.2f %.2f, searching %.2f %.2f; "
      "%.0f MiB more",
      median(few), few.back(), median(live), live.back(), median(scrolling), scrolling.back(), median(searching),
      searching.back(), grown);
  QVERIFY2(median(live) < 2 * median(few) + 1, "a frame costs more the more records there are");
  for (const auto& kind : {live, scrolling, searching})
    QVERIFY2(median(kind) < 16.7, "a frame is longer than 1/60 s");
  QVERIFY2(grown < 64, "memory grows with the log");
}

QTEST_MAIN(LogFramesTest)
#include "log_frames_test.moc"
