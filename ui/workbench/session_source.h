#pragma once

#include "core/engine/kernel/listener_watch.h"
#include "core/logic/base/error.h"
#include "core/logic/endpoint/connection_life.h"
#include "core/logic/endpoint/connection_row.h"
#include "core/logic/endpoint/endpoint_settings.h"
#include "core/logic/endpoint/send_schedule.h"
#include "core/logic/endpoint/tls_session.h"
#include "core/logic/reach/attempt.h"

#include <QByteArray>
#include <QObject>
#include <QString>

#include <memory>
#include <optional>
#include <vector>

namespace synscope {

class TrafficLog;

enum class SessionPhase { kOpening, kOpen, kWaiting, kEnded };

/// How a session as a whole is.
struct SessionStatus {
  SessionPhase phase = SessionPhase::kOpening;
  std::optional<IpEndpoint> local;   ///< With the port that was picked.
  std::optional<Error> failure;      ///< What failed last and was not made good since.
  std::optional<Attempt> attempted;  ///< What the latest connecting call brought.
  std::optional<Duration> pause;     ///< kWaiting: before the next try.
  int attempt = 0;                   ///< kWaiting: how many in a row.
};

/// One session as the window sees it: values out, commands in. Lives in the GUI thread.
class SessionSource : public QObject {
  Q_OBJECT

 public:
  using QObject::QObject;

  virtual const EndpointSettings& settings() const = 0;
  virtual SessionStatus status() const = 0;
  /// Never nullptr.
  virtual std::shared_ptr<const ConnectionTable> table() const = 0;
  virtual SessionCounters counters() const = 0;
  virtual std::shared_ptr<const ConnectionLife> life(ConnectionId connection) const = 0;
  /// nullptr without TLS, and before its handshake.
  virtual std::shared_ptr<const TlsSession> tlsSession(ConnectionId connection) const = 0;
  /// nullopt for anything but a listening TCP server, and where the system does not tell.
  virtual std::optional<ListenerReport> listener() const = 0;
  /// nullptr where nothing can be logged.
  virtual std::shared_ptr<TrafficLog> log() const = 0;

  /// As in EndpointSession; an empty list means every connection.
  virtual void send(const QByteArray& bytes, const std::vector<ConnectionId>& to) = 0;
  virtual void sendFile(const QString& path, const std::vector<ConnectionId>& to) = 0;
  virtual void startSending(const std::vector<QByteArray>& messages, const SendSchedule::Plan& plan,
                            const std::vector<ConnectionId>& to) = 0;
  virtual void stopSending() = 0;
  virtual void setAutoReply(const std::vector<AutoReplyRule>& rules) = 0;
  virtual void closeConnection(ConnectionId connection, CloseMode mode) = 0;
  virtual void setWatched(ConnectionId connection) = 0;
  /// Whether somebody looks at this session: what has to be asked for is asked for only then.
  virtual void setShown(bool shown) = 0;
  /// Ends everything; the values stay.
  virtual void close() = 0;

 Q_SIGNALS:
  /// status() is another.
  void changed();
  /// Concerns one connection, or 0 the session.
  void failed(synscope::ConnectionId connection, const synscope::Error& error);
  void sendingProgressed(quint64 sent, quint64 total);
  void sendingDone();
};

}  // namespace synscope
