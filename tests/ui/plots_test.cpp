#include "tests/ui/ui_test.h"
#include "ui/plots/calm_range.h"
#include "ui/plots/distribution_plot.h"
#include "ui/plots/plot_bar.h"
#include "ui/plots/plot_stack.h"
#include "ui/plots/time_plot.h"

#include <QAbstractButton>
#include <QFile>
#include <QImage>
#include <QSignalSpy>
#include <QSvgRenderer>
#include <QTest>

#include <cmath>
#include <limits>
#include <set>
#include <utility>

using namespace synscope;

namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

PlotLineLook latencyLook(const QString& name, int color = 0) {
  PlotLineLook look;
  look.name = name;
  look.color = color;
  return look;
}

/// A thousand samples a second with a peak now and then.
void feed(PlotSeries& series, int seconds) {
  for (int sample = 0; sample < seconds * 1000; ++sample)
    series.append(sample / 1000.0, sample % 7919 == 0 ? 90 : 10 + sample % 13);
}

std::size_t mostBuckets(const PlotSeries& series) {
  std::size_t most = 0;
  for (std::size_t level = 0; level < PlotSeries::kLevels; ++level)
    most += series.mostKept(level);
  return most;
}

std::uint64_t samplesIn(const std::vector<PlotBucket>& buckets) {
  std::uint64_t samples = 0;
  for (const PlotBucket& bucket : buckets)
    samples += bucket.count;
  return samples;
}

/// How often a plot's surface is painted.
class PaintCounter : public QObject {
 public:
  explicit PaintCounter(const QWidget& plot) {
    for (QWidget* each : plot.findChildren<QWidget*>())
      if (qstrcmp(each->metaObject()->className(), "QCustomPlot") == 0) each->installEventFilter(this);
  }

  int take() { return std::exchange(m_count, 0); }

 protected:
  bool eventFilter(QObject*, QEvent* event) override {
    if (event->type() == QEvent::Paint) ++m_count;
    return false;
  }

 private:
  int m_count = 0;
};

}  // namespace

/// Lines, axes and files of the plots.
class PlotsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void drawnBucketsAreBounded_data();
  void drawnBucketsAreBounded();
  void noPeakIsLost();
  void theGridStandsStill();
  void gapsStayGaps();
  void lateSamplesAreSorted();
  void memoryIsBounded();
  void roomIsTakenOnce();
  void everyStretchHasEnoughBuckets();
  void rangesAreCalm();
  void theWindowFollowsUntilItIsMoved();
  void zoomKeepsThePlaceUnderThePointer();
  void keysMoveAndZoom();
  void valuesAreReadAtTheCursor();
  void theLegendHidesLines();
  void filesAreWhatTheirNamesSay_data();
  void filesAreWhatTheirNamesSay();
  void percentilesComeFromBins();
  void numbersAreWrittenForPeople_data();
  void numbersAreWrittenForPeople();
  void lowPlotsKeepTheirUpperNumber();
  void coarserLinesKeepWhatTheyHold();
  void nothingIsDrawnForLessThanAPixel();
  void aPlotThatComesLateIsDrawnAtItsWidth();
};

void PlotsTest::drawnBucketsAreBounded_data() {
  QTest::addColumn<double>("from");
  QTest::addColumn<double>("to");
  QTest::newRow("all") << 0.0 << 600.0;
  QTest::newRow("last minute") << 540.0 << 600.0;
  QTest::newRow("last second") << 599.0 << 600.0;
  QTest::newRow("a second long ago") << 20.0 << 21.0;
  QTest::newRow("before the beginning") << -50.0 << -10.0;
  QTest::newRow("after the end") << 700.0 << 800.0;
}

void PlotsTest::drawnBucketsAreBounded() {
  QFETCH(double, from);
  QFETCH(double, to);
  PlotSeries series;
  feed(series, 600);
  const auto columns = series.columns(from, to, 1000);
  QVERIFY2(columns.size() <= 1004, qPrintable(QString::number(columns.size())));
  for (std::size_t index = 1; index < columns.size(); ++index)
    QVERIFY(columns[index - 1].begin <= columns[index].begin);
}

