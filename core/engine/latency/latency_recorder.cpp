#include "core/engine/latency/latency_recorder.h"

#include <cerrno>

namespace synscope {
namespace {

constexpr std::size_t kMostWaiting = std::size_t{64} * 1024;
constexpr qint64 kPiece = qint64{256} * 1024;

Error fileError(ErrorCode code, const std::string& path, int osCode) {
  return {code == ErrorCode::kFileUnwritable && osCode == ENOSPC ? ErrorCode::kDiskFull : code, "record", path, osCode};
}

}  // namespace

std::optional<Error> LatencyRecorder::open(const std::string& path, const LatencyRecordingHeader& header) {
  m_file.setFileName(QString::fromStdString(path));
  if (!m_file.open(QIODevice::WriteOnly | QIODevice::Truncate | QIODevice::Unbuffered))
    return fileError(ErrorCode::kFileUnwritable, path, errno);
  m_waiting = encodeLatencyRecord(header);
  m_written = 0;
  return flush();
}

void LatencyRecorder::discard() {
  m_waiting.clear();
  m_file.close();
  m_file.remove();
}

std::optional<Error> LatencyRecorder::add(const LatencyRecord& record) {
  if (!isOpen()) return std::nullopt;
  m_waiting += encodeLatencyRecord(record);
  return m_waiting.size() < kMostWaiting ? std::nullopt : flush();
}

std::optional<Error> LatencyRecorder::flush() {
  if (!isOpen() || m_waiting.empty()) return std::nullopt;
  const auto size = static_cast<qint64>(m_waiting.size());
  const bool written = m_file.write(m_waiting.data(), size) == size;
  const int osCode = errno;
  m_waiting.clear();
  m_written += static_cast<std::uint64_t>(size);
  if (written) return std::nullopt;
  m_file.close();
  return fileError(ErrorCode::kFileUnwritable, m_file.fileName().toStdString(), osCode);
}

std::optional<Error> LatencyRecorder::close() {
  if (!isOpen()) return std::nullopt;
  m_waiting += encodeLatencyRecord(LatencyRecordingEnd{});
  auto error = flush();
  m_file.close();
  return error;
}

std::optional<Error> replayLatencyFile(const std::string& path, LatencyReplay& replay) {
  QFile file(QString::fromStdString(path));
  if (!file.open(QIODevice::ReadOnly)) return fileError(ErrorCode::kFileUnreadable, path, errno);
  while (true) {
    const QByteArray piece = file.read(kPiece);
    if (piece.isEmpty()) break;
    replay.add({piece.constData(), static_cast<std::size_t>(piece.size())});
    if (!replay.header() && replay.damaged() > 0) break;
  }
  if (file.error() != QFileDevice::NoError) return fileError(ErrorCode::kFileUnreadable, path, errno);
  replay.finish();
  if (replay.header()) return std::nullopt;
  return Error{ErrorCode::kBadRecording, "schema", path, 0};
}

}  // namespace synscope
