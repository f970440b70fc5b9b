#pragma once

#include "core/engine/base/unique_fd.h"
#include "core/logic/base/ip_endpoint.h"

#include <QByteArray>

namespace synscope::test {

/// The other end of a TCP connection, driven call by call so that a test reads like a trace: every call is the system
/// call of its name and waits, at most ten seconds. For tests of other processes; it blocks the event loop.
class NativePeer {
 public:
  NativePeer() = default;

  /// Connects to 127.0.0.1.
  static NativePeer connectTo(quint16 port);

  bool ok() const { return m_socket.valid(); }
  quint16 port() const;  ///< Ours.

  bool send(const QByteArray& bytes);
  /// Exactly `count` bytes, fewer only where the stream ended, was cut off or is silent.
  QByteArray read(qsizetype count);
  /// Everything up to the peer's FIN; `*cut` is set where a reset or silence came instead.
  QByteArray readAll(bool* cut = nullptr);
  void shutdownWrite();
  void close() { m_socket.reset(); }
  void reset();
  /// Sends as much as is taken until nothing has been for half a second. Returns how many bytes that were.
  qsizetype flood();

 private:
  friend class NativeListener;
  explicit NativePeer(UniqueFd socket);

  UniqueFd m_socket;
};

/// A listening socket on a free port of 127.0.0.1.
class NativeListener {
 public:
  NativeListener();

  quint16 port() const { return m_endpoint.port; }
  NativePeer accept();

 private:
  UniqueFd m_socket;
  IpEndpoint m_endpoint;
};

}  // namespace synscope::test
