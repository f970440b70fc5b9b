#pragma once

#include "core/engine/base/job.h"
#include "core/logic/base/error.h"
#include "core/logic/endpoint/connection_life.h"
#include "core/logic/endpoint/connection_row.h"
#include "core/logic/endpoint/endpoint_settings.h"
#include "core/logic/endpoint/send_schedule.h"
#include "core/logic/endpoint/tls_session.h"
#include "core/logic/reach/attempt.h"

#include <QByteArray>
#include <QString>

#include <memory>
#include <optional>
#include <vector>

namespace synscope {

class TrafficLog;

/// One endpoint a person opened: a TCP client, a TCP server with its connections, or a UDP peer. Lives in one thread.
///
/// Out of it lead: signals for what is rare, the TrafficLog for bytes, snapshots (table, life, counters) for views.
/// Commands are slots: from another thread use QMetaObject::invokeMethod() with a lambda.
class EndpointSession : public Job {
  Q_OBJECT

 public:
  /// @param log Where every byte is noted; nullptr: nowhere.
  explicit EndpointSession(EndpointSettings settings, std::shared_ptr<TrafficLog> log = nullptr,
                           QObject* parent = nullptr);
  ~EndpointSession() override;

  /// Opens the socket; opened() or failed() follows.
  void start() override;
  /// Ends everything at once: connections by settings.closeMode, then ended(). Does not wait for peers.
  void cancel() override;

  const EndpointSettings& settings() const;

  /// These are thread-safe and never wait for the session's thread. The table is renewed up to ten times a second.
  std::shared_ptr<const ConnectionTable> table() const;
  SessionCounters counters() const;
  /// nullptr for UDP, and for a connection that is unknown or long forgotten.
  std::shared_ptr<const ConnectionLife> life(ConnectionId connection) const;
  /// nullptr without TLS, before its handshake, and for a connection that is long forgotten. Thread-safe.
  std::shared_ptr<const TlsSession> tlsSession(ConnectionId connection) const;
  /// What the latest connecting call of ours brought: judge() says exactly why it failed. nullopt before the first, and
  /// for servers and UDP. In the session's thread only.
  std::optional<Attempt> lastAttempt() const;

 public Q_SLOTS:
  /// Sends to the connections named, or to all when the list is empty. A TCP peer that does not read is given no more
  /// than 16 MiB in advance; what is beyond is refused with failed() for that connection.
  void send(const QByteArray& bytes, const std::vector<synscope::ConnectionId>& to = {});
  /// Sends a file without holding it in memory; sendingProgressed() tells, then sendingDone(). One file at a time.
  void sendFile(const QString& path, const std::vector<synscope::ConnectionId>& to = {});
  /// Sends messages by a schedule until it is over or stopSending() is called. One schedule at a time.
  void startSending(const std::vector<QByteArray>& messages, const synscope::SendSchedule::Plan& plan,
                    const std::vector<synscope::ConnectionId>& to = {});
  /// Ends the schedule and the file; no sendingDone() follows.
  void stopSending();
  void setAutoReply(const std::vector<synscope::AutoReplyRule>& rules);
  /// Bytes accepted but not taken by the kernel yet. In the session's thread only.
  std::size_t queued(synscope::ConnectionId connection) const;
  void pauseReading(synscope::ConnectionId connection, bool paused);
  void closeConnection(synscope::ConnectionId connection, synscope::CloseMode mode);
  /// The connection somebody looks at is sampled every frame; 0: none.
  void setWatched(synscope::ConnectionId connection);

 Q_SIGNALS:
  /// The socket is there: listening, bound, or connecting. `local` has the port that was picked.
  void opened(const synscope::IpEndpoint& local);
  /// What a TLS handshake agreed on and the certificate shown, before connected(); also where it ends the connection.
  void secured(synscope::ConnectionId connection, const synscope::TlsSession& session);
  /// One connecting call is over, good or bad; a host with several addresses brings several.
  void attempted(synscope::ConnectionId connection, const synscope::Attempt& attempt);
  void connected(const synscope::ConnectionRow& row);
  /// For who lives in the session's thread; views read the TrafficLog.
  void received(synscope::ConnectionId connection, const QByteArray& bytes);
  void endOfInput(synscope::ConnectionId connection);
  /// The kernel has taken everything that was accepted for this connection.
  void drained(synscope::ConnectionId connection);
  /// A connection that was told with connected() is over.
  void disconnected(const synscope::ConnectionRow& row);
  /// A client that was turned away because maxClients are there already.
  void refused(const synscope::IpEndpoint& peer);
  /// A client will try again after `wait`; the n-th time in a row.
  void reconnecting(synscope::Duration wait, int attempt);
  /// Of a file: bytes, over all receivers. Of a schedule: messages, `total` 0 where it is endless.
  void sendingProgressed(quint64 sent, quint64 total);
  void sendingDone();
  /// Something failed; 0 where it concerns the session as a whole.
  void failed(synscope::ConnectionId connection, const synscope::Error& error);

 private:
  class Private;
  std::unique_ptr<Private> d;
};

}  // namespace synscope
