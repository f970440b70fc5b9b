#pragma once

#include "core/engine/endpoint/transport.h"

#include <QElapsedTimer>
#include <QFile>
#include <QObject>

#include <map>
#include <memory>
#include <vector>

namespace synscope {

/// Sends one file to some connections, each at its own speed: a piece is read when the one before it has been taken, so
/// that the file is never held in memory.
class FileSender : public QObject {
  Q_OBJECT

 public:
  FileSender(const QString& path, std::vector<ConnectionId> to, Transport& transport, QObject* parent = nullptr);

  /// Error kFileUnreadable. progressed() and done() follow, done() for an empty file too.
  std::optional<Error> start();
  void onDrained(ConnectionId connection);
  void onGone(ConnectionId connection);

 Q_SIGNALS:
  /// Bytes accepted by the kernel or its queue, over all receivers. At most twenty times a second, and at the end.
  void progressed(quint64 sent, quint64 total);
  void done();
  void failed(const synscope::Error& error);

 private:
  void sendNext(ConnectionId to);
  void finish(ConnectionId connection);
  void tellProgress(bool last);

  QFile m_file;
  Transport& m_transport;
  std::vector<ConnectionId> m_to;
  std::map<ConnectionId, quint64> m_offsets;  ///< Of who has not got everything yet.
  std::vector<char> m_piece;
  quint64 m_size = 0;
  quint64 m_sent = 0;
  quint64 m_total = 0;
  QElapsedTimer m_told;
};

}  // namespace synscope
