#include "ui/throughput/throughput_page.h"

#include "core/engine/throughput/throughput_server.h"
#include "core/logic/throughput/loaded_latency.h"
#include "core/logic/throughput/why_slow.h"
#include "tests/support/login_files.h"
#include "tests/support/sample_throughput.h"
#include "tests/ui/ui_test.h"
#include "ui/plots/plot_stack.h"
#include "ui/plots/time_plot.h"
#include "ui/throughput/interval_model.h"
#include "ui/throughput/throughput_answer.h"
#include "ui/throughput/throughput_form.h"
#include "ui/throughput/throughput_report_text.h"
#include "ui/throughput/throughput_view.h"

#include <QAbstractItemModelTester>
#include <QDirIterator>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTcpServer>
#include <QTest>

using namespace synscope;

namespace {

ThroughputDraft draftWith(const char* field, const QString& typed) {
  ThroughputDraft draft;
  draft.set(ThroughputField::kServer, QStringLiteral("speed.example.net"));
  for (int index = 0; index < kThroughputFields; ++index)
    if (name(static_cast<ThroughputField>(index)) == QLatin1String(field))
      draft.set(static_cast<ThroughputField>(index), typed);
  return draft;
}

}  // namespace

/// The Throughput page: what is typed, what is shown, what is kept; and the whole way over the loopback.
class ThroughputPageTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() { m_bed = std::make_unique<UiTestBed>(); }
  void formsAreRead();
  void badInputNamesItsField_data();
  void badInputNamesItsField();
  void aLoginIsWholeOrNone_data();
  void aLoginIsWholeOrNone();
  void aLoginIsTypedUnseenAndKeptNowhere();
  void sizesAreRead_data();
  void sizesAreRead();
  void serversAreSaved();
  void modelsKeepTheirPromises();
  void intervalsBecomeLines();
  void latencyIsALineBesideTheRate();
  void lossIsSplit_data();
  void lossIsSplit();
  void aStoppedTestSaysSo();
  void theAnswerNamesRateAndCause();
  void aRunSurvivesTheProgram_data();
  void aRunSurvivesTheProgram();
  void aDamagedRunIsRefused();
  void exportsAreValid();
  void whatIsStoppedIsKept();
  void aRunningTestIsOnDisk();
  void hostileOutputIsShownSafely();
  void oneClickMeasuresThisMachine();
  void thisMachineMeasuresItself_data();
  void thisMachineMeasuresItself();

 private:
  ThroughputPage::Openers samples();
  QString folder() const { return m_bed->file(QStringLiteral("runs")); }

  std::unique_ptr<UiTestBed> m_bed;
  SampleThroughput* m_source = nullptr;
};

ThroughputPage::Openers ThroughputPageTest::samples() {
  return {[this](const ThroughputOrder&) {
            auto source = std::make_unique<SampleThroughput>();
            m_source = source.get();
            return source;
          },
          [](const ThroughputServerSettings&) { return std::make_unique<SampleServing>(); }};
}

void ThroughputPageTest::formsAreRead() {
  ThroughputDraft draft;
  draft.set(ThroughputField::kServer, QStringLiteral("[2001:db8::7]:5300"));
  draft.set(ThroughputField::kProtocol, QStringLiteral("udp"));
  draft.set(ThroughputField::kDirection, QStringLiteral("both"));
  draft.set(ThroughputField::kStreams, QStringLiteral("8"));
  draft.set(ThroughputField::kRate, QStringLiteral("100M"));
  draft.set(ThroughputField::kOmit, QStringLiteral("2"));
  draft.set(ThroughputField::kMss, QStringLiteral("never read for UDP"));
  const auto read = orderFrom(draft);
  QVERIFY(std::holds_alternative<ThroughputOrder>(read));
  const auto& order = std::get<ThroughputOrder>(read);
  QCOMPARE(order.connection.host, std::string("2001:db8::7"));
  QCOMPARE(order.connection.port, std::uint16_t{5300});
  QVERIFY(order.connection.latencyUnderLoad);
  QCOMPARE(order.settings.protocol, Protocol::kUdp);
  QCOMPARE(order.settings.direction, TransferDirection::kBoth);
  QCOMPARE(order.settings.parallel, 8);
  QCOMPARE(*order.settings.bitsPerSecond, std::uint64_t{100'000'000});
  QCOMPARE(order.settings.omit, Duration(std::chrono::seconds(2)));
  QCOMPARE(order.settings.time, Duration(std::chrono::seconds(10)));
  const auto bytes = orderFrom(draftWith("bytes", QStringLiteral("1M")));
  QCOMPARE(std::get<ThroughputOrder>(bytes).settings.bytes, std::uint64_t{1024 * 1024});
  QCOMPARE(std::get<ThroughputOrder>(bytes).settings.time, Duration{});
}

