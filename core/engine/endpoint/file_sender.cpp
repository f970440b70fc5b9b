#include "core/engine/endpoint/file_sender.h"

#include <utility>

namespace synscope {
namespace {

constexpr qint64 kTellEveryMs = 50;

}  // namespace

FileSender::FileSender(const QString& path, std::vector<ConnectionId> to, Transport& transport, QObject* parent)
    : QObject(parent), m_file(path), m_transport(transport), m_to(std::move(to)), m_piece(transport.filePiece()) {}

std::optional<Error> FileSender::start() {
  if (!m_file.open(QIODevice::ReadOnly | QIODevice::Unbuffered) || m_file.isSequential())
    return Error{ErrorCode::kFileUnreadable, "send-file", m_file.fileName().toStdString(), 0};
  m_size = static_cast<quint64>(m_file.size());
  m_total = m_size * m_to.size();
  for (const ConnectionId id : m_to)
    m_offsets.emplace(id, 0);
  m_told.start();
  if (m_to.empty() || m_size == 0)
    QMetaObject::invokeMethod(this, &FileSender::done, Qt::QueuedConnection);
  else
    for (const ConnectionId id : std::as_const(m_to))
      sendNext(id);
  return std::nullopt;
}

void FileSender::onDrained(ConnectionId connection) {
  if (m_offsets.contains(connection)) sendNext(connection);
}

void FileSender::onGone(ConnectionId connection) {
  if (m_offsets.contains(connection)) finish(connection);
}

/// One piece; the next when onDrained() tells that it has been taken. A file that has become shorter ends earlier.
void FileSender::sendNext(ConnectionId to) {
  const quint64 offset = m_offsets[to];
  if (offset >= m_size) return finish(to);
  if (!m_file.seek(static_cast<qint64>(offset))) return finish(to);
  const qint64 got = m_file.read(m_piece.data(), static_cast<qint64>(m_piece.size()));
  if (got < 0) Q_EMIT failed({ErrorCode::kFileUnreadable, "send-file", m_file.fileName().toStdString(), 0});
  if (got <= 0) return finish(to);
  const auto bytes = std::as_bytes(std::span(m_piece.data(), static_cast<std::size_t>(got)));
  if (!m_transport.send(to, bytes)) {
    if (m_transport.queued(to) == 0) finish(to);
    return;
  }
  m_offsets[to] = offset + bytes.size();
  m_sent += bytes.size();
  tellProgress(false);
}

void FileSender::finish(ConnectionId connection) {
  m_offsets.erase(connection);
  if (!m_offsets.empty()) return;
  tellProgress(true);
  QMetaObject::invokeMethod(this, &FileSender::done, Qt::QueuedConnection);
}

void FileSender::tellProgress(bool last) {
  if (!last && m_told.elapsed() < kTellEveryMs) return;
  m_told.restart();
  Q_EMIT progressed(m_sent, m_total);
}

}  // namespace synscope
