#include "core/engine/endpoint/endpoint_session.h"

#include "core/engine/endpoint/endpoint_session_p.h"

namespace synscope {

EndpointSession::EndpointSession(EndpointSettings settings, std::shared_ptr<TrafficLog> log, QObject* parent)
    : Job(parent), d(std::make_unique<Private>(this, std::move(settings), std::move(log))) {
  qRegisterMetaType<ConnectionId>("synscope::ConnectionId");
}

EndpointSession::~EndpointSession() = default;

void EndpointSession::start() {
  d->start();
}

void EndpointSession::cancel() {
  d->cancel();
}

const EndpointSettings& EndpointSession::settings() const {
  return d->m_settings;
}

std::shared_ptr<const ConnectionTable> EndpointSession::table() const {
  return d->m_table.snapshot();
}

SessionCounters EndpointSession::counters() const {
  return d->m_table.counters();
}

std::shared_ptr<const ConnectionLife> EndpointSession::life(ConnectionId connection) const {
  return d->m_life == nullptr ? nullptr : d->m_life->life(connection);
}

std::shared_ptr<const TlsSession> EndpointSession::tlsSession(ConnectionId connection) const {
  return d->m_table.tlsSession(connection);
}

std::optional<Attempt> EndpointSession::lastAttempt() const {
  return d->m_lastAttempt;
}

void EndpointSession::send(const QByteArray& bytes, const std::vector<ConnectionId>& to) {
  d->send(std::as_bytes(std::span(bytes.constData(), static_cast<std::size_t>(bytes.size()))), to);
}

void EndpointSession::sendFile(const QString& path, const std::vector<ConnectionId>& to) {
  d->sendFile(path, to);
}

void EndpointSession::startSending(const std::vector<QByteArray>& messages, const SendSchedule::Plan& plan,
                                   const std::vector<ConnectionId>& to) {
  d->m_schedule.start(messages, plan, to);
}

void EndpointSession::stopSending() {
  d->m_schedule.stop();
  d->stopFile();
}

void EndpointSession::setAutoReply(const std::vector<AutoReplyRule>& rules) {
  d->setAutoReply(rules);
}

std::size_t EndpointSession::queued(ConnectionId connection) const {
  return d->m_transport ? d->m_transport->queued(connection) : 0;
}

void EndpointSession::pauseReading(ConnectionId connection, bool paused) {
  if (d->m_transport) d->m_transport->pauseReading(connection, paused);
}

void EndpointSession::closeConnection(ConnectionId connection, CloseMode mode) {
  if (d->m_transport) d->m_transport->close(connection, mode);
}

void EndpointSession::setWatched(ConnectionId connection) {
  if (d->m_life != nullptr) d->m_life->setWatched(connection);
}

}  // namespace synscope
