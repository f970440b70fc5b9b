#include "core/engine/base/clock.h"
#include "core/engine/base/resolver.h"
#include "core/engine/endpoint/endpoint_session_p.h"
#include "core/engine/endpoint/regex_compiler.h"
#include "core/engine/endpoint/traffic_log.h"
#include "core/engine/endpoint/transport_factory.h"

#include <QMetaMethod>

#include <algorithm>
#include <utility>

namespace synscope {
namespace {

constexpr auto kPublishInterval = std::chrono::milliseconds(100);

}  // namespace

EndpointSession::Private::Private(EndpointSession* owner, EndpointSettings settings, std::shared_ptr<TrafficLog> log)
    : q(owner),
      m_settings(std::move(settings)),
      m_log(std::move(log)),
      m_life(m_settings.kind == EndpointKind::kUdp ? nullptr : new LifeWatch(owner)),
      m_roleHost(m_settings, m_table, owner),
      m_role(makeServerRole(m_settings, m_roleHost, &compileRegex)),
      m_schedule(owner),
      m_publishTimer(owner) {
  m_publishTimer.setSingleShot(true);
  connectParts();
}

EndpointSession::Private::~Private() = default;

void EndpointSession::Private::connectParts() {
  QObject::connect(&m_publishTimer, &QTimer::timeout, q, [this] { publish(); });
  QObject::connect(&m_schedule, &ScheduledSender::due, q,
                   [this](const QByteArray& message, const std::vector<ConnectionId>& to) { q->send(message, to); });
  QObject::connect(&m_schedule, &ScheduledSender::progressed, q, &EndpointSession::sendingProgressed);
  QObject::connect(&m_schedule, &ScheduledSender::done, q, &EndpointSession::sendingDone);
  QObject::connect(&m_roleHost, &SessionRoleHost::timeIsUp, q,
                   [this] { m_role.tell([now = monotonicNow()](ServerRoleMachine& role) { role.onTime(now); }); });
  QObject::connect(&m_roleHost, &SessionRoleHost::notAccepted, q,
                   [this](ConnectionId id) { fail(id, ErrorCode::kSendQueueFull, "send"); });
  if (m_life == nullptr) return;
  QObject::connect(m_life, &LifeWatch::progressed, q, [this](const std::vector<ConnectionId>& connections) {
    for (const ConnectionId id : connections) {
      if (SessionTable::Entry* entry = m_table.find(id)) m_table.touch(*entry);
    }
    publishSoon();
  });
}

void EndpointSession::Private::start() {
  if (std::exchange(m_started, true) || m_ended) return;
  if (m_settings.role == ServerRole::kForward && m_settings.kind != EndpointKind::kTcpClient)
    resolveForward();
  else
    openTransport();
}

void EndpointSession::Private::resolveForward() {
  m_resolver = new Resolver(m_settings.forwardHost, FamilyChoice::kAny, m_settings.connectTimeout, q);
  QObject::connect(m_resolver, &Job::ended, q, [this] { onForwardResolved(); });
  m_resolver->start();
}

void EndpointSession::Private::onForwardResolved() {
  if (m_ended) return;
  auto targets = targetsOf(m_resolver->result(), m_settings.forwardPort);
  std::exchange(m_resolver, nullptr)->deleteLater();
  if (!targets.ok()) {
    onFailed(0, targets.error());
    return end();
  }
  m_roleHost.setForwardTargets(std::move(targets).value());
  openTransport();
}

void EndpointSession::Private::openTransport() {
  if (m_life != nullptr) m_life->start();
  m_transport = makeTransport(m_settings, *this, m_life);
  if (!m_transport) {
    onFailed(0, {ErrorCode::kNotSupported, "open", std::string(name(m_settings.kind)), 0});
    return end();
  }
  m_roleHost.setTransport(m_transport.get());
  m_transport->open();
}

void EndpointSession::Private::cancel() {
  if (m_ended) return;
  if (m_resolver != nullptr) m_resolver->cancel();
  if (m_transport)
    m_transport->shutDown(m_settings.closeMode);
  else
    end();
}

void EndpointSession::Private::send(std::span<const std::byte> bytes, const std::vector<ConnectionId>& to) {
  for (const ConnectionId id : receivers(to))
    sendOne(id, bytes);
}

void EndpointSession::Private::sendOne(ConnectionId to, std::span<const std::byte> bytes) {
  if (m_transport && m_transport->send(to, bytes)) return publishSoon();
  const SessionTable::Entry* entry = m_table.find(to);
  const bool full = entry != nullptr && entry->row.open && m_transport && m_transport->queued(to) > 0;
  fail(to, full ? ErrorCode::kSendQueueFull : ErrorCode::kNotConnected, "send");
}

void EndpointSession::Private::sendFile(const QString& path, const std::vector<ConnectionId>& to) {
  stopFile();
  if (!m_transport) return fail(0, ErrorCode::kNotConnected, "send-file");
  m_file = new FileSender(path, receivers(to), *m_transport, q);
  QObject::connect(m_file, &FileSender::progressed, q, &EndpointSession::sendingProgressed);
  QObject::connect(m_file, &FileSender::failed, q, [this](const Error& error) { onFailed(0, error); });
  QObject::connect(m_file, &FileSender::done, q, [this] {
    stopFile();
    Q_EMIT q->sendingDone();
  });
  if (const auto error = m_file->start()) {
    stopFile();
    onFailed(0, *error);
  }
}

void EndpointSession::Private::stopFile() {
  if (!m_file) return;
  QObject::disconnect(m_file, nullptr, q, nullptr);
  m_file->deleteLater();
  m_file.clear();
}

void EndpointSession::Private::setAutoReply(const std::vector<AutoReplyRule>& rules) {
  m_settings.autoReply = rules;
  const auto error = m_role.role()->setAutoReply(rules);
  if (error) onFailed(0, *error);
}

std::vector<ConnectionId> EndpointSession::Private::receivers(const std::vector<ConnectionId>& to) const {
  return to.empty() ? m_table.connectedIds() : to;
}

void EndpointSession::Private::fail(ConnectionId connection, ErrorCode code, const char* operation) {
  const SessionTable::Entry* entry = m_table.find(connection);
  onFailed(connection, {code, operation, entry == nullptr ? std::string() : entry->row.peer.toString(), 0});
}

void EndpointSession::Private::onOpened(const IpEndpoint& local) {
  Q_EMIT q->opened(local);
}

void EndpointSession::Private::onConnecting(ConnectionId id, const IpEndpoint& peer, bool outgoing) {
  SessionTable::Entry& entry = m_table.add(id, {}, peer, outgoing, monotonicNow());
  if (m_settings.kind != EndpointKind::kUdp) entry.row.state = outgoing ? TcpState::kSynSent : TcpState::kEstablished;
  publishSoon();
}

void EndpointSession::Private::onAttempted(ConnectionId id, const Attempt& attempt) {
  m_lastAttempt = attempt;
  if (SessionTable::Entry* entry = m_table.find(id)) entry->row.local = attempt.local.value_or(IpEndpoint{});
  Q_EMIT q->attempted(id, attempt);
}

void EndpointSession::Private::onSecured(ConnectionId id, const TlsSession& session) {
  m_table.noteTlsSession(id, session);
  Q_EMIT q->secured(id, session);
}

void EndpointSession::Private::onConnected(ConnectionId id, const IpEndpoint& local, const IpEndpoint& peer,
                                           bool outgoing) {
  SessionTable::Entry* known = m_table.find(id);
  SessionTable::Entry& entry = known != nullptr ? *known : m_table.add(id, local, peer, outgoing, monotonicNow());
  if (m_settings.kind != EndpointKind::kUdp) entry.row.state = TcpState::kEstablished;
  entry.row.local = local;
  m_table.noteConnected(entry);
  publishSoon();
  const ConnectionRow row = entry.row;
  m_role.tell([row](ServerRoleMachine& role) { role.onConnected(row); });
  Q_EMIT q->connected(row);
}

void EndpointSession::Private::note(TrafficDirection direction, ConnectionId connection, const IpEndpoint& peer,
                                    TimePoint at, std::span<const std::byte> bytes) {
  if (m_log) m_log->append(at, connection, direction, peer, bytes);
}

void EndpointSession::Private::onReceived(ConnectionId from, TimePoint at, std::span<const std::byte> bytes) {
  SessionTable::Entry* entry = m_table.find(from);
  if (entry == nullptr) return;
  m_table.noteReceived(*entry, bytes.size());
  note(TrafficDirection::kIn, from, entry->row.peer, at, bytes);
  publishSoon();
  m_role.tellReceived(from, bytes);
  static const QMetaMethod kReceived = QMetaMethod::fromSignal(&EndpointSession::received);
  if (!q->isSignalConnected(kReceived)) return;
  Q_EMIT q->received(from, QByteArray(reinterpret_cast<const char*>(bytes.data()), static_cast<int>(bytes.size())));
}

void EndpointSession::Private::onSent(ConnectionId to, TimePoint at, std::span<const std::byte> bytes) {
  SessionTable::Entry* entry = m_table.find(to);
  if (entry == nullptr) return;
  m_table.noteSent(*entry, bytes.size());
  note(TrafficDirection::kOut, to, entry->row.peer, at, bytes);
  publishSoon();
}

void EndpointSession::Private::onDrained(ConnectionId connection) {
  m_role.tell([connection](ServerRoleMachine& role) { role.onDrained(connection); });
  if (m_file) m_file->onDrained(connection);
  Q_EMIT q->drained(connection);
}

void EndpointSession::Private::onEndOfInput(ConnectionId connection) {
  m_role.tell([connection](ServerRoleMachine& role) { role.onEndOfInput(connection); });
  Q_EMIT q->endOfInput(connection);
}

void EndpointSession::Private::onDisconnected(ConnectionId connection) {
  SessionTable::Entry* entry = m_table.find(connection);
  if (entry == nullptr) return;
  if (!entry->connected && entry->row.outgoing) m_roleHost.noteForwardFailed();
  if (!entry->connected) entry->row.state = TcpState::kClosed;
  const bool wasConnected = entry->connected;
  ConnectionRow row = entry->row;
  row.open = false;
  m_table.noteEnded(*entry);
  publishSoon();
  m_role.tell([connection](ServerRoleMachine& role) { role.onGone(connection); });
  if (m_file) m_file->onGone(connection);
  if (wasConnected) Q_EMIT q->disconnected(row);
}

void EndpointSession::Private::onFailed(ConnectionId connection, const Error& error) {
  Q_EMIT q->failed(connection, error);
}

void EndpointSession::Private::onRefused(const IpEndpoint& peer) {
  m_table.noteRefused();
  Q_EMIT q->refused(peer);
}

void EndpointSession::Private::onReconnecting(Duration wait, int attempt) {
  Q_EMIT q->reconnecting(wait, attempt);
}

void EndpointSession::Private::onClosed() {
  end();
}

void EndpointSession::Private::publishSoon() {
  if (m_publishTimer.isActive()) return;
  const auto since = monotonicNow() - m_publishedAt;
  const auto wait = std::chrono::ceil<std::chrono::milliseconds>(kPublishInterval - since);
  m_publishTimer.start(std::max(wait, std::chrono::milliseconds(0)));
}

void EndpointSession::Private::publish() {
  m_publishedAt = monotonicNow();
  if (m_transport) m_table.noteDatagrams(m_transport->datagramCounters(), m_role.role()->impairments());
  if (m_table.isDirty()) m_table.publish(m_transport.get(), m_life);
}

void EndpointSession::Private::end() {
  if (std::exchange(m_ended, true)) return;
  m_schedule.stop();
  stopFile();
  publish();
  Q_EMIT q->ended();
}

}  // namespace synscope
