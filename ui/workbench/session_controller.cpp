#include "ui/workbench/session_controller.h"

#include "core/engine/base/net_thread.h"
#include "core/engine/endpoint/endpoint_session.h"
#include "core/engine/endpoint/traffic_folder.h"
#include "core/engine/endpoint/traffic_log.h"

namespace synscope {
namespace {

std::shared_ptr<TrafficLog> newLog() {
  auto log = TrafficLog::create(trafficLogFolder());
  return log ? std::move(log).value() : nullptr;
}

}  // namespace

SessionController::SessionController(NetThread& thread, const EndpointSettings& settings, QObject* parent)
    : SessionSource(parent),
      m_thread(thread),
      m_settings(settings),
      m_log(newLog()),
      m_session(new EndpointSession(settings, m_log)) {
  thread.adopt(m_session);
  connectSession();
  tell([](EndpointSession& session) { session.start(); });
}

SessionController::~SessionController() {
  disconnect(m_session, nullptr, this, nullptr);
  tell([](EndpointSession& session) { session.cancel(); });
  m_session->deleteLater();
  if (m_watch != nullptr) m_watch->deleteLater();
}

/// Precondition of every command: the session lives in a running net thread.
template <typename Command>
void SessionController::tell(Command command) {
  QMetaObject::invokeMethod(
      m_session, [session = m_session, command = std::move(command)] { command(*session); }, Qt::QueuedConnection);
}

void SessionController::connectSession() {
  connect(m_session, &EndpointSession::opened, this, [this](const IpEndpoint& local) {
    m_status.local = local;
    if (m_settings.kind == EndpointKind::kTcpServer) watchListener(local);
    setPhase(SessionPhase::kOpen);
  });
  connect(m_session, &EndpointSession::attempted, this,
          [this](ConnectionId, const Attempt& attempt) { m_status.attempted = attempt; });
  connect(m_session, &EndpointSession::connected, this, [this](const ConnectionRow& row) {
    m_status.failure.reset();
    if (m_settings.kind == EndpointKind::kTcpClient) m_status.local = row.local;
    setPhase(SessionPhase::kOpen);
  });
  connect(m_session, &EndpointSession::reconnecting, this, [this](Duration wait, int attempt) {
    m_status.pause = wait;
    m_status.attempt = attempt;
    setPhase(SessionPhase::kWaiting);
  });
  connect(m_session, &EndpointSession::failed, this, &SessionController::onFailed);
  connect(m_session, &EndpointSession::sendingProgressed, this, &SessionController::sendingProgressed);
  connect(m_session, &EndpointSession::sendingDone, this, &SessionController::sendingDone);
  connect(m_session, &Job::ended, this, [this] {
    setShown(false);
    setPhase(SessionPhase::kEnded);
  });
}

void SessionController::watchListener(const IpEndpoint& local) {
  if (m_watch != nullptr) return;
  m_watch = new ListenerWatch(local);
  connect(m_watch, &ListenerWatch::reported, this, [this](const ListenerReport& report) { m_listener = report; });
  m_thread.adopt(m_watch);
  QMetaObject::invokeMethod(m_watch, [watch = m_watch, shown = m_shown] { watch->setRunning(shown); });
}

void SessionController::setShown(bool shown) {
  if (shown == m_shown || (shown && m_status.phase == SessionPhase::kEnded)) return;
  m_shown = shown;
  if (m_watch == nullptr) return;
  QMetaObject::invokeMethod(m_watch, [watch = m_watch, shown] { watch->setRunning(shown); });
}

void SessionController::setPhase(SessionPhase phase) {
  m_status.phase = phase;
  Q_EMIT changed();
}

/// A client is its one connection: what fails there fails the session.
void SessionController::onFailed(ConnectionId connection, const Error& error) {
  if (connection != 0 && m_settings.kind != EndpointKind::kTcpClient) return Q_EMIT failed(connection, error);
  m_status.failure = error;
  Q_EMIT changed();
}

std::shared_ptr<const ConnectionTable> SessionController::table() const {
  return m_session->table();
}

SessionCounters SessionController::counters() const {
  return m_session->counters();
}

std::shared_ptr<const TlsSession> SessionController::tlsSession(ConnectionId connection) const {
  return m_session->tlsSession(connection);
}

std::shared_ptr<const ConnectionLife> SessionController::life(ConnectionId connection) const {
  return m_session->life(connection);
}

void SessionController::send(const QByteArray& bytes, const std::vector<ConnectionId>& to) {
  tell([bytes, to](EndpointSession& session) { session.send(bytes, to); });
}

void SessionController::sendFile(const QString& path, const std::vector<ConnectionId>& to) {
  tell([path, to](EndpointSession& session) { session.sendFile(path, to); });
}

void SessionController::startSending(const std::vector<QByteArray>& messages, const SendSchedule::Plan& plan,
                                     const std::vector<ConnectionId>& to) {
  tell([messages, plan, to](EndpointSession& session) { session.startSending(messages, plan, to); });
}

void SessionController::stopSending() {
  tell([](EndpointSession& session) { session.stopSending(); });
}

void SessionController::setAutoReply(const std::vector<AutoReplyRule>& rules) {
  tell([rules](EndpointSession& session) { session.setAutoReply(rules); });
}

void SessionController::closeConnection(ConnectionId connection, CloseMode mode) {
  tell([connection, mode](EndpointSession& session) { session.closeConnection(connection, mode); });
}

void SessionController::setWatched(ConnectionId connection) {
  tell([connection](EndpointSession& session) { session.setWatched(connection); });
}

void SessionController::close() {
  tell([](EndpointSession& session) { session.cancel(); });
}

}  // namespace synscope
