#pragma once

#include "core/engine/throughput/ack_clock.h"

#include <QObject>
#include <QSocketNotifier>
#include <QTimer>

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <vector>

namespace synscope {

/// Times round trips on the control connection before the test, without a word more than the test says anyway: the
/// greeting's first bytes leave one by one, each when the one before is acknowledged, and the kernel stamps both. The
/// server sees its greeting come in pieces, which it may on any TCP connection, and no other connection. Linux peers
/// acknowledge the first segments of a connection at once; see loadedLatencyOf() for those that do not.
class IdleProbe : public QObject {
  Q_OBJECT

 public:
  struct Handlers {
    /// @param at When the write was made.
    std::function<void(TimePoint at, Duration time)> sampled;
    /// Once, from the event loop: enough, or the server has spoken first, or nothing comes back.
    std::function<void()> done;
  };

  /// @param fd A connected socket; not owned, nobody else may read or write it meanwhile.
  IdleProbe(qintptr fd, std::span<const std::byte> greeting, Handlers handlers, QObject* parent = nullptr);

  void start();
  /// Bytes of the greeting that are on their way.
  std::size_t sent() const { return m_sent; }

 private:
  void sendNext();
  void onReadable();
  void end();

  const qintptr m_fd;
  const std::vector<std::byte> m_greeting;
  const Handlers m_handlers;
  std::optional<AckClock> m_clock;  ///< Until the end.
  QSocketNotifier m_reading;
  QTimer m_next, m_patience;
  std::size_t m_sent = 0;
  TimePoint m_sentAt;
  bool m_underWay = false, m_ended = false;
};

}  // namespace synscope
