#pragma once

#include "core/logic/base/time.h"

#include <QtGlobal>

#include <cstdint>
#include <optional>

namespace synscope {

/// The kernel's own time from a write on a TCP connection to its acknowledgement (Linux: SO_TIMESTAMPING with
/// TX_SCHED and TX_ACK, Documentation/networking/timestamping.rst). The stamps come through the error queue, which
/// makes the socket readable. One write may be under way at a time. Invariant: a socket that is let go of stamps no
/// more writes.
class AckClock {
 public:
  /// Does not own the socket. Where the system has no such stamps, stamps() is false.
  explicit AckClock(qintptr fd);
  ~AckClock();
  Q_DISABLE_COPY_MOVE(AckClock)

  bool stamps() const { return m_stamps; }
  /// The round trip of the latest write, once its acknowledgement is here; by a clock that may be set meanwhile, see
  /// believableTime().
  std::optional<Duration> take();

 private:
  const qintptr m_fd;
  bool m_stamps = false;
  std::optional<Duration> m_sentAt;  ///< Of the system's real-time clock; only differences mean something.
  std::uint32_t m_byte = 0;          ///< The write it belongs to, by its last byte.
};

}  // namespace synscope
