#include "core/engine/endpoint/traffic_export_job.h"
#include "core/engine/endpoint/traffic_search_job.h"
#include "tests/support/job_runner.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

using namespace synscope;

namespace {

constexpr std::uint64_t kRecords = 30'000;

/// Records "n=0", "n=1", …: connections 1 to 5 in turn, every third one sent by us.
std::shared_ptr<TrafficLog> numberedLog(const QString& folder) {
  auto log = TrafficLog::create(folder).value();
  for (std::uint64_t i = 0; i < kRecords; ++i) {
    const std::string text = "n=" + std::to_string(i);
    const auto direction = i % 3 == 0 ? TrafficDirection::kOut : TrafficDirection::kIn;
    log->append(TimePoint(Duration(i)), 1 + i % 5, direction, {}, std::as_bytes(std::span(text)));
  }
  return log;
}

/// All that a search finds; checks on the way that findings come in order and without holes.
struct Found {
  TrafficFindings all;
  bool gapless = true;
};

Found search(const std::shared_ptr<TrafficLog>& log, TrafficQuery query, std::uint64_t first = 0) {
  TrafficSearchJob job(log, std::move(query), first);
  Found found;
  found.all.end = first;
  QObject::connect(&job, &TrafficSearchJob::found, [&](const TrafficFindings& piece, std::uint64_t) {
    found.gapless = found.gapless && piece.first == found.all.end;
    found.all.end = piece.end;
    found.all.passed.insert(found.all.passed.end(), piece.passed.begin(), piece.passed.end());
    found.all.matched.insert(found.all.matched.end(), piece.matched.begin(), piece.matched.end());
  });
  found.gapless = test::runToEnd(job, 30'000) && found.gapless;
  return found;
}

PayloadMatcher matcherOf(PatternKind kind, const char* text) {
  return compilePattern({.kind = kind, .text = text}, compileExpression).value();
}

QByteArray contentOf(const QString& path) {
  QFile file(path);
  return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

}  // namespace

class TrafficJobsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init() { m_log = numberedLog(m_folder.filePath(QStringLiteral("logs"))); }
  void cleanup() { m_log.reset(); }
  void findsWhatIsThere_data();
  void findsWhatIsThere();
  void filters();
  void searchesOnFromAnywhere();
  void expressionsCountBytesAndEnd();
  void aCancelledSearchEnds();
  void exportsWhatWasChosen();
  void aCancelledExportLeavesNoFile();
  void anExportThatCannotBeWrittenSaysSo();

 private:
  QTemporaryDir m_folder;
  std::shared_ptr<TrafficLog> m_log;
};

void TrafficJobsTest::findsWhatIsThere_data() {
  QTest::addColumn<int>("kind");
  QTest::addColumn<QByteArray>("text");
  QTest::addColumn<int>("count");
  QTest::newRow("text") << int(PatternKind::kText) << QByteArray("N=2999") << 11;
  QTest::newRow("hex") << int(PatternKind::kHex) << QByteArray("3D 37 ?? 37") << 110;
  QTest::newRow("expression") << int(PatternKind::kRegex) << QByteArray("^n=\\d{1,2}$") << 100;
  QTest::newRow("nowhere") << int(PatternKind::kText) << QByteArray("x") << 0;
}

void TrafficJobsTest::findsWhatIsThere() {
  QFETCH(int, kind);
  QFETCH(QByteArray, text);
  const Found found = search(m_log, {.filter = {}, .matcher = matcherOf(PatternKind(kind), text)});
  QVERIFY(found.gapless);
  QCOMPARE(found.all.end, kRecords);
  QTEST(int(found.all.matched.size()), "count");
  QVERIFY(found.all.passed.empty());
}

void TrafficJobsTest::filters() {
  const TrafficFilter filter{.connections = {2}, .direction = TrafficDirection::kOut};
  const Found found = search(m_log, {.filter = filter, .matcher = matcherOf(PatternKind::kText, "n=6")});
  QCOMPARE(found.all.passed.size(), std::size_t(kRecords / 15));
  QVERIFY(std::ranges::all_of(found.all.passed, [](auto n) { return n % 15 == 6; }));
  QVERIFY(std::ranges::includes(found.all.passed, found.all.matched));
  QVERIFY(!found.all.matched.empty() && found.all.matched.front() == 6);
}

void TrafficJobsTest::searchesOnFromAnywhere() {
  const auto matcher = matcherOf(PatternKind::kText, "n=2999");
  QCOMPARE(search(m_log, {.filter = {}, .matcher = matcher}, 29'995).all.matched.size(), std::size_t(5));
  QCOMPARE(search(m_log, {.filter = {}, .matcher = matcher}, kRecords).all.end, kRecords);
}

void TrafficJobsTest::expressionsCountBytesAndEnd() {
  const std::string chinese = "三次握手 abc";
  const auto letters = matcherOf(PatternKind::kRegex, "B.");
  QCOMPARE(letters(std::as_bytes(std::span(chinese)), 0), std::optional(PayloadRange(14, 2)));
  const std::string binary = "\xff\xfe\x80 abc";
  QCOMPARE(letters(std::as_bytes(std::span(binary)), 2), std::optional(PayloadRange(5, 2)));
  const std::string hostile = std::string(60, 'a') + "b";
  QCOMPARE(matcherOf(PatternKind::kRegex, "(a+)+$")(std::as_bytes(std::span(hostile)), 0),
           std::optional<PayloadRange>());
}

void TrafficJobsTest::aCancelledSearchEnds() {
  TrafficSearchJob job(m_log, {.filter = {}, .matcher = matcherOf(PatternKind::kRegex, "(.*)*x")}, 0);
  std::uint64_t end = 0;
  QObject::connect(&job, &TrafficSearchJob::found, [&](const TrafficFindings& piece, std::uint64_t) {
    end = piece.end;
    job.cancel();
  });
  QVERIFY(test::runToEnd(job));
  QVERIFY(end < kRecords);
}

void TrafficJobsTest::exportsWhatWasChosen() {
  RecordSet only;
  for (const std::uint64_t number : {0, 6, 7, 21, 29'991})
    only.add(number);
  const QString file = m_folder.filePath(QStringLiteral("out.txt"));
  TrafficExportOptions options;
  options.time = TimeStyle::kRelative;
  const TrafficSelection selection{
      .first = 1, .end = kRecords, .filter = {.connections = {2}, .direction = {}}, .only = only};
  TrafficExportJob job(m_log, file, options, selection);
  QVERIFY(test::runToEnd(job));
  QVERIFY(job.result() && job.result()->ok());
  QCOMPARE(job.result()->value(), std::uint64_t(3));
  QCOMPARE(contentOf(file), QByteArray("0.000000  ->  0.0.0.0:0  #2  3 bytes\nn=6\n"
                                       "0.000000  ->  0.0.0.0:0  #2  4 bytes\nn=21\n"
                                       "0.000029  ->  0.0.0.0:0  #2  7 bytes\nn=29991\n"));
}

void TrafficJobsTest::aCancelledExportLeavesNoFile() {
  const QString file = m_folder.filePath(QStringLiteral("cancelled.json"));
  TrafficExportOptions options;
  options.format = TrafficFormat::kJsonLines;
  TrafficExportJob job(m_log, file, options, {});
  QSignalSpy ended(&job, &Job::ended);
  job.cancel();
  job.start();
  QVERIFY(ended.wait());
  QVERIFY(!job.result());
  QVERIFY(!QFile::exists(file));
  QCOMPARE(QDir(m_folder.path()).entryList({QStringLiteral("cancelled*")}), QStringList());
}

void TrafficJobsTest::anExportThatCannotBeWrittenSaysSo() {
  TrafficExportJob job(m_log, QStringLiteral("/dev/null/out.csv"), {}, {});
  QVERIFY(test::runToEnd(job));
  QVERIFY(job.result() && !job.result()->ok());
  QVERIFY(job.result()->error().code == ErrorCode::kFileUnwritable);
}

QTEST_GUILESS_MAIN(TrafficJobsTest)
#include "traffic_jobs_test.moc"
