#include "core/engine/endpoint/traffic_log.h"

#include "core/engine/base/clock.h"
#include "core/engine/endpoint/traffic_file.h"
#include "core/engine/endpoint/traffic_folder.h"
#include "core/engine/endpoint/traffic_walk.h"
#include "core/engine/endpoint/traffic_writer.h"

#include <QDir>
#include <QLockFile>

#include <algorithm>
#include <chrono>
#include <mutex>

namespace synscope {
namespace {

std::int64_t wallTimeOfZero() {
  const auto wall = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<Duration>(wall).count() - monotonicNow().time_since_epoch().count();
}

bool makeFolder(const QString& folder) {
  if (QDir(folder).exists()) return true;
  return QDir().mkpath(folder) &&
         QFile::setPermissions(folder, QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner);
}

}  // namespace

class TrafficLog::Private {
 public:
  Private(const QString& path, TrafficFileHeader fileHeader, std::size_t bufferBytes)
      : file(path), header(fileHeader), store(kTrafficHeaderBytes, bufferBytes), lock(trafficLockFile(path)) {
    lock.setStaleLockTime(0);
  }
  ~Private() {
    if (!writer) return;
    writer.reset();
    const TrafficLogSize size = store.size();
    if (size.records == 0 && size.leftOutRecords == 0) QFile::remove(file);
  }

  /// A file open for reading, for as long as one call needs it.
  std::unique_ptr<QFile> takeReader();
  void giveBack(std::unique_ptr<QFile> reader);

  QString file;
  TrafficFileHeader header;
  TrafficStore store;
  QLockFile lock;
  std::unique_ptr<TrafficWriter> writer;

 private:
  std::mutex m_readersMutex;
  std::vector<std::unique_ptr<QFile>> m_readers;
};

std::unique_ptr<QFile> TrafficLog::Private::takeReader() {
  {
    const std::lock_guard guard(m_readersMutex);
    if (!m_readers.empty()) {
      auto reader = std::move(m_readers.back());
      m_readers.pop_back();
      return reader;
    }
  }
  auto reader = std::make_unique<QFile>(file);
  reader->open(QIODevice::ReadOnly | QIODevice::Unbuffered);
  return reader;
}

void TrafficLog::Private::giveBack(std::unique_ptr<QFile> reader) {
  if (!reader->isOpen()) return;
  const std::lock_guard guard(m_readersMutex);
  m_readers.push_back(std::move(reader));
}

TrafficLog::TrafficLog(std::unique_ptr<Private> p) : d(std::move(p)) {}
TrafficLog::~TrafficLog() = default;

Result<std::shared_ptr<TrafficLog>> TrafficLog::create(const QString& folder, const TrafficLogOptions& options) {
  makeFolder(folder);
  const TrafficFileHeader header{.wallEpochNs = wallTimeOfZero()};
  auto p = std::make_unique<Private>(QDir(folder).filePath(newTrafficLogName()), header, options.bufferBytes);
  p->lock.tryLock();
  auto file = createTrafficFile(p->file, header);
  if (!file) return file.error();
  p->writer = std::make_unique<TrafficWriter>(p->store, std::move(file).value(), options);
  return std::shared_ptr<TrafficLog>(new TrafficLog(std::move(p)));
}

Result<std::shared_ptr<TrafficLog>> TrafficLog::open(const QString& path) {
  auto file = std::make_unique<QFile>(path);
  const auto header = readTrafficHeader(*file);
  if (!header) return header.error();
  auto p = std::make_unique<Private>(path, *header, 0);
  readTrafficIndex(*file, p->store);
  p->giveBack(std::move(file));
  return std::shared_ptr<TrafficLog>(new TrafficLog(std::move(p)));
}

void TrafficLog::append(TimePoint at, ConnectionId connection, TrafficDirection direction, const IpEndpoint& peer,
                        std::span<const std::byte> payload) {
  TrafficRecordView record{.at = at, .connection = connection, .direction = direction, .peer = peer, .payload = {}};
  do {
    record.payload = payload.first(std::min(payload.size(), kTrafficPayloadLimit));
    payload = payload.subspan(record.payload.size());
    d->store.append(record);
  } while (!payload.empty());
}

TrafficLogSize TrafficLog::size() const {
  return d->store.size();
}

std::vector<TrafficRecord> TrafficLog::read(std::uint64_t first, std::size_t count) const {
  std::vector<TrafficRecord> records;
  visit(first, count, [&](std::uint64_t, const TrafficRecordView& record) {
    records.push_back({.at = record.at,
                       .connection = record.connection,
                       .direction = record.direction,
                       .peer = record.peer,
                       .payload = {record.payload.begin(), record.payload.end()}});
    return true;
  });
  return records;
}

std::uint64_t TrafficLog::visit(std::uint64_t first, std::uint64_t count, const Visitor& visitor) const {
  const TrafficStore::Place place = d->store.locate(first);
  if (first >= place.records) return first;
  TrafficWalk walk(place.record, first, std::min(count, place.records - first), visitor);
  if (place.offset < place.fileEnd) {
    auto reader = d->takeReader();
    walk.throughFile(*reader, place.offset, place.fileEnd);
    d->giveBack(std::move(reader));
  }
  for (const TrafficPart& part : place.parts)
    if (!walk.done()) walk.through(part.bytes());
  return std::max(first, walk.number());
}

std::int64_t TrafficLog::wallEpochNs() const {
  return d->header.wallEpochNs;
}

QString TrafficLog::file() const {
  return d->file;
}

void TrafficLog::flush() {
  d->store.flush();
}

}  // namespace synscope
