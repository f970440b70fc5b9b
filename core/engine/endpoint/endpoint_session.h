#pragma once

#include "core/engine/base/job.h"
#include "core/engine/endpoint/traffic_feed.h"
#include "core/logic/base/error.h"
#include "core/logic/endpoint/connection_row.h"
#include "core/logic/endpoint/endpoint_settings.h"
#include "core/logic/timeline/timeline.h"

#include <QByteArray>

#include <memory>
#include <vector>

namespace synscope {

/// One endpoint a person opened: a TCP client, a TCP server with its connections, or a UDP peer. Lives in the net thread.
///
/// Three channels lead out of it: signals for what is rare, traffic() for bytes, table() for the list of connections.
/// Commands are slots, to be called by queued connections (QMetaObject::invokeMethod) from other threads.
class EndpointSession : public Job {
  Q_OBJECT

 public:
  explicit EndpointSession(EndpointSettings settings, QObject* parent = nullptr);
  ~EndpointSession() override;

  /// Opens the socket; opened() or failed() follows.
  void start() override;
  /// Ends everything at once: connections by settings.closeMode, then ended().
  void cancel() override;

  const EndpointSettings& settings() const;

  /// Thread-safe.
  TrafficFeed& traffic();
  /// Thread-safe snapshot.
  ConnectionTable table() const;
  /// Thread-safe copy of the life of one connection so far; empty for an unknown id.
  Timeline timeline(ConnectionId connection) const;

 public Q_SLOTS:
  /// Sends to the connections named, or to all when the list is empty. A TCP peer that does not read is given no more
  /// than 16 MiB in advance; what is beyond is refused with failed() for that connection.
  void send(const QByteArray& bytes, const std::vector<synscope::ConnectionId>& to = {});
  void closeConnection(synscope::ConnectionId connection, synscope::CloseMode mode);

 Q_SIGNALS:
  /// The socket is there: listening, bound, or connecting. `local` has the port that was picked.
  void opened(const synscope::IpEndpoint& local);
  void connected(const synscope::ConnectionRow& row);
  /// A state, call or segment was added to a connection's life.
  void lifeProgressed(synscope::ConnectionId connection);
  void disconnected(const synscope::ConnectionRow& row);
  /// Something failed; 0 where it concerns the session as a whole.
  void failed(synscope::ConnectionId connection, const synscope::Error& error);

 private:
  class Private;
  std::unique_ptr<Private> d;
};

}  // namespace synscope
