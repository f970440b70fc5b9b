#include "ui/latency/latency_page.h"

#include "core/engine/base/clock.h"
#include "core/logic/latency/latency_mood.h"
#include "core/logic/latency/latency_recording.h"
#include "core/logic/latency/latency_statistics.h"
#include "tests/support/long_recording.h"
#include "tests/support/sample_latency.h"
#include "tests/support/thread_work.h"
#include "tests/ui/ui_test.h"
#include "ui/history/history_view.h"
#include "ui/latency/latency_form.h"
#include "ui/latency/latency_recovery.h"
#include "ui/latency/latency_view.h"
#include "ui/latency/latency_words.h"
#include "ui/latency/outage_model.h"
#include "ui/plots/distribution_plot.h"
#include "ui/plots/plot_stack.h"
#include "ui/plots/time_plot.h"

#include <QAbstractItemModelTester>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTcpServer>
#include <QTest>

#include <malloc.h>

using namespace synscope;

namespace {

LatencyDraft draftWith(const QString& targets, const char* method = "connect") {
  LatencyDraft draft;
  draft.set(LatencyField::kTargets, targets);
  draft.set(LatencyField::kMethod, QString::fromLatin1(method));
  return draft;
}

std::string targetsOf(const LatencySettings& settings) {
  std::string all;
  for (const LatencyTarget& target : settings.targets)
    all += (all.empty() ? "" : " ") + target.host + "/" + std::to_string(target.port);
  return all;
}

LatencySummary summaryOf(std::uint32_t id) {
  LatencySummary lane;
  lane.lane = {id, {"host" + std::to_string(id), 443}, {*IpAddress::parse("192.0.2.1"), 443}, false};
  return lane;
}

/// What the allocator has given and not got back; 0 where it does not tell (under a sanitizer).
std::size_t heapBytes() {
  const auto info = mallinfo2();
  return info.uordblks + info.hblkhd;
}

}  // namespace

/// The Latency page: what is typed, what is shown, what is kept.
class LatencyPageTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() { m_bed = std::make_unique<UiTestBed>(); }
  void targetsAreReadAsTyped_data();
  void targetsAreReadAsTyped();
  void badInputNamesItsField_data();
  void badInputNamesItsField();
  void moodsAreToldApart_data();
  void moodsAreToldApart();
  void samplesBecomeLines();
  void sixTargetsHaveAPlotEach();
  void manyTargetsLieOverOneAnother();
  void aLongRunTakesNoMoreMemory();
  void lanesThatAreGoneAreForgotten();
  void distributionsAreMadeWhenShown();
  void modelsKeepTheirPromises();
  void outagesSayWhenHowLongAndWhy();
  void whatNeverAnsweredIsExportedToo();
  void aRunSurvivesTheProgram();
  void aKilledRunIsRecovered();
  void aLongRecordingLeavesTheWindowFree();
  void whatIsGivenUpIsLeftForLater();
  void aDamagedRunIsRefused();
  void runsAreComparedAndDeleted();
  void whatIsStoppedIsKept();
  void exportsAreValid();
  void aRealServerIsMeasured();
  void oneClickMeasuresThisMachine();

 private:
  QString folder() const { return m_bed->file(QStringLiteral("runs")); }
  std::unique_ptr<LatencyPage> pageWith(SampleLatency*& source);
  /// As a program that was killed leaves it.
  void leaveRecording(std::uint64_t samples);

  std::unique_ptr<UiTestBed> m_bed;
};

