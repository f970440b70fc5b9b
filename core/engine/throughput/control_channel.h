#pragma once

#include "core/engine/base/unique_fd.h"
#include "core/logic/base/byte_writer.h"

#include <QObject>
#include <QSocketNotifier>

#include <functional>
#include <span>

namespace synscope {

/// The control connection of a test: bytes in both directions, without Nagle's delay. Invariant: after close() nothing
/// is called any more; what waits to be read is bounded by the kernel.
class ControlChannel : public QObject {
  Q_OBJECT

 public:
  struct Handlers {
    std::function<void(std::span<const std::byte>)> received;
    std::function<void()> closed;  ///< By the peer, or broken.
  };

  /// @param fd A connected, non-blocking socket.
  ControlChannel(UniqueFd fd, Handlers handlers, QObject* parent = nullptr);

  /// What the kernel does not take at once waits here.
  void send(std::span<const std::byte> bytes);
  /// Closes; what waits is given up.
  void close();
  bool open() const { return m_fd.valid(); }
  qintptr fd() const { return m_fd.get(); }

 private:
  void onReadable();
  void onWritable();
  void lose();

  Handlers m_handlers;
  UniqueFd m_fd;
  Bytes m_waiting;
  QSocketNotifier m_reading, m_writing;
};

}  // namespace synscope