void ThroughputPageTest::badInputNamesItsField_data() {
  QTest::addColumn<QString>("typed");
  for (const auto& [field, typed] :
       {std::pair("server", ""), std::pair("server", "10.9.300.1"), std::pair("streams", "129"),
        std::pair("streams", "1.5"), std::pair("time", "-1"), std::pair("rate", "fast"), std::pair("bytes", "10X"),
        std::pair("omit", "601"), std::pair("block-length", "2M"), std::pair("mss", "12"), std::pair("tos", "256"),
        std::pair("source-address", "here"), std::pair("interval", "0.01")})
    QTest::newRow(field) << QString::fromLatin1(typed);
}

void ThroughputPageTest::badInputNamesItsField() {
  QFETCH(QString, typed);
  const auto read = orderFrom(draftWith(QTest::currentDataTag(), typed));
  const auto* error = std::get_if<ThroughputDraftError>(&read);
  QVERIFY(error != nullptr);
  QCOMPARE(name(error->field), QString::fromLatin1(QTest::currentDataTag()));
  QVERIFY2(error->error.operation.find("e+") == std::string::npos, error->error.operation.c_str());
}

void ThroughputPageTest::aLoginIsWholeOrNone_data() {
  QTest::addColumn<QString>("user");
  QTest::addColumn<QString>("password");
  QTest::addColumn<QString>("file");
  QTest::addColumn<QString>("wrong");
  const QString here = QCoreApplication::applicationFilePath();
  const auto row = [](const char* name, const char* user, const char* password, const QString& file,
                      const char* wrong) {
    QTest::newRow(name) << QString::fromUtf8(user) << QString::fromUtf8(password) << file << QString::fromLatin1(wrong);
  };
  row("none", "", "", {}, "");
  row("all", "mario", " ro ssi ", here, "");
  row("no user: the rest means nothing", "", "rossi", here, "");
  row("no password", "mario", "", here, "password");
  row("no file", "mario", "rossi", {}, "key-file");
  row("no such file", "mario", "rossi", QStringLiteral("/no/such.pem"), "key-file");
}

void ThroughputPageTest::aLoginIsWholeOrNone() {
  QFETCH(QString, user);
  QFETCH(QString, password);
  QFETCH(QString, file);
  QFETCH(QString, wrong);
  ThroughputDraft draft = draftWith("user", user);
  draft.set(ThroughputField::kPassword, password);
  draft.set(ThroughputField::kKeyFile, file);
  const auto read = orderFrom(draft);
  const auto* error = std::get_if<ThroughputDraftError>(&read);
  QCOMPARE(error != nullptr ? name(error->field) : QString(), wrong);
  if (error != nullptr) return;
  const auto& login = std::get<ThroughputOrder>(read).connection.login;
  QCOMPARE(login.has_value(), !user.isEmpty());
  if (login) QCOMPARE(login->password, password.toStdString());
}