void LatencyPageTest::targetsAreReadAsTyped_data() {
  QTest::addColumn<QString>("typed");
  QTest::addColumn<QString>("method");
  QTest::addColumn<QString>("read");
  const auto row = [](const char* name, const char* typed, const char* method, const char* read) {
    QTest::newRow(name) << QString::fromUtf8(typed) << QString::fromLatin1(method) << QString::fromLatin1(read);
  };
  row("one", "example.net:443", "connect", "example.net/443");
  row("host and port", "example.net 443", "connect", "example.net/443");
  row("several", "a.example:1, b.example:2;c.example:3\nd.example:4", "connect",
      "a.example/1 b.example/2 c.example/3 d.example/4");
  row("repeated", "a.example:1 a.example:1", "connect", "a.example/1");
  row("URL", "https://www.example.net/login?x=1", "connect", "www.example.net/443");
  row("IPv6", "[2001:db8::1]:22", "connect", "2001:db8::1/22");
  row("full width", "192.0.2.7：２２，192.0.2.8：23", "connect", "192.0.2.7/22 192.0.2.8/23");
  row("usual port of HTTP", "example.net", "http", "example.net/80");
  row("usual port of TLS", "example.net", "tls", "example.net/443");
  row("usual port of echo", "192.0.2.7", "udp-echo", "192.0.2.7/7");
}

void LatencyPageTest::targetsAreReadAsTyped() {
  QFETCH(QString, typed);
  QFETCH(QString, method);
  QFETCH(QString, read);
  const auto settings = settingsFrom(draftWith(typed, qPrintable(method)));
  const auto* error = std::get_if<LatencyDraftError>(&settings);
  QVERIFY2(error == nullptr, error == nullptr ? "" : error->error.subject.c_str());
  QCOMPARE(QString::fromStdString(targetsOf(std::get<LatencySettings>(settings))), read);
}

void LatencyPageTest::badInputNamesItsField_data() {
  QTest::addColumn<QString>("field");
  QTest::addColumn<QString>("typed");
  QTest::addColumn<QString>("subject");
  const auto row = [](const char* name, const char* field, const QString& typed, const char* subject) {
    QTest::newRow(name) << QString::fromLatin1(field) << typed << QString::fromLatin1(subject);
  };
  row("nothing", "targets", QString(), "");
  row("no port", "targets", QStringLiteral("a.example:1, b.example"), "b.example");
  row("the second is wrong", "targets", QStringLiteral("a.example:1, 10.9.300.1:80"), "10.9.300.1");
  row("port", "targets", QStringLiteral("a.example:99999"), "99999");
  row("too many", "targets",
      QStringLiteral("a.example:%1")
          .arg(QStringList(QVector<QString>(70, QStringLiteral("1"))).join(QStringLiteral(",a.example:"))),
      "70");
  row("interval", "interval", QStringLiteral("0"), "0");
  row("words", "interval", QStringLiteral("often"), "often");
  row("count", "count", QStringLiteral("-1"), "-1");
  row("time-out", "timeout", QStringLiteral("600"), "600");
  row("address", "source-address", QStringLiteral("10.0.0"), "10.0.0");
}

void LatencyPageTest::badInputNamesItsField() {
  QFETCH(QString, field);
  QFETCH(QString, typed);
  QFETCH(QString, subject);
  LatencyDraft draft = draftWith(QStringLiteral("a.example:1"));
  for (int index = 0; index < kLatencyFields; ++index)
    if (name(static_cast<LatencyField>(index)) == field) draft.set(static_cast<LatencyField>(index), typed);
  const auto read = settingsFrom(draft);
  const auto* error = std::get_if<LatencyDraftError>(&read);
  QVERIFY(error != nullptr);
  QCOMPARE(name(error->field), field);
  QCOMPARE(QString::fromStdString(error->error.subject), subject);
}

void LatencyPageTest::moodsAreToldApart_data() {
  QTest::addColumn<int>("lane");
  QTest::addColumn<QString>("mood");
  QTest::newRow("TLS") << 0 << QStringLiteral("steady");
  QTest::newRow("spikes") << 1 << QStringLiteral("spikes");
  QTest::newRow("SYN loss") << 2 << QStringLiteral("syn-loss");
  QTest::newRow("outage") << 3 << QStringLiteral("was-down");
}

