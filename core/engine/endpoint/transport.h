#pragma once

#include "core/logic/base/error.h"
#include "core/logic/endpoint/connection_row.h"
#include "core/logic/endpoint/endpoint_settings.h"
#include "core/logic/endpoint/tls_session.h"
#include "core/logic/reach/attempt.h"

#include <QObject>

#include <cstddef>
#include <optional>
#include <span>

namespace synscope {

/// Who hears what a transport sees. Called in the session's thread, from inside its event loop only.
class TransportListener {
 public:
  virtual ~TransportListener() = default;

  /// The socket is there: listening, bound or connecting; `local` has the port that was picked.
  virtual void onOpened(const IpEndpoint& local) = 0;
  /// A connection is being made, or was accepted and its TLS handshake has begun: onConnected() or onDisconnected()
  /// follows. Not told where there is nothing to wait for.
  virtual void onConnecting(ConnectionId, const IpEndpoint& /*peer*/, bool /*outgoing*/) {}
  /// What one connecting call brought, good or bad.
  virtual void onAttempted(ConnectionId, const Attempt&) {}
  virtual void onConnected(ConnectionId connection, const IpEndpoint& local, const IpEndpoint& peer, bool outgoing) = 0;
  /// @param at When the read returned.
  virtual void onReceived(ConnectionId from, TimePoint at, std::span<const std::byte> bytes) = 0;
  /// What a TLS handshake agreed on, before onConnected(); also where the certificate ends it.
  virtual void onSecured(ConnectionId, const TlsSession&) {}
  /// The kernel took `bytes` at `at`. Nothing may be sent from inside this call.
  virtual void onSent(ConnectionId to, TimePoint at, std::span<const std::byte> bytes) = 0;
  virtual void onDrained(ConnectionId connection) = 0;
  virtual void onEndOfInput(ConnectionId connection) = 0;
  /// Our descriptor is closed, or a connection could not be made; the id is not used again.
  virtual void onDisconnected(ConnectionId connection) = 0;
  /// 0: the transport as a whole, which is then over unless onClosed() has not come.
  virtual void onFailed(ConnectionId connection, const Error& error) = 0;
  /// A peer that we turned away: over settings.maxClients.
  virtual void onRefused(const IpEndpoint& /*peer*/) {}
  /// A client will try again after `wait`; the n-th time in a row.
  virtual void onReconnecting(Duration /*wait*/, int /*attempt*/) {}
  /// Nothing is open any more; no further call follows.
  virtual void onClosed() = 0;
};

/// The sockets of a session: a TCP client, a TCP server, or a UDP socket. Everything else (roles, log, table, schedule)
/// is the session's.
class Transport : public QObject {
  Q_OBJECT

 public:
  using QObject::QObject;

  virtual void open() = 0;
  /// Ends everything by `mode`; onClosed() follows.
  virtual void shutDown(CloseMode mode) = 0;

  /// Sends to a TCP connection or UDP peer. Returns false where nothing was accepted: unknown, closed, or the limit of
  /// queued bytes reached.
  virtual bool send(ConnectionId to, std::span<const std::byte> bytes) = 0;
  virtual std::size_t queued(ConnectionId connection) const = 0;
  virtual void pauseReading(ConnectionId connection, bool paused) = 0;
  virtual void close(ConnectionId connection, CloseMode mode) = 0;
  /// See RoleHost::connectOut(). 0 where this transport cannot.
  virtual ConnectionId connectOut(const IpEndpoint& target) = 0;

  /// What a file is cut into; large for streams, to keep the kernel's buffer full from one turn of the event loop to
  /// the next.
  virtual std::size_t filePiece() const { return std::size_t{1024} * 1024; }
  virtual DatagramCounters datagramCounters() const { return {}; }
};

}  // namespace synscope
