#pragma once

#include "core/engine/endpoint/endpoint_session.h"
#include "core/engine/endpoint/file_sender.h"
#include "core/engine/endpoint/role_dispatcher.h"
#include "core/engine/endpoint/scheduled_sender.h"
#include "core/engine/endpoint/session_role_host.h"
#include "core/engine/endpoint/session_table.h"
#include "core/engine/endpoint/transport.h"

#include <QPointer>
#include <QTimer>

namespace synscope {

class Resolver;

/// Hears the transport and passes on what it says: to the table, the log, the role, and as signals of the session.
class EndpointSession::Private : public TransportListener {
 public:
  Private(EndpointSession* owner, EndpointSettings settings, std::shared_ptr<TrafficLog> log);
  ~Private() override;

  void start();
  void cancel();
  void send(std::span<const std::byte> bytes, const std::vector<ConnectionId>& to);
  void sendOne(ConnectionId to, std::span<const std::byte> bytes);
  void sendFile(const QString& path, const std::vector<ConnectionId>& to);
  void stopFile();
  void setAutoReply(const std::vector<AutoReplyRule>& rules);
  void fail(ConnectionId connection, ErrorCode code, const char* operation);
  std::vector<ConnectionId> receivers(const std::vector<ConnectionId>& to) const;

  void onOpened(const IpEndpoint& local) override;
  void onConnecting(ConnectionId id, const IpEndpoint& peer, bool outgoing) override;
  void onAttempted(ConnectionId id, const Attempt& attempt) override;
  void onSecured(ConnectionId id, const TlsSession& session) override;
  void onConnected(ConnectionId id, const IpEndpoint& local, const IpEndpoint& peer, bool outgoing) override;
  void onReceived(ConnectionId from, TimePoint at, std::span<const std::byte> bytes) override;
  void onSent(ConnectionId to, TimePoint at, std::span<const std::byte> bytes) override;
  void onDrained(ConnectionId connection) override;
  void onEndOfInput(ConnectionId connection) override;
  void onDisconnected(ConnectionId connection) override;
  void onFailed(ConnectionId connection, const Error& error) override;
  void onRefused(const IpEndpoint& peer) override;
  void onReconnecting(Duration wait, int attempt) override;
  void onClosed() override;

  EndpointSession* q;
  EndpointSettings m_settings;
  std::shared_ptr<TrafficLog> m_log;
  SessionTable m_table;
  LifeWatch* m_life = nullptr;
  SessionRoleHost m_roleHost;
  RoleDispatcher m_role;
  std::unique_ptr<Transport> m_transport;
  std::optional<Attempt> m_lastAttempt;
  ScheduledSender m_schedule;

 private:
  void connectParts();
  void resolveForward();
  void onForwardResolved();
  void openTransport();
  void note(TrafficDirection direction, ConnectionId connection, const IpEndpoint& peer, TimePoint at,
            std::span<const std::byte> bytes);
  void publishSoon();
  void publish();
  void end();

  Resolver* m_resolver = nullptr;
  QPointer<FileSender> m_file;
  QTimer m_publishTimer;
  TimePoint m_publishedAt{};
  bool m_started = false;
  bool m_ended = false;
};

}  // namespace synscope