void LatencyPageTest::moodsAreToldApart() {
  QFETCH(int, lane);
  QFETCH(QString, mood);
  const auto record = sampleLatencyRecord(sampleLanes(), 120, 10);
  const LatencySummary& summary = record->table->lanes[static_cast<std::size_t>(lane)];
  QCOMPARE(QString::fromUtf8(name(latencyMood(summary)).data()), mood);
  QCOMPARE(latencyMood(LatencySummary{}), LatencyMood::kWaiting);
}

std::unique_ptr<LatencyPage> LatencyPageTest::pageWith(SampleLatency*& source) {
  auto page = std::make_unique<LatencyPage>(
      m_bed->settings,
      [&source](const LatencySettings&) {
        auto made = std::make_unique<SampleLatency>();
        source = made.get();
        return made;
      },
      folder());
  page->resize(1100, 700);
  page->show();
  return page;
}

void LatencyPageTest::samplesBecomeLines() {
  SampleLatency* source = nullptr;
  auto page = pageWith(source);
  const auto lanes = sampleLanes();
  page->begin(sampleLatencySettings(lanes));
  const TimePoint begin = monotonicNow() - std::chrono::seconds(60);
  const auto samples = sampleLatencySamples(lanes, begin, 60, 10);
  source->waiting.assign(samples.begin(), samples.begin() + 100);
  page->refresh();  // They came before the table did.
  source->waiting.assign(samples.begin() + 100, samples.end());
  source->shown = sampleLatencyTable(lanes, begin, samples);
  page->refresh();
  QCOMPARE(page->view().plots().count(), 4);
  TimePlot& web = page->view().plots().plot(0);
  QCOMPARE(web.lineCount(), 5);  // Connect, TLS, first byte; SYN sent again, failed.
  QCOMPARE(web.series(0).count(), std::uint64_t{600});
  TimePlot& mail = page->view().plots().plot(2);
  QVERIFY(mail.series(1).count() > 0);
  QCOMPARE(mail.series(0).count() + mail.series(1).count(), std::uint64_t{600});
  TimePlot& host = page->view().plots().plot(3);
  QCOMPARE(host.series(2).count(), std::uint64_t{79});
}

void LatencyPageTest::sixTargetsHaveAPlotEach() {
  std::vector<SampleLane> six(6, sampleLanes()[1]);
  for (std::size_t index = 0; index < six.size(); ++index)
    six[index].port = static_cast<std::uint16_t>(1000 + index);
  LatencyView view;
  view.setRecords({sampleLatencyRecord(six, 10, 10)});
  QCOMPARE(view.plots().count(), 6);
  view.setOverlaid(true);
  QCOMPARE(view.plots().count(), 1);
  QCOMPARE(view.numbers().rowCount(), 6);
}

void LatencyPageTest::manyTargetsLieOverOneAnother() {
  std::vector<SampleLane> seven(7, sampleLanes()[1]);
  for (std::size_t index = 0; index < seven.size(); ++index)
    seven[index].port = static_cast<std::uint16_t>(1000 + index);
  LatencyView view;
  view.setRecords({sampleLatencyRecord(seven, 10, 10)});
  QCOMPARE(view.plots().count(), 1);
}

/// Lines and numbers of a lane: all they ever take they have after the first ten thousand samples.
void LatencyPageTest::aLongRunTakesNoMoreMemory() {
  if (heapBytes() == 0) QSKIP("this allocator does not tell what it has given");
  const auto lanes = std::vector<SampleLane>{{"steady.example.net", 443, "192.0.2.1", 12, SampleWeather::kSpikes}};
  LatencyStatistics statistics({1, {"steady.example.net", 443}, {*IpAddress::parse("192.0.2.1"), 443}, false});
  LatencyCurves curves;
  constexpr int kPiece = 4000, kSettled = 16'000, kSamples = 400'000;
  std::size_t settled = 0;
  for (int from = 0; from < kSamples; from += kPiece) {
    if (from == kSettled) settled = heapBytes();
    for (const LatencySample& sample : sampleLatencyStretch(lanes, {}, from, from + kPiece, 1000)) {
      statistics.add(sample);
      curves.feed({&sample, 1}, {});
    }
  }
  const auto grown = static_cast<qint64>(heapBytes()) - static_cast<qint64>(settled);
  QCOMPARE(curves.lanes().at(1).steps.at(LatencyStep::kConnect)->count(), std::uint64_t{kSamples});
  QVERIFY2(grown < 64 * 1024, qPrintable(QString::number(grown)));
}

