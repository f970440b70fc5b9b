#pragma once

#include <QObject>

#include <memory>

namespace synscope {

/// What a socket is ready for.
struct Readiness {
  bool readable = false;
  bool writable = false;
  bool broken = false;  ///< An error is pending, or both directions have ended.
};

class WatchedSocket {
 public:
  virtual ~WatchedSocket() = default;
  virtual void onReady(Readiness ready) = 0;
};

/// Tells the sockets of one session when they are ready, from the event loop of its thread. The cost of an event does
/// not grow with the number of sockets (Linux: epoll(7) behind a single QSocketNotifier; Qt's own poll(2) looks at
/// every socket each time). Level-triggered: what is not dealt with is told again.
class SocketWatch : public QObject {
  Q_OBJECT

 public:
  explicit SocketWatch(QObject* parent = nullptr);
  ~SocketWatch() override;

  /// False where the system had no descriptor left for it.
  bool valid() const;
  /// Watches a socket, or changes what it is watched for; with neither, for errors only, where the system can.
  /// Returns false where it could not be added.
  bool watch(qintptr fd, WatchedSocket& who, bool reading, bool writing);
  /// Must come before the socket is closed.
  void forget(qintptr fd);

 private:
  class Private;
  std::unique_ptr<Private> d;
};

}  // namespace synscope
