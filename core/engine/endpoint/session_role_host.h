#pragma once

#include "core/engine/endpoint/host_targets.h"
#include "core/engine/endpoint/session_table.h"
#include "core/logic/endpoint/server_role.h"

#include <QFile>
#include <QObject>
#include <QTimer>

namespace synscope {

/// What a session does for the role it plays: passes on what the role asks of the transport, keeps its timer and its
/// file, and knows the addresses it forwards to.
class SessionRoleHost : public QObject, public RoleHost {
  Q_OBJECT

 public:
  SessionRoleHost(const EndpointSettings& settings, SessionTable& table, QObject* parent = nullptr);

  void setTransport(Transport* transport) { m_transport = transport; }
  /// Where connectOut() leads; at the next address once one has failed.
  void setForwardTargets(std::deque<IpEndpoint> targets) { m_targets = std::move(targets); }
  void noteForwardFailed();

  void send(ConnectionId to, std::span<const std::byte> bytes) override;
  std::size_t queued(ConnectionId connection) const override;
  void pauseReading(ConnectionId connection, bool paused) override;
  void close(ConnectionId connection, CloseMode mode) override;
  ConnectionId connectOut(ConnectionId onBehalfOf) override;
  void setPartner(ConnectionId connection, ConnectionId partner) override;
  void wakeAt(TimePoint at) override;
  TimePoint now() const override;
  std::string daytime() const override;
  std::string date() const override;
  std::string time() const override;
  std::vector<std::byte> readFile(std::uint64_t offset, std::size_t most) override;

 Q_SIGNALS:
  void timeIsUp();
  /// More than the bounded queue of that connection takes; told once a second at most.
  void notAccepted(synscope::ConnectionId connection);

 private:
  SessionTable& m_table;
  Transport* m_transport = nullptr;
  std::deque<IpEndpoint> m_targets;
  QTimer m_timer;
  std::optional<TimePoint> m_notAcceptedAt;
  QFile m_file;
};

}  // namespace synscope