/// A name may point elsewhere every minute, for days.
void LatencyPageTest::lanesThatAreGoneAreForgotten() {
  LatencyView view;
  auto record = std::make_shared<LatencyRunRecord>();
  view.setRecords({record});
  for (std::uint32_t id = 1; id <= 300; ++id) {
    LatencySample sample;
    sample.lane = id;
    sample.ok = true;
    sample.verdict = PortState::kOpen;
    sample.connect = Duration(12'000'000);
    record->curves->feed({&sample, 1}, {});
    auto table = std::make_shared<LatencyTable>();
    for (std::uint32_t known = id > 3 ? id - 3 : 1; known < id; ++known)
      table->lanes.push_back(summaryOf(known));
    record->curves->keepLanesOf(*table);
    record->table = table;
    view.refresh(id);
    QVERIFY(record->curves->lanes().size() <= 4);
    QVERIFY(record->curves->lanes().contains(id));
    QCOMPARE(view.numbers().rowCount(), 0);
    QCOMPARE(static_cast<std::size_t>(view.plots().count()), std::max<std::size_t>(1, table->lanes.size()));
    const QString last = QStringLiteral("host%1").arg(id - 1);
    if (id > 1) QVERIFY(view.plots().plot(view.plots().count() - 1).title().contains(last));
  }
}

void LatencyPageTest::distributionsAreMadeWhenShown() {
  LatencyView view;
  view.setRecords({sampleLatencyRecord(sampleLanes(), 20, 10)});
  auto* histogram = view.findChild<HistogramPlot*>();
  QVERIFY(histogram->legend().empty());
  view.tabs().setCurrentWidget(histogram->parentWidget());
  QCOMPARE(histogram->legend().size(), sampleLanes().size());
}

void LatencyPageTest::modelsKeepTheirPromises() {
  LatencyNumbersModel numbers;
  OutageModel outages;
  HistoryModel history;
  QAbstractItemModelTester first(&numbers, QAbstractItemModelTester::FailureReportingMode::QtTest);
  QAbstractItemModelTester second(&outages, QAbstractItemModelTester::FailureReportingMode::QtTest);
  QAbstractItemModelTester third(&history, QAbstractItemModelTester::FailureReportingMode::QtTest);
  const auto lanes = sampleLanes();
  for (const int seconds : {5, 35, 60}) {
    const auto record = sampleLatencyRecord(lanes, seconds, 10);
    std::vector<LatencyNumbersModel::Lane> named;
    for (const LatencySummary& lane : record->table->lanes)
      named.push_back({QString::fromStdString(lane.lane.target.host), lane, record->table->begin, record->startedAtMs,
                       std::nullopt});
    numbers.setLanes(named);
    outages.setLanes(named);
    history.setRuns({{QStringLiteral("1"), QStringLiteral("a"), QStringLiteral("b"), QDateTime::currentDateTime()}});
  }
  QCOMPARE(numbers.rowCount(), 6);
  QCOMPARE(outages.rowCount(), 1);
  QCOMPARE(outages.index(0, OutageModel::kFailed).data().toString(), QStringLiteral("79"));
  numbers.setLanes({});
  QCOMPARE(numbers.rowCount(), 0);
}

