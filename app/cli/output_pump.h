#pragma once

#include "app/cli/standard_io.h"

#include <QByteArray>
#include <QObject>
#include <QSocketNotifier>

#include <deque>

namespace synscope {

/// Writes to standard output without waiting for its reader. What is not taken at once is kept and written later; who
/// hands in bytes stops doing so while isFull(), so that no more is kept than one piece from each source.
class OutputPump : public QObject {
  Q_OBJECT

 public:
  explicit OutputPump(QObject* parent = nullptr);

  void write(const QByteArray& bytes);
  /// Something is still waiting to be taken.
  bool isFull() const { return !m_waiting.empty(); }
  /// Bytes that wait.
  qsizetype waiting() const { return m_waitingBytes; }
  /// Ends standard output once everything has been taken, so that its reader sees the end of what came.
  void closeWhenDrained();

 Q_SIGNALS:
  /// Bytes have begun to wait.
  void filled();
  /// All has been taken.
  void drained();
  /// Nothing more can be written: `error` is an errno value, EPIPE where the reader went away.
  void failed(int error);

 private:
  void writeWaiting();
  void close();
  void fail(int error);
  /// Bytes taken; 0 where it would have to wait, or has failed.
  qsizetype writeNow(const QByteArray& bytes, qsizetype from);

  StandardOutput m_output;
  QSocketNotifier m_notifier;
  std::deque<QByteArray> m_waiting;
  qsizetype m_taken = 0;  ///< Of the first that waits.
  qsizetype m_waitingBytes = 0;
  bool m_closes = false;
  bool m_failed = false;  ///< Or closed.
};

}  // namespace synscope
