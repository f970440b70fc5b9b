#pragma once

#include <QThread>

namespace synscope {

/// The thread that owns every interactive socket, resolver, probe and timer. Objects are moved to it before they start;
/// they answer by queued signals that carry values.
/// Invariant: when the destructor returns the thread has ended and every object given to adopt() is deleted.
class NetThread {
 public:
  NetThread();
  ~NetThread();
  NetThread(const NetThread&) = delete;
  NetThread& operator=(const NetThread&) = delete;

  /// Moves a parentless object to the thread; it is deleted there, with the thread at the latest.
  void adopt(QObject* object);

 private:
  QThread m_thread;
};

}  // namespace synscope
