#include "core/engine/endpoint/traffic_file.h"

#include <algorithm>
#include <cerrno>

namespace synscope {
namespace {

constexpr std::size_t kPieceBytes = std::size_t{1} << 20U;

Error fileError(ErrorCode code, const QFile& file, int osCode) {
  return {.code = code, .operation = "open-log", .subject = file.fileName().toStdString(), .osCode = osCode};
}

std::span<const std::byte> bytesOf(const QByteArray& bytes) {
  return std::as_bytes(std::span(bytes.constData(), static_cast<std::size_t>(bytes.size())));
}

/// Returns how many bytes of the front were whole entries; `wanted` becomes what the next one needs.
std::size_t indexPiece(std::span<const std::byte> bytes, std::uint64_t offset, TrafficStore& store,
                       std::size_t& wanted) {
  std::size_t passed = 0;
  while (true) {
    const TrafficEntry entry = decodeTrafficEntry(bytes.subspan(passed), TrafficCheck::kVerify);
    wanted = entry.kind == TrafficEntry::Kind::kCut ? entry.length : 0;
    if (entry.kind == TrafficEntry::Kind::kCut || entry.kind == TrafficEntry::Kind::kDamaged) return passed;
    store.found(entry, offset + passed);
    passed += entry.length;
  }
}

}  // namespace

Result<std::unique_ptr<QFile>> createTrafficFile(const QString& path, const TrafficFileHeader& header) {
  auto file = std::make_unique<QFile>(path);
  const auto mode = QIODevice::WriteOnly | QIODevice::NewOnly | QIODevice::Unbuffered;
  if (!file->open(mode, QFileDevice::ReadOwner | QFileDevice::WriteOwner))
    return fileError(ErrorCode::kFileUnwritable, *file, errno);
  const auto bytes = encodeTrafficHeader(header);
  if (file->write(reinterpret_cast<const char*>(bytes.data()), bytes.size()) != static_cast<qint64>(bytes.size())) {
    const Error error = fileError(ErrorCode::kFileUnwritable, *file, errno);
    file->remove();
    return error;
  }
  return file;
}

Result<TrafficFileHeader> readTrafficHeader(QFile& file) {
  if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
    return fileError(ErrorCode::kFileUnreadable, file, errno);
  const auto header = decodeTrafficHeader(bytesOf(file.read(kTrafficHeaderBytes)));
  if (!header) return fileError(ErrorCode::kFileUnreadable, file, 0);
  return *header;
}

void readTrafficIndex(QFile& file, TrafficStore& store) {
  std::uint64_t offset = kTrafficHeaderBytes;
  std::size_t piece = kPieceBytes;
  while (file.seek(static_cast<qint64>(offset))) {
    const QByteArray bytes = file.read(static_cast<qint64>(piece));
    std::size_t wanted = 0;
    const std::size_t passed = indexPiece(bytesOf(bytes), offset, store, wanted);
    offset += passed;
    const bool last = static_cast<std::size_t>(bytes.size()) < piece;
    if (wanted == 0 || (passed == 0 && last)) break;
    piece = std::max(wanted, kPieceBytes);
  }
  const auto size = static_cast<std::uint64_t>(file.size());
  store.endsAt(offset, size > offset ? size - offset : 0);
}

}  // namespace synscope
