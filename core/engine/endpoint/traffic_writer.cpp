#include "core/engine/endpoint/traffic_writer.h"

#include "core/engine/endpoint/traffic_folder.h"

#include <QFileInfo>

#include <algorithm>
#include <cerrno>
#include <filesystem>

namespace synscope {
namespace {

constexpr std::uint64_t kAskAgainAfter = std::uint64_t{16} << 20U;
constexpr std::uint64_t kMostToKeepFree = std::uint64_t{1} << 30U;

Error writeError(const QFile& file, int osCode) {
  const bool full = file.error() == QFileDevice::ResourceError;
  return {.code = full ? ErrorCode::kDiskFull : ErrorCode::kFileUnwritable,
          .operation = "write-log",
          .subject = file.fileName().toStdString(),
          .osCode = full ? ENOSPC : osCode};
}

Error keepsFree(const QFile& file) {
  return {.code = ErrorCode::kDiskFull, .operation = "keep-free", .subject = file.fileName().toStdString()};
}

}  // namespace

TrafficWriter::TrafficWriter(TrafficStore& store, std::unique_ptr<QFile> file, const TrafficLogOptions& options)
    : m_store(store), m_file(std::move(file)), m_options(options), m_thread([this] { run(); }) {}

TrafficWriter::~TrafficWriter() {
  m_store.stop();
  m_thread.join();
}

void TrafficWriter::run() {
  pruneTrafficLogs(QFileInfo(m_file->fileName()).absolutePath());
  while (m_store.waitForWork())
    writeAll();
  writeAll();
}

void TrafficWriter::writeAll() {
  for (TrafficPart part = m_store.unwritten(); !part.empty(); part = m_store.unwritten())
    if (!write(part)) return;
}

bool TrafficWriter::write(const TrafficPart& part) {
  const auto bytes = part.bytes();
  if (!hasRoom(bytes.size())) {
    m_store.cannotWrite(keepsFree(*m_file));
    return false;
  }
  const bool placed = m_file->seek(static_cast<qint64>(part.chunk->offset + part.from));
  const qint64 written =
      placed ? m_file->write(reinterpret_cast<const char*>(bytes.data()), static_cast<qint64>(bytes.size())) : -1;
  if (written <= 0) {
    m_store.cannotWrite(writeError(*m_file, errno));
    m_roomLeft = 0;
    return false;
  }
  m_store.wrote(static_cast<std::size_t>(written));
  m_roomLeft -= std::min(m_roomLeft, static_cast<std::uint64_t>(written));
  return true;
}

bool TrafficWriter::hasRoom(std::size_t bytes) {
  if (m_roomLeft >= bytes) return true;
  std::error_code failed;
  const auto disk = std::filesystem::space(m_file->filesystemFileName(), failed);
  if (failed) return true;  // Then the write itself says what is wrong.
  const std::uint64_t keepFree =
      m_options.keepFreeBytes.value_or(std::min<std::uint64_t>(disk.capacity / 20, kMostToKeepFree));
  if (disk.available < keepFree + bytes) return false;
  m_roomLeft = std::min<std::uint64_t>(disk.available - keepFree, std::max<std::uint64_t>(kAskAgainAfter, bytes));
  return true;
}

}  // namespace synscope
