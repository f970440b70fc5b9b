#include "tests/support/sample_session.h"

#include "core/engine/base/clock.h"

namespace synscope {
namespace {

IpEndpoint endpoint(const char* address, std::uint16_t port) {
  return {*IpAddress::parse(address), port};
}

ConnectionRow sampleRow(ConnectionId id) {
  static constexpr TcpState kSome[] = {TcpState::kEstablished, TcpState::kEstablished, TcpState::kCloseWait,
                                       TcpState::kEstablished, TcpState::kTimeWait};
  ConnectionRow row;
  row.id = id;
  row.local = endpoint("192.0.2.1", 8080);
  row.peer = endpoint("192.0.2.1", 0);
  row.peer.address = IpAddress::v4({192, 0, 2, static_cast<std::uint8_t>(10 + id % 200)});
  row.peer.port = static_cast<std::uint16_t>(40'000 + id % 20'000);
  row.state = kSome[(id - 1) % 5];
  row.open = row.state != TcpState::kTimeWait;
  row.since = monotonicNow() - std::chrono::seconds(40 * id);
  row.bytesIn = 1234 * id;
  row.bytesOut = 987'654 / id;
  row.messagesIn = 3 * id;
  row.messagesOut = 5;
  if (row.open) row.rttUs = static_cast<std::uint32_t>(310 * id);
  if (row.open) row.retransmits = static_cast<std::uint32_t>(id % 3);
  if (!row.open) row.expiresMs = 42'300;
  return row;
}

}  // namespace

SampleSession::SampleSession(EndpointSettings settings) : m_settings(std::move(settings)) {}

void SampleSession::send(const QByteArray& bytes, const std::vector<ConnectionId>& to) {
  sent.push_back({bytes, to});
}

void SampleSession::sendFile(const QString& path, const std::vector<ConnectionId>& to) {
  sent.push_back({path.toUtf8(), to});
}

void SampleSession::startSending(const std::vector<QByteArray>& messages, const SendSchedule::Plan& wanted,
                                 const std::vector<ConnectionId>&) {
  scheduled = messages;
  plan = wanted;
  stopped = false;
}

void SampleSession::stopSending() {
  stopped = true;
  Q_EMIT sendingDone();
}

void SampleSession::closeConnection(ConnectionId connection, CloseMode mode) {
  closed.emplace_back(connection, mode);
}

void SampleSession::close() {
  setStatus({SessionPhase::kEnded, m_status.local, {}, {}, {}});
}

void SampleSession::setStatus(const SessionStatus& status) {
  m_status = status;
  Q_EMIT changed();
}

void SampleSession::setTable(ConnectionTable table) {
  m_table = std::make_shared<ConnectionTable>(std::move(table));
}

ConnectionTable sampleTable(std::size_t count, ConnectionId first) {
  ConnectionTable table{first + count, {}};
  for (ConnectionId id = first; id < first + count; ++id)
    table.rows.push_back(sampleRow(id));
  return table;
}

std::unique_ptr<SampleSession> sampleServer(std::size_t connections) {
  EndpointSettings settings;
  settings.kind = EndpointKind::kTcpServer;
  settings.port = 8080;
  settings.keepalive = KeepaliveSettings{};
  settings.maxClients = 500;
  auto session = std::make_unique<SampleSession>(settings);
  session->setTable(sampleTable(connections));
  session->setCounters({18'510, 2'255'142, 45, 25, connections + 7, connections, 0, {}});
  session->setStatus({SessionPhase::kOpen, endpoint("0.0.0.0", 8080), {}, {}, {}});
  return session;
}

std::unique_ptr<SampleSession> sampleClient() {
  EndpointSettings settings;
  settings.host = "192.0.2.1";
  settings.port = 8080;
  settings.noDelay = true;
  auto session = std::make_unique<SampleSession>(settings);
  ConnectionTable table = sampleTable(1);
  table.rows.front().outgoing = true;
  session->setTable(table);
  session->setCounters({1234, 5678, 3, 5, 1, 1, 0, {}});
  session->setStatus({SessionPhase::kOpen, endpoint("192.0.2.40", 51'312), {}, {}, {}});
  return session;
}

std::unique_ptr<SampleSession> sampleFailedClient() {
  EndpointSettings settings;
  settings.host = "db.example.net";
  settings.port = 5432;
  auto session = std::make_unique<SampleSession>(settings);
  const Error refused{ErrorCode::kSystemCall, "connect", "db.example.net:5432", 111};
  session->setStatus({SessionPhase::kEnded, {}, refused, {}, {}});
  return session;
}

std::unique_ptr<SampleSession> sampleUdp() {
  EndpointSettings settings;
  settings.kind = EndpointKind::kUdp;
  settings.sourcePort = 5353;
  settings.multicastGroup = IpAddress::parse("239.1.2.3");
  auto session = std::make_unique<SampleSession>(settings);
  session->setTable(sampleTable(3));
  session->setCounters({44'000, 1200, 400, 12, 3, 3, 0, 17});
  session->setStatus({SessionPhase::kOpen, endpoint("0.0.0.0", 5353), {}, {}, {}});
  return session;
}

}  // namespace synscope
