#pragma once

#include "core/logic/base/error.h"
#include "core/logic/endpoint/connection_row.h"
#include "core/logic/endpoint/endpoint_settings.h"

#include <cstddef>
#include <span>

namespace synscope {

/// What a connection tells its transport. None of these may destroy the connection before the call has returned.
class StreamOwner {
 public:
  virtual ~StreamOwner() = default;

  virtual void streamReceived(ConnectionId id, TimePoint at, std::span<const std::byte> bytes) = 0;
  /// The kernel took these; nothing may be sent to the connection from here.
  virtual void streamSent(ConnectionId id, TimePoint at, std::span<const std::byte> bytes) = 0;
  /// Everything accepted has been taken. Never called from inside send().
  virtual void streamDrained(ConnectionId id) = 0;
  /// drained is due, but from inside send(): call tellDrained() from the event loop.
  virtual void streamWillDrain(ConnectionId id) = 0;
  virtual void streamEnded(ConnectionId id) = 0;
  virtual void streamFailed(ConnectionId id, const Error& error) = 0;
  /// The descriptor is closed. Last call.
  virtual void streamClosed(ConnectionId id) = 0;
};

/// One established TCP connection, in the clear or inside TLS. Invariant: its owner hears streamClosed() exactly once,
/// after a fault by itself and otherwise once close() is done.
class StreamConnection {
 public:
  virtual ~StreamConnection() = default;

  /// Begins. Returns false where the event loop has no room for it.
  virtual bool start() = 0;
  /// All or nothing; false where the queue would pass its limit or nothing may be sent any more.
  virtual bool send(std::span<const std::byte> bytes) = 0;
  virtual std::size_t queued() const = 0;
  virtual void pauseReading(bool paused) = 0;
  /// kFin and kHalf: once what is queued has gone. kFin reads what has already arrived, for unread data would turn the
  /// FIN into a reset (RFC 1122 section 4.2.2.13), unless reading is paused.
  virtual void close(CloseMode mode) = 0;
  /// At once: what is still queued is tried once and given up.
  virtual void closeNow(CloseMode mode) = 0;
  virtual void tellDrained() = 0;
};

}  // namespace synscope