/// Two runs that began at different times; of the second the port was open, and nothing was answered to the end.
void LatencyPageTest::outagesSayWhenHowLongAndWhy() {
  LatencySummary closed, untrusted;
  const TimePoint begin{};
  closed.outages = {
      {begin + std::chrono::seconds(3), begin + std::chrono::seconds(5), 20, PortState::kClosed, Reason::kRst}};
  untrusted.outages = {{begin + std::chrono::seconds(1), std::nullopt, 90, PortState::kOpen, Reason::kTlsCertificate}};
  untrusted.failed = 90;
  untrusted.failures = {{PortState::kOpen, 90}};
  untrusted.openFailures = {{Reason::kTlsCertificate, 90}};
  constexpr std::int64_t kDay = 24 * 3600 * 1000LL, kYear2030 = 1'893'456'000'000;
  OutageModel model;
  model.setLanes({{QStringLiteral("a"), closed, begin, kYear2030, std::nullopt},
                  {QStringLiteral("b"), untrusted, begin, kYear2030 + kDay, begin + std::chrono::seconds(10)}});
  const auto cell = [&](int row, int column) { return model.index(row, column).data().toString(); };
  QCOMPARE(cell(0, OutageModel::kTarget), QStringLiteral("b"));
  QVERIFY2(cell(0, OutageModel::kBegin).startsWith(QStringLiteral("2030-01-0")),
           qPrintable(cell(0, OutageModel::kBegin)));
  QCOMPARE(cell(0, OutageModel::kLength), QStringLiteral("9.00 s, to the end"));
  QCOMPARE(cell(0, OutageModel::kWhy), QStringLiteral("the certificate does not hold"));
  QCOMPARE(cell(1, OutageModel::kLength), QStringLiteral("2.00 s"));
  QCOMPARE(cell(1, OutageModel::kWhy), QStringLiteral("closed"));
  QCOMPARE(failuresText(untrusted), QStringLiteral("100 % the certificate does not hold"));
  LatencyNumbersModel numbers;
  numbers.setLanes({{QStringLiteral("b"), untrusted}});
  QCOMPARE(numbers.index(0, LatencyNumbersModel::kFailed).data().toString(), QStringLiteral("90"));
}

/// All targets failing leaves a line each.
void LatencyPageTest::whatNeverAnsweredIsExportedToo() {
  LatencyRunRecord record;
  auto table = std::make_shared<LatencyTable>();
  LatencySummary lane;
  lane.lane = {1, {"down.example", 80}, {*IpAddress::parse("192.0.2.1"), 80}, false};
  lane.sent = lane.failed = 7;
  lane.openFailures = {{Reason::kOtherProtocol, 7}};
  lane.outages = {{table->begin, std::nullopt, 7, PortState::kOpen, Reason::kOtherProtocol}};
  table->lanes = {lane};
  record.table = table;
  const QByteArray csv = toCsv(record);
  QVERIFY2(csv.contains("down.example,80,192.0.2.1,,7,0,7,"), csv.constData());
  const auto read = latencyRecordFromJson(toJson(record));
  QVERIFY(read.ok());
  QCOMPARE(read->table->lanes.front().openFailures, lane.openFailures);
  QCOMPARE(read->table->lanes.front().outages.front().reason, Reason::kOtherProtocol);
}

void LatencyPageTest::aRunSurvivesTheProgram() {
  const auto record = sampleLatencyRecord(sampleLanes(), 120, 10);
  const auto read = latencyRecordFromJson(toJson(*record));
  QVERIFY(read.ok());
  QCOMPARE(read->table->lanes.size(), std::size_t{4});
  for (std::size_t index = 0; index < 4; ++index) {
    const LatencySummary &was = record->table->lanes[index], &is = read->table->lanes[index];
    QCOMPARE(is.sent, was.sent);
    QCOMPARE(is.lane.target.port, was.lane.target.port);
    QCOMPARE(is.outages.size(), was.outages.size());
    QCOMPARE(is.failures, was.failures);
    for (const auto& [step, numbers] : was.series) {
      QVERIFY(std::abs((*is.series.at(step).p99 - *numbers.p99).count()) <= 1);
      QCOMPARE(is.series.at(step).histogram.size(), numbers.histogram.size());
    }
    QCOMPARE(latencyMood(is), latencyMood(was));
    const auto& lines = read->curves->lanes().at(was.lane.id).steps;
    QCOMPARE(lines.at(LatencyStep::kConnect)->count(),
             record->curves->lanes().at(was.lane.id).steps.at(LatencyStep::kConnect)->count());
  }
}

