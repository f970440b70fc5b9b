#include "core/engine/endpoint/traffic_log.h"

#include "core/engine/endpoint/traffic_folder.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <sys/resource.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <string>
#include <thread>

using namespace synscope;

namespace {

std::span<const std::byte> bytesOf(const std::string& text) {
  return std::as_bytes(std::span(text));
}

std::string textIn(const TrafficRecord& record) {
  return {reinterpret_cast<const char*>(record.payload.data()), record.payload.size()};
}

std::shared_ptr<TrafficLog> newLog(const QTemporaryDir& folder, const TrafficLogOptions& options = {}) {
  return TrafficLog::create(folder.path(), options).value();
}

void note(TrafficLog& log, const std::string& text, std::int64_t at = 0) {
  const IpEndpoint peer{.address = IpAddress::v4({10, 9, 0, 1}), .port = 7};
  log.append(TimePoint(Duration(at)), 3, TrafficDirection::kOut, peer, bytesOf(text));
}

/// "record 12" with a length of its own, so that records lie across the pieces in which files are read.
std::string lineOf(std::uint64_t number) {
  return "record " + std::to_string(number) + std::string(number % 97, '.');
}

/// True when every record from `first` on holds its own number.
bool inOrder(const TrafficLog& log, std::uint64_t first, std::uint64_t count) {
  std::uint64_t expected = first;
  const std::uint64_t next = log.visit(first, count, [&](std::uint64_t number, const TrafficRecordView& record) {
    const std::string line = lineOf(expected);
    if (number != expected || !std::ranges::equal(record.payload, bytesOf(line))) return false;
    ++expected;
    return true;
  });
  return expected == first + count && next == expected;
}

/// Files of this process may not grow beyond a size (setrlimit(2), RLIMIT_FSIZE): write(2) fails as on a full disk.
class FileSizeLimit {
 public:
  explicit FileSizeLimit(rlim_t bytes) {
    std::signal(SIGXFSZ, SIG_IGN);
    getrlimit(RLIMIT_FSIZE, &m_before);
    const rlimit limit{.rlim_cur = bytes, .rlim_max = m_before.rlim_max};
    setrlimit(RLIMIT_FSIZE, &limit);
  }
  ~FileSizeLimit() { lift(); }
  void lift() const { setrlimit(RLIMIT_FSIZE, &m_before); }

 private:
  rlimit m_before{};
};

}  // namespace

class TrafficLogTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void whatIsNotedIsReadAtOnce();
  void manyRecordsAreFoundFromAnywhere();
  void aLongPayloadBecomesSeveralRecords();
  void anyCutLeavesTheRecordsBefore();
  void damageEndsReading();
  void whatDoesNotFitIsCounted();
  void aFullDiskIsSaidAndSurvived();
  void aFolderThatCannotBeMadeIsAnError();
  void otherFilesAreRefused();
  void anEmptyLogLeavesNothingBehind();
  void oldLogsGoAndThoseInUseStay();
  void readersAndTheWriterAtOnce();
};

void TrafficLogTest::whatIsNotedIsReadAtOnce() {
  const QTemporaryDir folder;
  const auto log = newLog(folder);
  note(*log, "hello", 5);
  note(*log, "", 6);
  const auto records = log->read(0, 10);
  QCOMPARE(records.size(), std::size_t(2));
  QCOMPARE(textIn(records[0]), std::string("hello"));
  QCOMPARE(records[0].at.time_since_epoch().count(), 5);
  QCOMPARE(records[0].connection, ConnectionId(3));
  QVERIFY(records[0].direction == TrafficDirection::kOut);
  QCOMPARE(records[0].peer.toString(), std::string("10.9.0.1:7"));
  QVERIFY(records[1].payload.empty());
  QVERIFY(log->read(2, 10).empty());
  QCOMPARE(log->size().records, std::uint64_t(2));
  QCOMPARE(log->size().bytes, std::uint64_t(5));
  log->flush();
  QCOMPARE(log->size().inMemory, std::uint64_t(0));
  QCOMPARE(QFileInfo(log->file()).permissions() & (QFileDevice::ReadOther | QFileDevice::ReadGroup),
           QFileDevice::Permissions());
}

