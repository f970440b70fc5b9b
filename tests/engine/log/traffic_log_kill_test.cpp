#include "core/engine/endpoint/traffic_folder.h"
#include "core/engine/endpoint/traffic_log.h"

#include <QFileInfo>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <chrono>
#include <cstring>

using namespace synscope;

/// A program that is killed while it writes loses no more than its last second, and its log opens.
class TrafficLogKillTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void losesNoMoreThanTheLastSecond();
};

namespace {

/// What the writer said last before it died: how many records were noted, and when.
std::pair<std::uint64_t, std::int64_t> lastWord(const QByteArray& output) {
  const QList<QByteArray> lines = output.left(output.lastIndexOf('\n')).split('\n');
  const QList<QByteArray> words = lines.last().split(' ');
  return {words.value(0).toULongLong(), words.value(1).toLongLong()};
}

}  // namespace

void TrafficLogKillTest::losesNoMoreThanTheLastSecond() {
  const QTemporaryDir folder;
  QProcess writer;
  writer.start(QFileInfo(QCoreApplication::applicationDirPath() + QStringLiteral("/log_writer")).filePath(),
               {folder.path()});
  QByteArray output;
  QTRY_VERIFY_WITH_TIMEOUT((output += writer.readAllStandardOutput(), lastWord(output).first >= 60'000), 30'000);
  writer.kill();
  QVERIFY(writer.waitForFinished(5000));
  output += writer.readAllStandardOutput();
  const auto [noted, notedAt] = lastWord(output);

  const QStringList files = trafficLogs(folder.path());
  QCOMPARE(files.size(), 1);
  const auto log = TrafficLog::open(files.first());
  QVERIFY(log.ok());
  const std::uint64_t kept = (*log)->size().records;
  QVERIFY2(kept > 0 && kept <= noted + 50, qPrintable(QString::number(kept)));
  std::uint64_t expected = 0;
  std::int64_t lastAt = 0;
  (*log)->visit(0, kept, [&](std::uint64_t number, const TrafficRecordView& record) {
    std::uint64_t written = 0;
    std::memcpy(&written, record.payload.data(), sizeof written);
    if (number != expected || written != expected) return false;
    ++expected;
    lastAt = record.at.time_since_epoch().count();
    return true;
  });
  QCOMPARE(expected, kept);
  qInfo("noted %llu, kept %llu; the last %lld ms are lost", static_cast<unsigned long long>(noted),
        static_cast<unsigned long long>(kept), static_cast<long long>((notedAt - lastAt) / 1'000'000));
  QVERIFY(Duration(notedAt - lastAt) < std::chrono::seconds(1));

  QVERIFY2(QFileInfo::exists(trafficLockFile(files.first())), "the killed writer could not remove its lock");
  QCOMPARE(pruneTrafficLogs(folder.path(), {.files = 0, .bytes = 0}), files);
}

QTEST_GUILESS_MAIN(TrafficLogKillTest)
#include "traffic_log_kill_test.moc"