/// A recording as a killed program leaves it: cut off within a line, and long untouched.
void LatencyPageTest::aKilledRunIsRecovered() {
  RunStore store(QStringLiteral("latency"), folder());
  store.prepare();
  const QString file = samplesFile(store, QStringLiteral("20260301-093005-000"));
  const TimePoint begin(std::chrono::hours(1));
  const auto lanes = std::vector<SampleLane>{sampleLanes()[2]};
  QFile out(file);
  QVERIFY(out.open(QIODevice::WriteOnly));
  const auto write = [&out](const LatencyRecord& record) { out.write(encodeLatencyRecord(record).c_str()); };
  write(LatencyRecordingHeader{begin, 0, LatencyMethod::kConnect, false, false, std::chrono::milliseconds(100),
                               std::chrono::seconds(3)});
  write(LatencyLaneOpened{
      LatencyLane{1, {lanes[0].host, lanes[0].port}, {*IpAddress::parse(lanes[0].address), 25}, false}});
  for (const LatencySample& sample : sampleLatencySamples(lanes, begin, 30, 10))
    write(sample);
  out.write("{\"lane\":1,\"seq\":99");
  out.close();
  QVERIFY(!LatencyRecovery(store).isNeeded());  // Somebody may still write it.
  QVERIFY(out.open(QIODevice::ReadWrite));
  QVERIFY(out.setFileTime(QDateTime::currentDateTime().addSecs(-60), QFileDevice::FileModificationTime));
  out.close();
  SampleLatency* source = nullptr;
  auto page = pageWith(source);
  page->showHistory();
  QCOMPARE(page->history().currentWork(), HistoryView::Work::kRecovering);
  QTRY_COMPARE(page->history().model().rowCount(), 1);
  QTRY_VERIFY(!QFile::exists(file));
  QCOMPARE(page->history().currentWork(), HistoryView::Work::kNone);
  const auto read = latencyRecordFromJson(store.read(store.runs().front().id));
  QCOMPARE(read->table->lanes.front().ok, std::uint64_t{300});
  QCOMPARE(latencyMood(read->table->lanes.front()), LatencyMood::kSynLoss);
}

void LatencyPageTest::leaveRecording(std::uint64_t samples) {
  RunStore store(QStringLiteral("latency"), folder());
  store.prepare();
  QFile out(samplesFile(store, QStringLiteral("20260301-093005-000")));
  QVERIFY(out.open(QIODevice::WriteOnly));
  makeLongRecording(samples, 4, [&out](const std::string& line) { out.write(line.c_str()); });
  out.flush();
  QVERIFY(out.setFileTime(QDateTime::currentDateTime().addSecs(-60), QFileDevice::FileModificationTime));
}