void PlotsTest::noPeakIsLost() {
  PlotSeries series;
  feed(series, 600);
  int peaks = 0;
  for (const PlotBucket& bucket : series.columns(0, 600, 1000))
    peaks += bucket.high == 90 ? 1 : 0;
  QCOMPARE(peaks, 600'000 / 7919 + 1);
}

/// The same samples lie in the same columns while the window moves on by less than a column.
void PlotsTest::theGridStandsStill() {
  PlotSeries series;
  feed(series, 100);
  const auto early = series.columns(20, 80, 600), late = series.columns(20.05, 80.05, 600);
  QVERIFY(early.size() > 500);
  std::set<double> begins;
  for (const PlotBucket& bucket : early)
    begins.insert(bucket.begin);
  int same = 0;
  for (std::size_t index = 1; index <= 500; ++index)
    same += static_cast<int>(begins.count(late[index].begin));
  QCOMPARE(same, 500);
}

void PlotsTest::gapsStayGaps() {
  PlotSeries series;
  for (int sample = 0; sample < 10; ++sample)
    series.append(sample, 5);
  series.append(10, kNan);
  for (int sample = 11; sample < 20; ++sample)
    series.append(sample, 5);
  int broken = 0;
  for (const PlotBucket& bucket : series.columns(0, 20, 500))
    broken += bucket.broken ? 1 : 0;
  QCOMPARE(broken, 1);
  QVERIFY(!series.at(10.5, 0.2));
  QCOMPARE(series.at(11, 0.2)->mean(), 5.0);
}

void PlotsTest::lateSamplesAreSorted() {
  PlotSeries series;
  for (const double time : {1.0, 2.0, 4.0, 3.0, 5.0})
    series.append(time, time);
  const auto columns = series.columns(0, 6, 600);
  QCOMPARE(columns.size(), std::size_t{5});
  for (std::size_t index = 0; index < 5; ++index)
    QCOMPARE(columns[index].begin, static_cast<double>(index + 1));
}

void PlotsTest::memoryIsBounded() {
  PlotSeries series;
  feed(series, 1000);
  QCOMPARE(series.count(), std::uint64_t{1'000'000});
  const auto all = series.all();
  QVERIFY(all.size() <= mostBuckets(series));
  QCOMPARE(all.front().begin, 0.0);
  for (std::size_t index = 1; index < all.size(); ++index)
    QVERIFY(all[index - 1].begin <= all[index].begin);
}

void PlotsTest::roomIsTakenOnce() {
  for (const std::size_t kept : {PlotSeries::kWhole, PlotSeries::kSmall}) {
    PlotSeries series(kept);
    feed(series, 1);
    QVERIFY(series.room() < 1100 * 2 * sizeof(PlotBucket));
    series.takeRoom();
    const std::size_t room = series.room();
    QCOMPARE(room, mostBuckets(series) * sizeof(PlotBucket));
    QCOMPARE(series.columns(0, 1, 500).size(), std::size_t{500});
    for (int sample = 1000; sample < 1'000'000; ++sample) {
      if (sample % 97 == 0) series.interrupt();
      series.append(sample / 1000.0, 10 + sample % 13);
    }
    QCOMPARE(series.room(), room);
    QVERIFY(series.all().size() <= mostBuckets(series));
  }
}

/// Back to the very beginning; also right after a level has let its first bucket go.
void PlotsTest::everyStretchHasEnoughBuckets() {
  PlotSeries series;
  for (int sample = 0; sample < 700'000; ++sample) {
    series.append(sample / 1000.0, 10);
    const bool dropping = sample == 16'400 || sample == 66'000 || sample == 263'000;
    if (!dropping) continue;
    const std::size_t buckets = series.columns(0, sample / 1000.0, 1000).size();
    QVERIFY2(buckets > 950, qPrintable(QString::number(buckets)));
  }
}

void PlotsTest::rangesAreCalm() {
  CalmRange range(PlotUnit::kMilliseconds);
  QCOMPARE(range.take(1, 9, 0).high, 10.0);
  QCOMPARE(range.take(1, 18, 1).high, 20.0);  // Grows at once.
  QCOMPARE(range.take(1, 15, 2).high, 20.0);  // Has room.
  QCOMPARE(range.take(1, 4, 3).high, 20.0);   // Much less: not yet.
  QCOMPARE(range.take(1, 4, 6).high, 20.0);
  QCOMPARE(range.take(1, 15, 6.5).high, 20.0);  // It was needed again: patience begins anew.
  QCOMPARE(range.take(1, 4, 7).high, 20.0);
  QCOMPARE(range.take(1, 4, 11.1).high, 5.0);
  QCOMPARE(range.take(0, 0, 12).high, 5.0);  // Nothing to see.
  range.setLog(true);
  QCOMPARE(range.take(0.2, 150, 13).low, 0.1);
  QCOMPARE(range.take(0.2, 150, 13).high, 200.0);
}

void PlotsTest::theWindowFollowsUntilItIsMoved() {
  PlotTimeView view;
  view.reset(60);
  view.setDataEnd(30);
  QCOMPARE(view.from(), 0.0);
  view.setDataEnd(100);
  QCOMPARE(view.from(), 40.0);
  QSignalSpy changed(&view, &PlotTimeView::changed);
  view.freeze();
  view.setDataEnd(200);
  QCOMPARE(view.from(), 40.0);
  QVERIFY(!view.isFollowing());
  view.follow();
  QCOMPARE(view.from(), 140.0);
  view.fit();
  QCOMPARE(view.from(), 0.0);
  view.setDataEnd(300);
  QCOMPARE(view.to(), 300.0);
  view.pan(-0.1);
  QVERIFY(!view.isFollowing());
  QCOMPARE(changed.count(), 4);
}

void PlotsTest::zoomKeepsThePlaceUnderThePointer() {
  PlotTimeView view;
  view.setDataEnd(1000);
  view.zoomTo(400, 500);
  view.zoom(0.5, 425);
  QCOMPARE((425 - view.from()) / view.span(), 0.25);
  for (int step = 0; step < 100; ++step)
    view.zoom(0.5, 425);
  QVERIFY(view.span() >= PlotTimeView::kShortest);
  for (int step = 0; step < 100; ++step)
    view.zoom(2, 425);
  QVERIFY(view.span() <= 1500);
}

void PlotsTest::keysMoveAndZoom() {
  PlotStack stack;
  TimePlot& plot = stack.add();
  plot.addLine(latencyLook(QStringLiteral("a")));
  stack.resize(800, 300);
  stack.show();
  stack.refresh(1000);
  QTest::keyClick(&plot, Qt::Key_Left);
  QVERIFY(!stack.view().isFollowing());
  const double span = stack.view().span();
  QTest::keyClick(&plot, Qt::Key_Plus);
  QCOMPARE(stack.view().span(), span / 2);
  QTest::keyClick(&plot, Qt::Key_Home);
  QCOMPARE(stack.view().from(), 0.0);
  QTest::keyClick(&plot, Qt::Key_End);
  QVERIFY(stack.view().isFollowing());
  QTest::keyClick(&plot, Qt::Key_Right, Qt::ShiftModifier);
  QVERIFY(stack.view().cursor().has_value());
  QVERIFY(stack.view().isFollowing());
}

void PlotsTest::valuesAreReadAtTheCursor() {
  UiTestBed bed;
  PlotStack stack;
  TimePlot& plot = stack.add();
  const int first = plot.addLine(latencyLook(QStringLiteral("connect")));
  const int second = plot.addLine(latencyLook(QStringLiteral("tls"), 1));
  for (int sample = 0; sample < 60; ++sample)
    plot.append(first, sample, 12.34);
  plot.append(second, 30, 45.6);
  stack.resize(800, 300);
  stack.show();
  stack.refresh(60);
  const auto read = plot.readOutAt(30);
  QCOMPARE(read.size(), std::size_t{3});
  QCOMPARE(read[0].first, QStringLiteral("0:30.0"));
  QCOMPARE(read[1], std::pair(QStringLiteral("connect"), QStringLiteral("12.3 ms")));
  QCOMPARE(read[2].second, QStringLiteral("45.6 ms"));
  QCOMPARE(plot.readOutAt(10).size(), std::size_t{2});
  QVERIFY(plot.readOutAt(500).empty());
}

void PlotsTest::theLegendHidesLines() {
  PlotStack stack;
  for (int index = 0; index < 2; ++index) {
    TimePlot& plot = stack.add();
    plot.addLine(latencyLook(QStringLiteral("connect")));
    plot.addLine(latencyLook(QStringLiteral("tls"), 1));
  }
  stack.refreshLegend();
  QCOMPARE(stack.legend().entries().size(), std::size_t{2});
  stack.show();
  auto* button = stack.legend().findChildren<QAbstractButton*>().first();
  QCOMPARE(button->text(), QStringLiteral("connect"));
  button->click();
  QVERIFY(!stack.plot(0).isLineShown(0));
  QVERIFY(!stack.plot(1).isLineShown(0));
  QVERIFY(stack.plot(1).isLineShown(1));
  QCOMPARE(stack.legend().entries().size(), std::size_t{2});
  button->click();
  QVERIFY(stack.plot(1).isLineShown(0));
}

void PlotsTest::filesAreWhatTheirNamesSay_data() {
  QTest::addColumn<QString>("ending");
  for (const char* ending : {"png", "svg", "pdf", "csv"})
    QTest::newRow(ending) << QString::fromLatin1(ending);
}

void PlotsTest::filesAreWhatTheirNamesSay() {
  QFETCH(QString, ending);
  UiTestBed bed;
  PlotStack stack;
  stack.setTitle(QStringLiteral("example.net"), QStringLiteral("2026"), QStringLiteral("x"));
  TimePlot& plot = stack.add();
  plot.setTitle(QStringLiteral("=cmd"));
  plot.addLine(latencyLook(QStringLiteral("connect")));
  for (int sample = 0; sample < 60; ++sample)
    plot.append(0, sample, 10 + sample % 3);
  plot.addMark({30, QStringLiteral("changed"), Tone::kWarn});
  plot.setSpans({{20, 25, Tone::kBad}});
  stack.refreshLegend();
  stack.resize(800, 300);
  stack.show();
  stack.refresh(60);
  const QString file = bed.file(QStringLiteral("plot.") + ending);
  QVERIFY(stack.saveTo(file));
  QFile in(file);
  QVERIFY(in.open(QIODevice::ReadOnly));
  const QByteArray bytes = in.readAll();
  if (ending == QStringLiteral("png")) QVERIFY(QImage(file).width() > 1600);
  if (ending == QStringLiteral("svg")) QVERIFY(QSvgRenderer(bytes).isValid() && bytes.contains("polyline"));
  if (ending == QStringLiteral("pdf")) QVERIFY(bytes.startsWith("%PDF-") && bytes.trimmed().endsWith("%%EOF"));
  if (ending != QStringLiteral("csv")) return;
  QCOMPARE(bytes.count('\n'), 61);
  QVERIFY(bytes.contains("'=cmd,connect,ms,0.000000,0.000000,1,10,10,10\r\n"));
}

void PlotsTest::percentilesComeFromBins() {
  const PlotDistribution some{QStringLiteral("a"), 0, {{1, 2, 50}, {2, 3, 40}, {3, 4, 9}, {8, 9, 1}}};
  QCOMPARE(some.total(), 100.0);
  QCOMPARE(some.percentile(50), 2.0);
  QCOMPARE(some.percentile(90), 3.0);
  QCOMPARE(some.percentile(99), 4.0);
  QCOMPARE(some.percentile(100), 9.0);
  QCOMPARE(PlotDistribution{}.percentile(50), 0.0);
  PlotDistribution known = some;
  known.exact = {{0, 1.5}, {50, 1.75}, {90, 2.5}, {99, 3.25}, {100, 8.5}};
  QCOMPARE(known.percentile(0), 1.5);
  QCOMPARE(known.percentile(50), 1.75);
  QCOMPARE(known.percentile(90), 2.5);
  QCOMPARE(known.percentile(99), 3.25);
  QCOMPARE(known.percentile(99.5), 8.5);
  HistogramPlot histogram(PlotUnit::kMilliseconds);
  histogram.setDistributions({some});
  const auto read = histogram.readOutAt(0.5);  // Between 1 and 9 on a logarithmic axis: 3.
  QCOMPARE(read.size(), std::size_t{2});
  PercentilePlot percentiles(PlotUnit::kMilliseconds);
  percentiles.setDistributions({some});
  QCOMPARE(percentiles.readOutAt(0.5).back().second, QStringLiteral("3.00 ms"));  // 90 %: halfway to 99 %.
}

void PlotsTest::numbersAreWrittenForPeople_data() {
  QTest::addColumn<QString>("written");
  QTest::addColumn<QString>("expected");
  QTest::newRow("µs") << plotValue(PlotUnit::kMilliseconds, 0.031) << QStringLiteral("31 µs");
  QTest::newRow("ms") << plotValue(PlotUnit::kMilliseconds, 1.2345) << QStringLiteral("1.23 ms");
  QTest::newRow("s") << plotValue(PlotUnit::kMilliseconds, 3004) << QStringLiteral("3.00 s");
  QTest::newRow("rate") << plotValue(PlotUnit::kBitsPerSecond, 941.4e6) << QStringLiteral("941 Mbit/s");
  QTest::newRow("tick") << plotTick(PlotUnit::kBitsPerSecond, 2.5e9) << QStringLiteral("2.5 Gbit/s");
  QTest::newRow("tick zero") << plotTick(PlotUnit::kMilliseconds, 0) << QStringLiteral("0");
  QTest::newRow("tick µs") << plotTick(PlotUnit::kMilliseconds, 0.2) << QStringLiteral("200 µs");
  QTest::newRow("minutes") << plotElapsed(65) << QStringLiteral("1:05");
  QTest::newRow("days") << plotElapsed(2 * 86'400 + 3600) << QStringLiteral("2 d 1:00:00");
  QTest::newRow("tenths") << plotElapsed(5.25, 0.05) << QStringLiteral("0:05.25");
}

void PlotsTest::numbersAreWrittenForPeople() {
  QFETCH(QString, written);
  QFETCH(QString, expected);
  QCOMPARE(written, expected);
}

/// Whatever the height and the range: the upper end of the axis has its tick, and so its number.
void PlotsTest::lowPlotsKeepTheirUpperNumber() {
  for (const int height : {60, 110, 400}) {
    for (const double value : {0.031, 3.4, 37.0}) {
      PlotStack stack;
      TimePlot& plot = stack.add();
      plot.addLine(latencyLook(QStringLiteral("connect")));
      for (int sample = 0; sample < 60; ++sample)
        plot.append(0, sample, value);
      stack.resize(800, height + 40);
      stack.show();
      stack.refresh(60);
      QVERIFY(plot.valueRange().second >= value);
      QVERIFY2(!plot.valueTicks().empty(), qPrintable(QStringLiteral("%1 ms, %2 px").arg(value).arg(height)));
    }
  }
}

void PlotsTest::coarserLinesKeepWhatTheyHold() {
  PlotSeries series;
  feed(series, 1000);
  QCOMPARE(samplesIn(series.all()), series.count());
  const auto coarse = series.atMost(1000);
  QVERIFY(coarse.size() <= 1000 && coarse.size() > 500);
  double highest = 0, until = 0;
  for (const PlotBucket& bucket : coarse) {
    QVERIFY(bucket.begin >= until);
    until = bucket.end;
    highest = std::max(highest, bucket.high);
  }
  QCOMPARE(samplesIn(coarse), series.count());
  QCOMPARE(highest, 90.0);
  QCOMPARE(series.atMost(1'000'000).size(), series.all().size());
}

/// After the last frame of a run a plot may be added: nobody refreshes it once it has been laid out.
void PlotsTest::aPlotThatComesLateIsDrawnAtItsWidth() {
  PlotTimeView view;
  TimePlot plot(view);
  auto series = std::make_shared<PlotSeries>();
  feed(*series, 10);
  plot.addLine(latencyLook(QStringLiteral("late")), series);
  view.setDataEnd(10);
  view.zoomTo(0, 10);
  plot.refresh();
  QVERIFY(plot.drawnPoints() < 100);
  plot.resize(600, 120);
  plot.show();
  QTRY_VERIFY(plot.drawnPoints() > 300);
}

/// A slow measurement costs a picture for every pixel it moves on by, not one for every frame.
void PlotsTest::nothingIsDrawnForLessThanAPixel() {
  PlotTimeView view;
  TimePlot plot(view);
  plot.resize(700, 200);
  plot.addLine({});
  for (int second = 0; second < 100; ++second)
    plot.append(0, second, 5);
  plot.show();
  PaintCounter paints(plot);
  const auto paintsAt = [&](double end) {
    view.setDataEnd(end);
    plot.refresh();
    QCoreApplication::processEvents();
    QCoreApplication::processEvents();
    return paints.take();
  };
  QTRY_COMPARE(paintsAt(100), 0);
  QCOMPARE(paintsAt(100.01), 0);
  QVERIFY(paintsAt(100.2) > 0);
  QCOMPARE(paintsAt(100.21), 0);
  plot.append(0, 100.1, 5);
  QVERIFY(paintsAt(100.22) > 0);
}

QTEST_MAIN(PlotsTest)
#include "plots_test.moc"
