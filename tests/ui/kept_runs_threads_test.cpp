#include "tests/support/long_recording.h"
#include "ui/history/run_keeper.h"
#include "ui/history/run_reading.h"
#include "ui/latency/latency_recovery.h"
#include "ui/throughput/throughput_record.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>

using namespace synscope;

namespace {

KeptRun runNamed(const QString& id) {
  return {id, QStringLiteral("example.net:443"), QStringLiteral("steady"), QDateTime::currentDateTime()};
}

std::shared_ptr<ThroughputRunRecord> throughputRecord(int lines) {
  auto record = std::make_shared<ThroughputRunRecord>();
  ThroughputReport report;
  for (int i = 0; i < lines; ++i) {
    ThroughputInterval line;
    line.begin = std::chrono::seconds(i);
    line.end = std::chrono::seconds(i + 1);
    line.streams.push_back({});
    report.intervals.push_back(line);
  }
  record->report = std::make_shared<const ThroughputReport>(std::move(report));
  return record;
}

/// Counts a signal in the thread of the test, however it comes (QSignalSpy counts in the thread that emits it).
template <typename Sender, typename Signal>
class Counted : public QObject {
 public:
  Counted(Sender* sender, Signal signal) {
    connect(sender, signal, this, [this] { ++m_count; });
  }
  int size() const { return m_count; }

 private:
  int m_count = 0;
};

}  // namespace

/// The threads beside the window that keep, read and sum up runs; without a window, so that a thread sanitizer can
/// watch them (tests/support/tsan.sh -L threads).
class KeptRunsThreadsTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void init();
  void theNewestStateIsKept();
  void theKeeperGoesWhileItWrites();
  void aFolderThatCannotBeWritten();
  void readingWhileOthersAreKept();
  void recoveryIsFollowedAndEnds();
  void recoveryGoesWhileItReads();

 private:
  RunStore store() const { return RunStore(QStringLiteral("kept"), m_folder->path()); }
  void leaveRecording(std::uint64_t samples) const;

  std::unique_ptr<QTemporaryDir> m_folder;
};

void KeptRunsThreadsTest::init() {
  m_folder = std::make_unique<QTemporaryDir>();
}

void KeptRunsThreadsTest::leaveRecording(std::uint64_t samples) const {
  store().prepare();
  QFile out(samplesFile(store(), QStringLiteral("20260301-093005-000")));
  QVERIFY(out.open(QIODevice::WriteOnly));
  makeLongRecording(samples, 4, [&out](const std::string& line) { out.write(line.c_str()); });
  out.flush();
  QVERIFY(out.setFileTime(QDateTime::currentDateTime().addSecs(-60), QFileDevice::FileModificationTime));
}

/// A run is given again and again while it grows; what it holds is shared with who shows it.
void KeptRunsThreadsTest::theNewestStateIsKept() {
  RunKeeper keeper(store());
  const Counted kept(&keeper, &RunKeeper::kept);
  std::atomic<int> written = 0;
  for (int lines = 1; lines <= 50; ++lines) {
    const auto record = throughputRecord(lines);
    keeper.keep(
        runNamed(QStringLiteral("1")), [record] { return toJson(*record); }, [&written] { ++written; });
    QCoreApplication::processEvents();
  }
  const auto newest = [this] {
    const auto record = throughputRecordFromJson(store().read(QStringLiteral("1")));
    return record ? record->report->intervals.size() : 0;
  };
  QTRY_COMPARE(newest(), std::size_t{50});
  QTRY_COMPARE(kept.size(), written.load());
}

void KeptRunsThreadsTest::theKeeperGoesWhileItWrites() {
  for (int round = 0; round < 20; ++round) {
    auto keeper = std::make_unique<RunKeeper>(store());
    for (int run = 0; run < 5; ++run)
      keeper->keep(runNamed(QString::number(100 * round + run)), [] { return QByteArray("{}"); });
    if (round % 2 == 0) QCoreApplication::processEvents();
    keeper.reset();
    for (int run = 0; run < 5; ++run)
      QCOMPARE(store().read(QString::number(100 * round + run)), QByteArray("{}"));
  }
}

void KeptRunsThreadsTest::aFolderThatCannotBeWritten() {
  QFile inTheWay(m_folder->filePath(QStringLiteral("kept")));
  QVERIFY(inTheWay.open(QIODevice::WriteOnly));
  RunKeeper keeper(store());
  const Counted failed(&keeper, &RunKeeper::failed);
  keeper.keep(
      runNamed(QStringLiteral("1")), [] { return QByteArray("{}"); }, [] { QFAIL("it was not kept"); });
  QTRY_COMPARE(failed.size(), 1);
}

void KeptRunsThreadsTest::readingWhileOthersAreKept() {
  RunKeeper keeper(store());
  const Counted kept(&keeper, &RunKeeper::kept);
  QStringList ids;
  for (int run = 0; run < 20; ++run) {
    ids << QString::number(run);
    keeper.keep(runNamed(ids.back()), [run] { return toJson(*throughputRecord(run + 1)); });
  }
  RunReading<ThroughputRunRecord> early(store(), ids, throughputRecordFromJson);
  early.start();
  QTRY_COMPARE(kept.size(), 20);
  RunReading<ThroughputRunRecord> reading(store(), ids, throughputRecordFromJson);
  const Counted ended(&reading, &Job::ended);
  const Counted progressed(&reading, &KeptJob::progressed);
  reading.start();
  QTRY_COMPARE(ended.size(), 1);
  QTRY_COMPARE(progressed.size(), 20);
  const auto records = reading.takeRecords();
  QCOMPARE(records.size(), std::size_t{20});
  QCOMPARE(records.back()->report->intervals.size(), std::size_t{20});
  QVERIFY(reading.errors().empty());
}

void KeptRunsThreadsTest::recoveryIsFollowedAndEnds() {
  constexpr std::uint64_t kSamples = 5'000;
  leaveRecording(kSamples);
  LatencyRecovery recovery(store());
  QVERIFY(recovery.isNeeded());
  const Counted ended(&recovery, &Job::ended);
  const Counted progressed(&recovery, &KeptJob::progressed);
  recovery.start();
  QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, 30'000);
  QVERIFY(progressed.size() > 0);
  const auto found = recovery.takeRecovered();
  QCOMPARE(found.size(), std::size_t{1});
  std::uint64_t ok = 0;
  for (const LatencySummary& lane : found.front()->table->lanes)
    ok += lane.ok;
  QCOMPARE(ok, kSamples);
}

/// Given up at any moment, also before its first word; the file stays.
void KeptRunsThreadsTest::recoveryGoesWhileItReads() {
  leaveRecording(20'000);
  for (int turns = 0; turns < 12; ++turns) {
    LatencyRecovery recovery(store());
    recovery.start();
    for (int turn = 0; turn < turns; ++turn)
      QCoreApplication::processEvents();
    if (turns % 3 == 0) recovery.cancel();
  }
  QVERIFY(LatencyRecovery(store()).isNeeded());
}

QTEST_GUILESS_MAIN(KeptRunsThreadsTest)
#include "kept_runs_threads_test.moc"
