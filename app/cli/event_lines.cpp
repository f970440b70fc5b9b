#include "app/cli/event_lines.h"

#include "app/cli/json_line.h"
#include "app/cli/tls_text.h"
#include "core/engine/base/clock.h"

#include <QHashFunctions>
#include <QJsonObject>

#include <algorithm>

namespace synscope {
namespace {

constexpr std::chrono::milliseconds kInterval{50};
constexpr std::string_view kStatePrefix = "tcp-state.";

QString toQt(std::string_view text) {
  return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

std::size_t hashOf(const TimelineEvent& event) {
  return qHashMulti(0, event.at.time_since_epoch().count(), event.from, event.to, static_cast<int>(event.kind),
                    QByteArrayView(event.code.data(), static_cast<qsizetype>(event.code.size())));
}

/// Ours, before anything was told of it.
std::string firstState(const Timeline& timeline) {
  const bool accepted =
      std::ranges::any_of(timeline.events(), [](const TimelineEvent& event) { return event.code == "call.accept"; });
  return accepted ? "LISTEN" : "CLOSED";
}

QJsonObject fieldsOf(const TimelineEvent& event) {
  QJsonObject fields;
  for (const auto& [key, value] : event.fields)
    fields.insert(toQt(key), toQt(value));
  return fields;
}

}  // namespace

EventLines::EventLines(EndpointSession& session, const EndpointRequest& request)
    : m_session(session), m_request(request), m_start(monotonicNow()) {
  connect(&session, &EndpointSession::opened, this, &EventLines::onOpened);
  if (!request.events) return;
  connect(&session, &EndpointSession::failed, this, &EventLines::onFailed);
  connect(&m_timer, &QTimer::timeout, this, &EventLines::update);
  if (request.isUdp()) m_timer.start(kInterval);
  connect(&session, &EndpointSession::attempted, this, &EventLines::follow);
  connect(&session, &EndpointSession::connected, this, [this](const ConnectionRow& row) {
    follow(row.id);
    tellTls(row);
  });
  connect(&session, &EndpointSession::endOfInput, this, &EventLines::follow);
  connect(&session, &EndpointSession::disconnected, this, [this](const ConnectionRow& row) { follow(row.id); });
}

void EventLines::onOpened(const IpEndpoint& local) {
  QJsonObject line{{QStringLiteral("source"), QStringLiteral("observed")},
                   {QStringLiteral("address"), toQt(local.address.toString())},
                   {QStringLiteral("port"), local.port}};
  const bool listens = m_request.listens && !m_request.isUdp();
  line[QStringLiteral("event")] = listens ? QStringLiteral("state") : QStringLiteral("syscall");
  line[QStringLiteral("code")] = listens ? QStringLiteral("tcp-state.LISTEN") : QStringLiteral("call.bind");
  line[QStringLiteral("from")] = listens ? QJsonValue(QStringLiteral("CLOSED")) : QJsonValue();
  line[QStringLiteral("to")] = listens ? QJsonValue(QStringLiteral("LISTEN")) : QJsonValue();
  if (m_request.listens || (m_request.events && m_request.isUdp())) write(monotonicNow(), 0, line);
}

void EventLines::onFailed(ConnectionId connection, const Error& error) {
  update();
  write(monotonicNow(), connection,
        {{QStringLiteral("event"), QStringLiteral("error")},
         {QStringLiteral("source"), QStringLiteral("observed")},
         {QStringLiteral("code"), toQt("error." + std::string(name(error.code)))},
         {QStringLiteral("operation"), toQt(error.operation)},
         {QStringLiteral("subject"), toQt(error.subject)},
         {QStringLiteral("errno"), error.osCode}});
}

void EventLines::follow(ConnectionId connection) {
  tellNew(connection, m_told[connection]);
  if (!m_timer.isActive()) m_timer.start(kInterval);
}

void EventLines::update() {
  if (!m_request.events) return;
  if (m_request.isUdp()) return tellDatagrams();
  bool more = false;
  for (auto& [connection, told] : m_told)
    more = tellNew(connection, told) || more;
  if (!more) m_timer.stop();
}

bool EventLines::tellNew(ConnectionId connection, Told& told) {
  const std::shared_ptr<const ConnectionLife> life = m_session.life(connection);
  if (!life) return false;
  if (told.generation == life->generation) return !life->gone;
  if (told.generation == 0) told.states[0] = firstState(life->timeline);
  told.generation = life->generation;
  std::multiset<std::size_t> before = std::move(told.events);
  told.events.clear();
  for (const TimelineEvent& event : life->timeline.events()) {
    const std::size_t hash = hashOf(event);
    told.events.insert(hash);
    const auto known = before.find(hash);
    if (known == before.end())
      tell(connection, life->timeline, event, told);
    else
      before.erase(known);
  }
  return !life->gone;
}

void EventLines::tell(ConnectionId connection, const Timeline& timeline, const TimelineEvent& event, Told& told) {
  QJsonObject line{{QStringLiteral("event"), toQt(name(event.kind))},
                   {QStringLiteral("source"), toQt(name(event.source))},
                   {QStringLiteral("code"), toQt(event.code)}};
  if (event.kind == EventKind::kState && event.code.starts_with(kStatePrefix)) {
    std::string& state = told.states[event.from];
    const QJsonValue before = state.empty() ? QJsonValue() : QJsonValue(toQt(state));
    state = event.code.substr(kStatePrefix.size());
    line[QStringLiteral("from")] = before;
    line[QStringLiteral("to")] = toQt(state);
    line[QStringLiteral("side")] = event.from == 0 ? QStringLiteral("us") : QStringLiteral("peer");
  } else {
    line[QStringLiteral("from")] = toQt(timeline.lanes()[event.from]);
    line[QStringLiteral("to")] = toQt(timeline.lanes()[event.to]);
  }
  if (!event.fields.empty()) line[QStringLiteral("fields")] = fieldsOf(event);
  write(event.at, connection, line);
}

void EventLines::tellTls(const ConnectionRow& row) {
  const std::shared_ptr<const TlsSession> session = m_session.tlsSession(row.id);
  if (!session) return;
  write(monotonicNow(), row.id,
        {{QStringLiteral("event"), QStringLiteral("note")},
         {QStringLiteral("source"), QStringLiteral("observed")},
         {QStringLiteral("code"), QStringLiteral("step.tls-established")},
         {QStringLiteral("from"), toQt(row.local.toString())},
         {QStringLiteral("to"), toQt(row.peer.toString())},
         {QStringLiteral("tls"), tlsJson(*session)}});
}

void EventLines::tellDatagrams() {
  const std::shared_ptr<const ConnectionTable> table = m_session.table();
  if (!table || std::exchange(m_tableSeen, table->generation) == table->generation) return;
  for (const ConnectionRow& row : table->rows) {
    tellPassed(row, TrafficDirection::kIn, {row.bytesIn, row.messagesIn});
    tellPassed(row, TrafficDirection::kOut, {row.bytesOut, row.messagesOut});
  }
}

void EventLines::tellPassed(const ConnectionRow& row, TrafficDirection direction, const Passed& now) {
  const Passed before = std::exchange(m_passed[{row.id, direction}], now);
  if (before.datagrams == now.datagrams) return;
  const bool in = direction == TrafficDirection::kIn;
  const QString us = toQt(row.local.toString()), peer = toQt(row.peer.toString());
  const QJsonObject fields{{QStringLiteral("bytes"), QString::number(now.bytes - before.bytes)},
                           {QStringLiteral("datagrams"), QString::number(now.datagrams - before.datagrams)}};
  write(monotonicNow(), row.id,
        {{QStringLiteral("event"), QStringLiteral("data")},
         {QStringLiteral("source"), QStringLiteral("observed")},
         {QStringLiteral("code"), in ? QStringLiteral("data.received") : QStringLiteral("data.sent")},
         {QStringLiteral("from"), in ? peer : us},
         {QStringLiteral("to"), in ? us : peer},
         {QStringLiteral("fields"), fields}});
}

void EventLines::write(TimePoint at, ConnectionId connection, QJsonObject line) {
  line[QStringLiteral("t_ms")] = roundedMs(at - m_start);
  line[QStringLiteral("session")] = 1;
  if (connection != 0) line[QStringLiteral("connection")] = static_cast<qint64>(connection);
  writeJsonLine(line);
}

}  // namespace synscope