void TrafficLogTest::manyRecordsAreFoundFromAnywhere() {
  constexpr std::uint64_t kCount = 60'000;
  const QTemporaryDir folder;
  QString file;
  {
    const auto log = newLog(folder);
    file = log->file();
    for (std::uint64_t i = 0; i < kCount; ++i)
      note(*log, lineOf(i));
    QVERIFY(inOrder(*log, 0, kCount));
    log->flush();
    QVERIFY(inOrder(*log, 0, kCount));
    for (const std::uint64_t first : {std::uint64_t(1), std::uint64_t(255), std::uint64_t(31'111), kCount - 1})
      QVERIFY(inOrder(*log, first, std::min<std::uint64_t>(300, kCount - first)));
  }
  const auto opened = TrafficLog::open(file);
  QVERIFY(opened.ok());
  QCOMPARE((*opened)->size().records, kCount);
  QCOMPARE((*opened)->size().cutBytes, std::uint64_t(0));
  QVERIFY(inOrder(**opened, 0, kCount));
  QVERIFY(inOrder(**opened, kCount - 7, 7));
}

void TrafficLogTest::aLongPayloadBecomesSeveralRecords() {
  const QTemporaryDir folder;
  const auto log = newLog(folder);
  const std::string text(kTrafficPayloadLimit + 3, 'x');
  note(*log, text);
  QVERIFY(log->size().records == 2 && log->size().bytes == text.size());
  QCOMPARE(textIn(log->read(1, 1).front()), std::string("xxx"));
  log->flush();
  QCOMPARE(textIn(log->read(1, 1).front()), std::string("xxx"));
  QCOMPARE(log->read(0, 1).front().payload.size(), kTrafficPayloadLimit);
}

void TrafficLogTest::anyCutLeavesTheRecordsBefore() {
  const QTemporaryDir folder;
  QString file;
  {
    const auto log = newLog(folder);
    file = log->file();
    for (std::uint64_t i = 0; i < 3; ++i)
      note(*log, lineOf(i));
  }
  QFile source(file);
  QVERIFY(source.open(QIODevice::ReadOnly));
  const QByteArray whole = source.readAll();
  const qsizetype head = qsizetype(encodeTrafficRecord(TrafficRecordView()).size);
  qsizetype ends[] = {24, 0, 0, 0};
  for (int i = 0; i < 3; ++i)
    ends[i + 1] = ends[i] + head + qsizetype(lineOf(std::uint64_t(i)).size());
  QCOMPARE(whole.size(), ends[3]);
  for (qsizetype length = 0; length <= whole.size(); ++length) {
    QFile cut(folder.filePath(QStringLiteral("cut")));
    QVERIFY(cut.open(QIODevice::WriteOnly) && cut.write(whole.left(length)) == length);
    cut.close();
    const auto log = TrafficLog::open(cut.fileName());
    QCOMPARE(log.ok(), length >= 24);
    if (!log) continue;
    const auto kept = std::count_if(ends + 1, ends + 4, [&](qsizetype end) { return end <= length; });
    QCOMPARE((*log)->size().records, std::uint64_t(kept));
    QCOMPARE((*log)->size().cutBytes, std::uint64_t(length - ends[kept]));
    QVERIFY(inOrder(**log, 0, std::uint64_t(kept)));
  }
}

void TrafficLogTest::damageEndsReading() {
  const QTemporaryDir folder;
  QString file;
  {
    const auto log = newLog(folder);
    file = log->file();
    for (std::uint64_t i = 0; i < 100; ++i)
      note(*log, lineOf(i));
  }
  QFile damaged(file);
  QVERIFY(damaged.open(QIODevice::ReadWrite) && damaged.seek(damaged.size() / 2) && damaged.write("\xff\xff") == 2);
  damaged.close();
  const auto log = TrafficLog::open(file);
  QVERIFY(log.ok());
  const TrafficLogSize size = (*log)->size();
  QVERIFY(size.records > 10 && size.records < 90 && size.cutBytes > 0);
  QVERIFY(inOrder(**log, 0, size.records));
}

void TrafficLogTest::whatDoesNotFitIsCounted() {
  const QTemporaryDir folder;
  QString file;
  {
    // A disk that must keep more free than it has takes nothing.
    const auto log = newLog(folder, {.bufferBytes = 1000, .keepFreeBytes = UINT64_MAX / 2});
    file = log->file();
    for (int i = 0; i < 50; ++i)
      note(*log, std::string(62, 'x'));
    const TrafficLogSize size = log->size();
    QCOMPARE(size.records, std::uint64_t(10));
    QCOMPARE(size.leftOutRecords, std::uint64_t(40));
    QCOMPARE(size.leftOutBytes, std::uint64_t(40 * 62));
    QCOMPARE(log->read(0, 100).size(), std::size_t(10));
    log->flush();
    QVERIFY(log->size().trouble && log->size().trouble->code == ErrorCode::kDiskFull);
  }
  const auto nothing = TrafficLog::open(file);
  QVERIFY(nothing.ok() && (*nothing)->size().records == 0);
}

void TrafficLogTest::aFullDiskIsSaidAndSurvived() {
  const QTemporaryDir folder;
  QString file;
  {
    const FileSizeLimit limit(3000);
    const auto log = newLog(folder);
    file = log->file();
    for (std::uint64_t i = 0; i < 200; ++i)
      note(*log, lineOf(i));
    log->flush();
    QVERIFY(log->size().trouble && log->size().trouble->code == ErrorCode::kFileUnwritable);
    QCOMPARE(log->size().trouble->osCode, EFBIG);
    QVERIFY2(inOrder(*log, 0, 200), "what is partly in the file is read from memory");
    limit.lift();
    log->flush();
    QTRY_VERIFY2(log->size().inMemory == 0, "it goes on by itself");
    QVERIFY(!log->size().trouble);
    QVERIFY(inOrder(*log, 0, 200));
  }
  QVERIFY(inOrder(**TrafficLog::open(file), 0, 200));
}

void TrafficLogTest::aFolderThatCannotBeMadeIsAnError() {
  const auto log = TrafficLog::create(QStringLiteral("/dev/null/logs"));
  QVERIFY(!log.ok());
  QVERIFY(log.error().code == ErrorCode::kFileUnwritable);
  QVERIFY(log.error().osCode != 0);
}

void TrafficLogTest::otherFilesAreRefused() {
  const QTemporaryDir folder;
  QVERIFY(!TrafficLog::open(folder.filePath(QStringLiteral("none"))).ok());
  QFile other(folder.filePath(QStringLiteral("other")));
  QVERIFY(other.open(QIODevice::WriteOnly) && other.write("a text file of some length, but no log") > 24);
  other.close();
  QVERIFY(TrafficLog::open(other.fileName()).error().code == ErrorCode::kFileUnreadable);
}

void TrafficLogTest::anEmptyLogLeavesNothingBehind() {
  const QTemporaryDir folder;
  newLog(folder);
  QVERIFY(QDir(folder.path()).isEmpty());
}

void TrafficLogTest::oldLogsGoAndThoseInUseStay() {
  const QTemporaryDir folder;
  const auto inUse = newLog(folder);
  QStringList old;
  for (int i = 0; i < 4; ++i) {
    const auto log = newLog(folder);
    note(*log, "something");
    old.prepend(log->file());
  }
  for (int i = 0; i < old.size(); ++i) {
    QFile file(old[i]);
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.setFileTime(QDateTime::currentDateTime().addSecs(-60 * (i + 1)), QFileDevice::FileModificationTime));
  }
  QFile oldest(inUse->file());
  QVERIFY(oldest.open(QIODevice::ReadWrite));
  QVERIFY(oldest.setFileTime(QDateTime::currentDateTime().addDays(-9), QFileDevice::FileModificationTime));
  QCOMPARE(pruneTrafficLogs(folder.path(), {.files = 2, .bytes = 1'000'000}), (QStringList{old[2], old[3]}));
  QCOMPARE(pruneTrafficLogs(folder.path(), {.files = 20, .bytes = 10}), (QStringList{old[0], old[1]}));
  QCOMPARE(trafficLogs(folder.path()), QStringList{inUse->file()});
}

void TrafficLogTest::readersAndTheWriterAtOnce() {
  constexpr std::uint64_t kCount = 40'000;
  const QTemporaryDir folder;
  const auto log = newLog(folder);
  std::atomic<bool> wrong = false, over = false;
  const auto readAlong = [&] {
    while (!over) {
      const std::uint64_t records = log->size().records;
      const std::uint64_t first = records > 2000 ? records - 2000 : 0;
      if (!inOrder(*log, first, records - first)) wrong = true;
    }
  };
  std::thread reader(readAlong), another(readAlong);
  for (std::uint64_t i = 0; i < kCount; ++i)
    note(*log, lineOf(i));
  log->flush();
  over = true;
  reader.join();
  another.join();
  QVERIFY(!wrong);
  QVERIFY(inOrder(*log, 0, kCount));
}

QTEST_GUILESS_MAIN(TrafficLogTest)
#include "traffic_log_test.moc"