/// Against our own server that asks for it: typed as a person types, refused and then let in; and what is on disk
/// afterwards does not hold the password.
void ThroughputPageTest::aLoginIsTypedUnseenAndKeptNowhere() {
  const test::LoginFiles files;
  if (!files.ok()) QSKIP("openssl makes no keys");
  ThroughputServerSettings settings;
  settings.port = 0;
  settings.gate = ThroughputGate{files.file("key.pem"), files.file("users.csv")};
  LiveThroughputServer server(settings);
  quint16 port = 0;
  connect(&server, &ThroughputServing::listening, this, [&](const IpEndpoint& local) { port = local.port; });
  QTRY_VERIFY(port != 0);
  ThroughputPage page(
      m_bed->settings,
      {[](const ThroughputOrder& order) { return std::make_unique<LiveThroughput>(order); },
       [](const ThroughputServerSettings& serving) { return std::make_unique<LiveThroughputServer>(serving); }},
      folder());
  page.resize(1100, 700);
  page.show();
  ThroughputDraft draft;
  draft.set(ThroughputField::kServer, QStringLiteral("127.0.0.1:%1").arg(port));
  draft.set(ThroughputField::kBytes, QStringLiteral("1M"));
  draft.set(ThroughputField::kLatency, {});
  page.form().setDraft(draft);
  page.form().setMoreShown(true);
  const auto line = [&page](const char* field) {
    return page.findChild<FormField*>(QLatin1String(field))->findChild<QLineEdit*>();
  };
  const auto runWith = [&](const char* password, const char* key) {
    line("user")->setText(QStringLiteral("mario"));
    line("password")->clear();
    QTest::keyClicks(line("password"), QLatin1String(password));
    line("key-file")->setText(files.path(key));
    page.form().submit();
    if (!QTest::qWaitFor([&] { return !page.isRunning(); }, 20'000)) return QStringLiteral("no end");
    if (!page.form().errorText().isEmpty()) return page.form().errorText();
    const auto& error = page.view().records().front()->report->error;
    return error ? QString::fromUtf8(name(error->code).data()) : QStringLiteral("let in");
  };
  QCOMPARE(line("password")->echoMode(), QLineEdit::Password);
  const QString refused = runWith("bianchi", "public.pem");
  QVERIFY2(refused.startsWith(QStringLiteral("Password: the user name, the password or the key was not accepted")),
           qPrintable(refused));
  QVERIFY(runWith("rossi", "users.csv").contains(QStringLiteral(": The RSA key cannot be used")));
  QCOMPARE(runWith("rossi", "public.pem"), QStringLiteral("let in"));
  QTRY_COMPARE(page.store().runs().size(), std::size_t{1});
  QVERIFY(m_bed->settings.text(QStringLiteral("throughput/draft")).contains(QStringLiteral("mario")));
  QVERIFY(!m_bed->settings.text(QStringLiteral("throughput/draft")).contains(QStringLiteral("rossi")));
  for (QDirIterator each(folder(), QDir::Files, QDirIterator::Subdirectories); each.hasNext();) {
    QFile file(each.next());
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray all = file.readAll();
    QVERIFY2(!all.contains("rossi") && !all.contains("mario"), qPrintable(file.fileName()));
  }
  const ThroughputForm again(m_bed->settings);
  QCOMPARE(again.draft().text(ThroughputField::kUser), QStringLiteral("mario"));
  QCOMPARE(again.draft().text(ThroughputField::kPassword), QString());
  server.stop();
}

void ThroughputPageTest::sizesAreRead_data() {
  QTest::addColumn<double>("kilo");
  QTest::addColumn<double>("value");
  QTest::newRow("10") << 1000.0 << 10.0;
  QTest::newRow("1.5M") << 1000.0 << 1.5e6;
  QTest::newRow("2g") << 1024.0 << 2.0 * 1024 * 1024 * 1024;
  QTest::newRow("K") << 1000.0 << -1.0;
  QTest::newRow("1MM") << 1000.0 << -1.0;
  QTest::newRow("inf") << 1000.0 << -1.0;
}

void ThroughputPageTest::sizesAreRead() {
  QFETCH(double, kilo);
  QFETCH(double, value);
  QCOMPARE(parseScaled(QTest::currentDataTag(), kilo).value_or(-1), value);
}

void ThroughputPageTest::serversAreSaved() {
  ThroughputPage page(m_bed->settings, samples(), folder());
  for (const char* server : {"a.example", "b.example:9", "a.example"}) {
    ThroughputDraft draft;
    draft.set(ThroughputField::kServer, QString::fromLatin1(server));
    page.form().setDraft(draft);
    page.form().submit();
    m_source->shown = std::make_shared<ThroughputReport>(sampleThroughputReport(SampleTransfer::kTcpUp));
    page.stop();
  }
  ThroughputDraft silent;
  silent.set(ThroughputField::kServer, QStringLiteral("nobody.example"));
  page.form().setDraft(silent);
  page.form().submit();
  page.stop();
  QCOMPARE(page.form().servers(), QStringList({QStringLiteral("a.example"), QStringLiteral("b.example:9")}));
  ThroughputForm again(m_bed->settings);
  QCOMPARE(again.draft().text(ThroughputField::kServer), QStringLiteral("nobody.example"));
}

void ThroughputPageTest::modelsKeepTheirPromises() {
  IntervalModel intervals(IntervalModel::Kind::kIntervals), streams(IntervalModel::Kind::kStreams);
  ServedModel served;
  QAbstractItemModelTester first(&intervals, QAbstractItemModelTester::FailureReportingMode::QtTest);
  QAbstractItemModelTester second(&streams, QAbstractItemModelTester::FailureReportingMode::QtTest);
  QAbstractItemModelTester third(&served, QAbstractItemModelTester::FailureReportingMode::QtTest);
  for (const int seconds : {2, 5, 10}) {
    const auto report =
        std::make_shared<ThroughputReport>(sampleThroughputReport(SampleTransfer::kTcpBoth, true, seconds));
    intervals.setReport(report);
    streams.setReport(report);
    served.setReports({report, report});
    QCOMPARE(intervals.rowCount(), 2 * seconds);
  }
  QCOMPARE(streams.rowCount(), 2);
  intervals.setReport(std::make_shared<ThroughputReport>());
  QCOMPARE(intervals.rowCount(), 0);
}

void ThroughputPageTest::intervalsBecomeLines() {
  ThroughputPage page(m_bed->settings, samples(), folder());
  page.resize(1100, 700);
  page.show();
  page.begin({});
  m_source->waiting = sampleThroughputIntervals(SampleTransfer::kTcpUp, 8, 10);
  m_source->shown = std::make_shared<ThroughputReport>(sampleThroughputReport(SampleTransfer::kTcpUp, false, 8));
  page.refresh();
  PlotStack& plots = page.view().plots();
  QCOMPARE(plots.count(), 3);
  QCOMPARE(plots.plot(0).lineCount(), 6);  // Four streams, their sum, and what was sent again.
  QCOMPARE(plots.plot(0).series(4).count(), std::uint64_t{80});
  QVERIFY(plots.plot(0).series(5).count() > 0);
  QCOMPARE(plots.plot(1).lineCount(), 2);  // RTT and cwnd.
  QVERIFY(plots.plot(1).look(1).right);
  QCOMPARE(plots.plot(2).lineCount(), 1);  // CPU here; the other end tells its own when all is over.
}

/// The latency is a line on the plot of the rate, with an axis at the right, from before the load on.
void ThroughputPageTest::latencyIsALineBesideTheRate() {
  ThroughputPage page(m_bed->settings, samples(), folder());
  page.resize(1100, 700);
  page.show();
  page.begin({});
  m_source->waiting = sampleThroughputIntervals(SampleTransfer::kTcpDown, 3, 10);
  std::vector<LoadSample> all = sampleLoadSamples(SampleTransfer::kTcpDown, 6);
  const auto half = all.begin() + 25;
  m_source->waitingLatency = {all.begin(), half};
  m_source->shown = std::make_shared<ThroughputReport>(sampleThroughputReport(SampleTransfer::kTcpDown, false, 3));
  page.refresh();
  TimePlot& rates = page.view().plots().plot(0);
  int latency = -1, level = -1;
  for (int line = 0; line < rates.lineCount(); ++line) {
    if (rates.look(line).right) (rates.look(line).dashed ? level : latency) = line;
  }
  QVERIFY(latency >= 0 && level >= 0 && rates.hasRightAxis());
  QCOMPARE(rates.look(latency).unit, PlotUnit::kMilliseconds);
  QCOMPARE(rates.series(latency).count(), std::uint64_t{25});
  QVERIFY(rates.series(latency).first() < -0.5);
  QVERIFY(page.view().plots().view().from() < -0.5);
  m_source->waitingLatency = {half, all.end()};
  m_source->waiting = sampleThroughputIntervals(SampleTransfer::kTcpDown, 6, 10);
  page.refresh();
  QCOMPARE(rates.series(latency).count(), static_cast<std::uint64_t>(all.size()));
  QCOMPARE(rates.series(level).at(2, 0.2)->mean(), toMs(*m_source->shown->latency->idle->p50));
  QStringList names;
  for (const auto& [name, value] : rates.readOutAt(2))
    names.append(name);
  QCOMPARE(page.view().plots().count(), 3);  // A receiver knows a round-trip time, not the sender's window.
  QCOMPARE(page.view().plots().plot(1).lineCount(), 1);
  QCOMPARE(page.view().plots().plot(1).look(0).unit, PlotUnit::kMilliseconds);
  QVERIFY(names.contains(rates.look(latency).name) && names.contains(rates.look(level).name));
}

/// What was lost on the way and what the receiver's own kernel dropped are two lines; where it does not tell, one.
void ThroughputPageTest::lossIsSplit_data() {
  QTest::addColumn<bool>("told");
  QTest::addColumn<bool>("sender");
  QTest::addColumn<QStringList>("lines");
  QTest::newRow("told apart") << true << false
                              << QStringList{QStringLiteral("Lost in the network"),
                                             QStringLiteral("Lost here, buffer full")};
  QTest::newRow("not told") << false << false << QStringList{QStringLiteral("Loss")};
  QTest::newRow("a sender knows nothing of it") << true << true << QStringList{};
}

void ThroughputPageTest::lossIsSplit() {
  QFETCH(bool, told);
  QFETCH(bool, sender);
  QFETCH(QStringList, lines);
  auto report = std::make_shared<ThroughputReport>(sampleThroughputReport(SampleTransfer::kUdp));
  for (ThroughputInterval& interval : report->intervals) {
    StreamInterval& stream = interval.streams.front();
    stream.sender = sender;
    stream.datagrams->packets = 1000;
    stream.datagrams->lost = 50;
    stream.datagrams->bufferDrops = told ? std::optional<std::uint64_t>(30) : std::nullopt;
  }
  ThroughputPage page(m_bed->settings, samples(), folder());
  page.showRecords({std::make_shared<ThroughputRunRecord>(recordOf(report))});
  PlotStack& plots = page.view().plots();
  QStringList found;
  for (int plot = 0; plot < plots.count(); ++plot) {
    for (int line = 0; line < plots.plot(plot).lineCount(); ++line) {
      const PlotLineLook& look = plots.plot(plot).look(line);
      if (look.unit != PlotUnit::kPercent || !look.right) continue;
      found.append(look.name);
      const double mean = plots.plot(plot).series(line).at(4.5, 0.2)->mean();
      QCOMPARE(mean, !told ? 5.0 : found.size() == 1 ? 2.0 : 3.0);
    }
  }
  QCOMPARE(found, lines);
}

/// A stopped test says so, and of a second of it no cause is named; a later look at it says the same.
void ThroughputPageTest::aStoppedTestSaysSo() {
  auto record = sampleThroughputRecord(SampleTransfer::kTcpUp);
  ThroughputReport report = *record->report;
  report.interrupted = true;
  for (StreamTotal& stream : report.streams)
    stream.sentTime = std::chrono::seconds(1), stream.receivedTime = {};
  report.why = explainSlow(report, true);
  QCOMPARE(report.why->cause, SlowCause::kStoppedEarly);
  record->report = std::make_shared<ThroughputReport>(report);
  const auto read = throughputRecordFromJson(toJson(*record));
  QVERIFY(read.ok() && read->report->interrupted);
  for (const ThroughputReport* each : {record->report.get(), read->report.get()}) {
    const ThroughputAnswer answer = throughputAnswer(*each);
    QVERIFY2(answer.title.en.contains(QStringLiteral("stopped after")), qPrintable(answer.title.en));
    QVERIFY(answer.title.zh.contains(QStringLiteral("停止")));
    QCOMPARE(answer.look.tone, Tone::kInfo);
  }
}

void ThroughputPageTest::theAnswerNamesRateAndCause() {
  const ThroughputReport report = sampleThroughputReport(SampleTransfer::kTcpUp);
  const ThroughputAnswer answer = throughputAnswer(report);
  QVERIFY2(answer.title.en.contains(QStringLiteral("Mbit/s sent")), qPrintable(answer.title.en));
  QVERIFY(!answer.plain.zh.isEmpty());
  QVERIFY(!whyExplanation(report).facts.empty());
  const ThroughputAnswer failed = throughputAnswer(sampleThroughputReport(SampleTransfer::kFailed));
  QCOMPARE(failed.look.tone, Tone::kBad);
  QVERIFY2(failed.title.en.contains(QStringLiteral("RST")), qPrintable(failed.title.en));
  QCOMPARE(loadedLatencyExplanation(report).phrases.size(), std::size_t{1});
}

void ThroughputPageTest::aRunSurvivesTheProgram_data() {
  QTest::addColumn<int>("transfer");
  QTest::newRow("TCP, four streams") << static_cast<int>(SampleTransfer::kTcpUp);
  QTest::newRow("both ways") << static_cast<int>(SampleTransfer::kTcpBoth);
  QTest::newRow("in turn") << static_cast<int>(SampleTransfer::kTcpInTurn);
  QTest::newRow("UDP") << static_cast<int>(SampleTransfer::kUdp);
}

void ThroughputPageTest::aRunSurvivesTheProgram() {
  QFETCH(int, transfer);
  const auto record = sampleThroughputRecord(static_cast<SampleTransfer>(transfer));
  const auto read = throughputRecordFromJson(toJson(*record));
  QVERIFY(read.ok());
  const ThroughputReport &was = *record->report, &is = *read->report;
  QCOMPARE(is.settings.parallel, was.settings.parallel);
  QCOMPARE(is.intervals.size(), was.intervals.size());
  for (std::size_t index = 0; index < was.intervals.size(); ++index) {
    QCOMPARE(is.intervals[index].streams.size(), was.intervals[index].streams.size());
    QCOMPARE(is.intervals[index].sum(true).bytes, was.intervals[index].sum(true).bytes);
    QCOMPARE(is.intervals[index].sum(false).datagrams, was.intervals[index].sum(false).datagrams);
  }
  for (const bool sender : {true, false})
    QCOMPARE(measuredRate(is, sender).value_or(-1), measuredRate(was, sender).value_or(-1));
  QCOMPARE(is.why->cause, was.why->cause);
  QCOMPARE(is.why->numbers.size(), was.why->numbers.size());
  QCOMPARE(is.settings.direction, was.settings.direction);
  QCOMPARE(is.whyOther.has_value(), was.whyOther.has_value());
  QCOMPARE(is.latency->grade, was.latency->grade);
  QCOMPARE(is.latency->samples, was.latency->samples);
  for (const LoadState load : allLoads())
    QCOMPARE(is.latency->of(load) ? is.latency->of(load)->p99 : std::nullopt,
             was.latency->of(load) ? was.latency->of(load)->p99 : std::nullopt);
  QCOMPARE(read->curves->latency->count(), record->curves->latency->count());
  QCOMPARE(read->curves->idleLevel->count(), record->curves->idleLevel->count());
  QCOMPARE(is.marks.size(), was.marks.size());
}

void ThroughputPageTest::aDamagedRunIsRefused() {
  const QByteArray good = toJson(*sampleThroughputRecord(SampleTransfer::kUdp));
  QVERIFY(!throughputRecordFromJson({}).ok());
  QVERIFY(!throughputRecordFromJson(good.left(good.size() / 2)).ok());
  QByteArray odd = good;
  odd.replace("\"begin_s\":", "\"begin_s\":1e300,\"x\":").replace("\"bytes\":", "\"bytes\":-5e40,\"y\":");
  QVERIFY(throughputRecordFromJson(odd).ok());
}

void ThroughputPageTest::exportsAreValid() {
  ThroughputPage page(m_bed->settings, samples(), folder());
  page.showRecords({sampleThroughputRecord(SampleTransfer::kTcpUp)});
  for (const char* ending : {"csv", "json", "txt"}) {
    const QString file = m_bed->file(QStringLiteral("out.") + QLatin1String(ending));
    QVERIFY(page.saveTo(file));
    QFile in(file);
    QVERIFY(in.open(QIODevice::ReadOnly));
    const QByteArray bytes = in.readAll();
    if (qstrcmp(ending, "json") == 0)
      QVERIFY(QJsonDocument::fromJson(bytes).object().contains(QStringLiteral("intervals")));
    if (qstrcmp(ending, "csv") == 0) QCOMPARE(bytes.count('\n'), 41);
    if (qstrcmp(ending, "txt") == 0) QVERIFY2(bytes.contains("Mbits/sec"), bytes.left(400).constData());
  }
  QVERIFY(!page.saveTo(QStringLiteral("/nowhere/at/all.json")));
}

void ThroughputPageTest::whatIsStoppedIsKept() {
  ThroughputPage page(m_bed->settings, samples(), folder());
  page.begin({});
  m_source->shown = std::make_shared<ThroughputReport>(sampleThroughputReport(SampleTransfer::kTcpUp, false, 4));
  QVERIFY(page.stop());
  QVERIFY(!page.isRunning());
  QTRY_COMPARE(page.store().runs().size(), std::size_t{1});
  const auto* ended = page.view().records().front().get();
  page.openKept({page.store().runs().front().id});
  QTRY_VERIFY(page.view().records().front().get() != ended);
  QCOMPARE(page.view().intervals().rowCount(), 4);
}

/// What there is can be read back while the test runs: so it can after the program was killed.
void ThroughputPageTest::aRunningTestIsOnDisk() {
  ThroughputPage page(m_bed->settings, samples(), folder());
  page.begin({});
  for (const int seconds : {3, 5}) {
    m_source->shown =
        std::make_shared<ThroughputReport>(sampleThroughputReport(SampleTransfer::kTcpUp, false, seconds));
    const auto onDisk = [&page] {
      if (page.store().runs().empty()) return std::size_t{0};
      const auto read = throughputRecordFromJson(page.store().read(page.store().runs().front().id));
      return read ? read->report->intervals.size() : std::size_t{0};
    };
    QTRY_COMPARE(onDisk(), static_cast<std::size_t>(seconds));
    QVERIFY(page.isRunning());
  }
  page.stop();
  QTRY_COMPARE(page.store().runs().size(), std::size_t{1});
}

void ThroughputPageTest::hostileOutputIsShownSafely() {
  ThroughputReport report = sampleThroughputReport(SampleTransfer::kTcpUp);
  report.serverOutput = "fine\n\x1b[31mred\xe2\x80\xaetxet\n";
  const QString text = throughputReportText(report);
  QVERIFY(text.contains(QStringLiteral("fine")));
  QVERIFY(!text.contains(QChar(0x1b)) && !text.contains(QChar(0x202e)));
}

void ThroughputPageTest::thisMachineMeasuresItself_data() {
  QTest::addColumn<QString>("protocol");
  QTest::addColumn<QString>("direction");
  QTest::newRow("TCP up") << QStringLiteral("tcp") << QStringLiteral("up");
  QTest::newRow("TCP down") << QStringLiteral("tcp") << QStringLiteral("down");
  QTest::newRow("TCP in turn") << QStringLiteral("tcp") << QStringLiteral("in-turn");
  QTest::newRow("UDP up") << QStringLiteral("udp") << QStringLiteral("up");
}

/// The whole way: server panel, form, engine, plots, history.
void ThroughputPageTest::thisMachineMeasuresItself() {
  QFETCH(QString, protocol);
  QFETCH(QString, direction);
  ThroughputPage page(
      m_bed->settings,
      {[](const ThroughputOrder& order) { return std::make_unique<LiveThroughput>(order); },
       [](const ThroughputServerSettings& settings) { return std::make_unique<LiveThroughputServer>(settings); }},
      folder());
  page.resize(1100, 700);
  page.show();
  page.server().port().setText(QStringLiteral("0"));
  page.server().start();
  QTRY_VERIFY(page.server().listeningPort() != 0);
  ThroughputDraft draft;
  draft.set(ThroughputField::kServer, QStringLiteral("127.0.0.1:%1").arg(page.server().listeningPort()));
  draft.set(ThroughputField::kProtocol, protocol);
  draft.set(ThroughputField::kDirection, direction);
  draft.set(ThroughputField::kTime, QStringLiteral("1"));
  draft.set(ThroughputField::kInterval, QStringLiteral("0.2"));
  const bool turns = direction == QStringLiteral("in-turn");
  draft.set(ThroughputField::kLatency, turns ? QStringLiteral("1") : QString());
  page.form().setDraft(draft);
  page.form().submit();
  QVERIFY(page.isRunning());
  QTRY_VERIFY_WITH_TIMEOUT(!page.isRunning(), 20'000);
  const ThroughputReport& report = *page.view().records().front()->report;
  QVERIFY2(!report.error, report.error ? name(report.error->code).data() : "");
  if (direction != QStringLiteral("up")) QVERIFY(measuredRate(report, false).value_or(0) > 100'000);
  if (direction != QStringLiteral("down")) QVERIFY(measuredRate(report, true).value_or(0) > 100'000);
  if (turns) {
    QVERIFY(report.latency->idle && report.latency->up && report.latency->down);
    QCOMPARE(page.view().records().front()->curves->latency->count(),
             static_cast<std::uint64_t>(report.latency->samples.size()));
  }
  QVERIFY(page.view().intervals().rowCount() >= 4);
  QTRY_COMPARE(page.store().runs().size(), std::size_t{1});
  QTRY_VERIFY((page.server().refresh(), page.server().served().rowCount() == (turns ? 2 : 1)));
  page.server().stop();
  QTRY_VERIFY(!page.server().isServing());
}

/// Somebody has the usual port: a free one is taken. The server is heard on this machine only, and ends with the test.
void ThroughputPageTest::oneClickMeasuresThisMachine() {
  QTcpServer somebody;
  QVERIFY(somebody.listen(QHostAddress::LocalHost));
  ThroughputPage page(m_bed->settings,
                      {[](const ThroughputOrder& order) {
                         ThroughputOrder brief = order;
                         brief.settings.time = std::chrono::seconds(1);
                         return std::make_unique<LiveThroughput>(brief);
                       },
                       [](const ThroughputServerSettings& settings) {
                         return settings.bindAddress ? std::make_unique<LiveThroughputServer>(settings) : nullptr;
                       }},
                      folder());
  page.resize(1100, 700);
  page.show();
  page.server().port().setText(QString::number(somebody.serverPort()));
  QPushButton* step = nullptr;
  for (QPushButton* each : page.findChildren<QPushButton*>())
    if (each->text() == QStringLiteral("Measure this machine against itself")) step = each;
  QVERIFY(step != nullptr);
  step->click();
  QTRY_VERIFY_WITH_TIMEOUT(page.isRunning(), 10'000);
  QVERIFY(page.server().listeningPort() != somebody.serverPort());
  QVERIFY(page.server().addressText().startsWith(QStringLiteral("iperf3 -c 127.0.0.1 ")));
  QTRY_VERIFY_WITH_TIMEOUT(!page.isRunning(), 20'000);
  const ThroughputReport& report = *page.view().records().front()->report;
  QVERIFY2(!report.error, report.error ? name(report.error->code).data() : "");
  QTRY_VERIFY(!page.server().isServing());
  QVERIFY(page.form().servers().isEmpty());
}

QTEST_MAIN(ThroughputPageTest)
#include "throughput_page_test.moc"
