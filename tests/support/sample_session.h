#pragma once

#include "ui/workbench/session_source.h"

namespace synscope {

/// A session without sockets: shows the values it is given and notes the commands it gets.
class SampleSession : public SessionSource {
  Q_OBJECT

 public:
  explicit SampleSession(EndpointSettings settings);

  const EndpointSettings& settings() const override { return m_settings; }
  SessionStatus status() const override { return m_status; }
  std::shared_ptr<const ConnectionTable> table() const override { return m_table; }
  SessionCounters counters() const override { return m_counters; }
  std::shared_ptr<const ConnectionLife> life(ConnectionId) const override { return m_life; }
  std::shared_ptr<const TlsSession> tlsSession(ConnectionId) const override { return m_tls; }
  std::optional<ListenerReport> listener() const override { return m_listener; }
  std::shared_ptr<TrafficLog> log() const override { return m_log; }

  void send(const QByteArray& bytes, const std::vector<ConnectionId>& to) override;
  void sendFile(const QString& path, const std::vector<ConnectionId>& to) override;
  void startSending(const std::vector<QByteArray>& messages, const SendSchedule::Plan& plan,
                    const std::vector<ConnectionId>& to) override;
  void stopSending() override;
  void setAutoReply(const std::vector<AutoReplyRule>& rules) override { autoReply = rules; }
  void closeConnection(ConnectionId connection, CloseMode mode) override;
  void setWatched(ConnectionId connection) override { watched = connection; }
  void setShown(bool) override {}
  void close() override;

  void setLife(std::shared_ptr<const ConnectionLife> life) { m_life = std::move(life); }
  void setTls(const TlsSession& session) { m_tls = std::make_shared<TlsSession>(session); }
  void setListener(const ListenerReport& report) { m_listener = report; }
  void setLog(std::shared_ptr<TrafficLog> log) { m_log = std::move(log); }
  void setStatus(const SessionStatus& status);
  void setTable(ConnectionTable table);
  void setCounters(const SessionCounters& counters) { m_counters = counters; }

  struct Sent {
    QByteArray bytes;
    std::vector<ConnectionId> to;
  };
  std::vector<Sent> sent;
  std::vector<QByteArray> scheduled;
  SendSchedule::Plan plan;
  bool stopped = false;
  std::vector<AutoReplyRule> autoReply;
  std::vector<std::pair<ConnectionId, CloseMode>> closed;
  ConnectionId watched = 0;

 private:
  EndpointSettings m_settings;
  SessionStatus m_status;
  std::shared_ptr<const ConnectionTable> m_table = std::make_shared<ConnectionTable>();
  SessionCounters m_counters;
  std::shared_ptr<const ConnectionLife> m_life;
  std::shared_ptr<const TlsSession> m_tls;
  std::shared_ptr<TrafficLog> m_log;
  std::optional<ListenerReport> m_listener;
};

/// A table of `count` connections from 192.0.2.x, ids counting up from `first`.
ConnectionTable sampleTable(std::size_t count, ConnectionId first = 1);

std::unique_ptr<SampleSession> sampleServer(std::size_t connections = 5);
std::unique_ptr<SampleSession> sampleClient();
std::unique_ptr<SampleSession> sampleFailedClient();
std::unique_ptr<SampleSession> sampleUdp();

}  // namespace synscope