/// No turn of the window's loop waits for the file; every sample counts, and the lines are coarser than they were.
void LatencyPageTest::aLongRecordingLeavesTheWindowFree() {
  constexpr std::uint64_t kSamples = 60'000;
  leaveRecording(kSamples);
  SampleLatency* source = nullptr;
  auto page = pageWith(source);
  QSignalSpy progressed(page->history().findChild<QProgressBar*>(), &QProgressBar::valueChanged);
  page->showHistory();
  double longest = 0;
  const auto turn = [&longest] {
    const double before = test::workedMs();
    QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    longest = std::max(longest, test::workedMs() - before);
  };
  while (page->history().model().rowCount() == 0)
    turn();
  QVERIFY(progressed.size() > 5);
  page->openKept({QStringLiteral("20260301-093005-000")});
  while (page->view().records().empty())
    turn();
  QVERIFY2(longest < 250, qPrintable(QStringLiteral("%1 ms").arg(longest)));
  const LatencyRunRecord& record = *page->view().records().front();
  std::uint64_t ok = 0, buckets = 0, drawn = 0;
  for (const LatencySummary& lane : record.table->lanes) {
    const PlotSeries& line = *record.curves->lanes().at(lane.lane.id).steps.at(LatencyStep::kConnect);
    ok += lane.ok;
    drawn += line.count();
    buckets += line.all().size();
  }
  QCOMPARE(ok, kSamples);
  QCOMPARE(drawn, kSamples);
  QVERIFY2(buckets < 20'000, qPrintable(QString::number(buckets)));
}

void LatencyPageTest::whatIsGivenUpIsLeftForLater() {
  leaveRecording(10'000);
  SampleLatency* source = nullptr;
  auto page = pageWith(source);
  page->showHistory();
  Q_EMIT page->history().giveUpRequested();
  QCOMPARE(page->history().currentWork(), HistoryView::Work::kNone);
  QVERIFY(QFile::exists(samplesFile(page->store(), QStringLiteral("20260301-093005-000"))));
  page->showHistory();
  QTRY_COMPARE_WITH_TIMEOUT(page->history().model().rowCount(), 1, 30'000);
  QTRY_VERIFY(!QFile::exists(samplesFile(page->store(), QStringLiteral("20260301-093005-000"))));
}

void LatencyPageTest::aDamagedRunIsRefused() {
  const QByteArray good = toJson(*sampleLatencyRecord(sampleLanes(), 10, 10));
  QVERIFY(!latencyRecordFromJson(QByteArray()).ok());
  QVERIFY(!latencyRecordFromJson(good.left(good.size() / 2)).ok());
  QVERIFY(!latencyRecordFromJson(QByteArray("{\"schema\":\"other\"}")).ok());
  QByteArray address = good;
  address.replace("192.0.2.10", "not-an-ip!");
  QVERIFY(!latencyRecordFromJson(address).ok());
  QByteArray numbers = good;
  numbers.replace("[0,", "[1e300,");
  QVERIFY(latencyRecordFromJson(numbers).ok());
}

void LatencyPageTest::runsAreComparedAndDeleted() {
  SampleLatency* source = nullptr;
  auto page = pageWith(source);
  for (const char* id : {"20260301-093005-000", "20260302-093005-000"})
    page->store().keep({QString::fromLatin1(id), QStringLiteral("web"), QStringLiteral("steady"),
                        QDateTime::fromString(QString::fromLatin1(id).left(8), QStringLiteral("yyyyMMdd"))},
                       toJson(*sampleLatencyRecord({sampleLanes()[0]}, 30, 10)));
  page->showHistory();
  QCOMPARE(page->history().model().rowCount(), 2);
  QCOMPARE(page->history().model().run(0).id, QStringLiteral("20260302-093005-000"));
  page->history().table().selectAll();
  QCOMPARE(page->history().chosen().size(), 2);
  page->openKept(page->history().chosen());
  QTRY_COMPARE(page->view().records().size(), std::size_t{2});
  QCOMPARE(page->view().plots().count(), 1);
  QCOMPARE(page->view().numbers().rowCount(), 6);
  page->store().remove(QStringLiteral("20260302-093005-000"));
  page->store().remove(QStringLiteral("../../etc/passwd"));
  QCOMPARE(page->store().runs().size(), std::size_t{1});
}

void LatencyPageTest::whatIsStoppedIsKept() {
  SampleLatency* source = nullptr;
  auto page = pageWith(source);
  const auto lanes = sampleLanes();
  page->begin(sampleLatencySettings(lanes));
  const TimePoint begin = monotonicNow() - std::chrono::seconds(20);
  source->waiting = sampleLatencySamples(lanes, begin, 20, 10);
  source->shown = sampleLatencyTable(lanes, begin, source->waiting);
  QVERIFY(page->isRunning());
  QVERIFY(page->stop());
  QVERIFY(!page->isRunning());
  QVERIFY(!page->stop());
  QTRY_COMPARE(page->store().runs().size(), std::size_t{1});
  const KeptRun run = page->store().runs().front();
  QVERIFY(run.answer.contains(QStringLiteral("SYNs are lost")));
  QCOMPARE(latencyRecordFromJson(page->store().read(run.id))->table->lanes.size(), std::size_t{4});
}

void LatencyPageTest::exportsAreValid() {
  SampleLatency* source = nullptr;
  auto page = pageWith(source);
  page->store().keep({QStringLiteral("1"), {}, {}, QDateTime::currentDateTime()},
                     toJson(*sampleLatencyRecord(sampleLanes(), 30, 10)));
  page->openKept({QStringLiteral("1")});
  QTRY_VERIFY(!page->view().records().empty());
  for (const char* ending : {"csv", "json"}) {
    const QString file = m_bed->file(QStringLiteral("out.") + QLatin1String(ending));
    QVERIFY(page->saveTo(file));
    QFile in(file);
    QVERIFY(in.open(QIODevice::ReadOnly));
    const QByteArray bytes = in.readAll();
    if (qstrcmp(ending, "json") == 0)
      QVERIFY(QJsonDocument::fromJson(bytes).object().contains(QStringLiteral("lanes")));
    else
      QCOMPARE(bytes.count('\n'), 7);
  }
  QVERIFY(!page->saveTo(QStringLiteral("/nowhere/at/all.csv")));
}

/// The whole way: form, engine, plots, history.
void LatencyPageTest::aRealServerIsMeasured() {
  QTcpServer server;
  QVERIFY(server.listen(QHostAddress::LocalHost));
  LatencyPage page(
      m_bed->settings, [](const LatencySettings& settings) { return std::make_unique<LiveLatency>(settings); },
      folder());
  page.resize(1100, 700);
  page.show();
  LatencyDraft draft = draftWith(QStringLiteral("127.0.0.1:%1").arg(server.serverPort()));
  draft.set(LatencyField::kInterval, QStringLiteral("0.01"));
  draft.set(LatencyField::kCount, QStringLiteral("20"));
  page.form().setDraft(draft);
  page.form().submit();
  QTRY_VERIFY_WITH_TIMEOUT(!page.isRunning(), 10'000);
  const LatencySummary& lane = page.view().records().front()->table->lanes.front();
  QCOMPARE(lane.ok, std::uint64_t{20});
  QCOMPARE(page.view().plots().plot(0).series(0).count(), std::uint64_t{20});
  QTRY_COMPARE(page.store().runs().size(), std::size_t{1});
}

void LatencyPageTest::oneClickMeasuresThisMachine() {
  LatencyPage page(
      m_bed->settings, [](const LatencySettings& settings) { return std::make_unique<LiveLatency>(settings); },
      folder());
  page.resize(1100, 700);
  page.show();
  for (QPushButton* each : page.findChildren<QPushButton*>())
    if (each->text() == QStringLiteral("Measure this machine")) each->click();
  QVERIFY(page.isRunning());
  QVERIFY(page.view().plots().view().isLive());
  const auto ok = [&page] {
    const auto& lanes = page.view().records().front()->table->lanes;
    return lanes.empty() ? std::uint64_t{0} : lanes.front().ok;
  };
  QTRY_VERIFY_WITH_TIMEOUT(ok() > 5, 10'000);
  page.stop();
  QTRY_VERIFY(!page.isRunning());
  QVERIFY(!page.view().plots().view().isLive());
  QVERIFY(LatencyForm(m_bed->settings).draft().text(LatencyField::kTargets).isEmpty());
}

QTEST_MAIN(LatencyPageTest)
#include "latency_page_test.moc"
