#pragma once

#include "core/logic/reach/attempt.h"
#include "ui/workbench/session_source.h"

namespace synscope {

class EndpointSession;
class NetThread;

/// One EndpointSession in the net thread, seen from the window. Signals come queued, commands go queued, tables and
/// counters are snapshots; the session lives as long as this, so that what it knows can be read after its end.
class SessionController : public SessionSource {
  Q_OBJECT

 public:
  /// Opens the session.
  SessionController(NetThread& thread, const EndpointSettings& settings, QObject* parent = nullptr);
  /// Ends the session by its close mode; does not wait.
  ~SessionController() override;

  const EndpointSettings& settings() const override { return m_settings; }
  SessionStatus status() const override { return m_status; }
  std::shared_ptr<const ConnectionTable> table() const override;
  SessionCounters counters() const override;
  std::shared_ptr<const ConnectionLife> life(ConnectionId connection) const override;
  std::shared_ptr<const TlsSession> tlsSession(ConnectionId connection) const override;
  std::optional<ListenerReport> listener() const override { return m_listener; }
  std::shared_ptr<TrafficLog> log() const override { return m_log; }

  void send(const QByteArray& bytes, const std::vector<ConnectionId>& to) override;
  void sendFile(const QString& path, const std::vector<ConnectionId>& to) override;
  void startSending(const std::vector<QByteArray>& messages, const SendSchedule::Plan& plan,
                    const std::vector<ConnectionId>& to) override;
  void stopSending() override;
  void setAutoReply(const std::vector<AutoReplyRule>& rules) override;
  void closeConnection(ConnectionId connection, CloseMode mode) override;
  void setWatched(ConnectionId connection) override;
  void setShown(bool shown) override;
  void close() override;

 private:
  void connectSession();
  void watchListener(const IpEndpoint& local);
  void onFailed(ConnectionId connection, const Error& error);
  void setPhase(SessionPhase phase);
  template <typename Command>
  void tell(Command command);

  NetThread& m_thread;
  EndpointSettings m_settings;
  SessionStatus m_status;
  std::shared_ptr<TrafficLog> m_log;
  EndpointSession* m_session;        ///< Owned by the net thread until we let it go.
  ListenerWatch* m_watch = nullptr;  ///< Likewise.
  std::optional<ListenerReport> m_listener;
  bool m_shown = false;
};

}  // namespace synscope
