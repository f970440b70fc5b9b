#include "core/engine/companion/mtu_trial.h"

#include "core/engine/reach/native_socket.h"

#include <algorithm>
#include <utility>

namespace synscope {
namespace {

/// Data and the 12 bytes of the time stamp option, which the kernel takes off (RFC 7323 section 3.2).
std::uint32_t withTimestamps(std::optional<std::uint32_t> segment, const TcpInfo& info) {
  constexpr std::uint32_t kTimestampBytes = 12;
  return segment.value_or(0) + (info.timestamps.value_or(false) ? kTimestampBytes : 0);
}

/// The maximum segment size we may send, as both agreed.
std::uint32_t agreedSegment(const TcpInfo& info) {
  return withTimestamps(info.sendMss, info);
}

/// The one we told the companion to keep to.
std::uint32_t offeredSegment(const TcpInfo& info) {
  return withTimestamps(info.advertisedMss ? info.advertisedMss : info.sendMss, info);
}

}  // namespace

MtuTrial::MtuTrial(IpEndpoint companion, FullSizeTrial trial, Duration timeout, QObject* parent)
    : QObject(parent), m_companion(std::move(companion)), m_trial(trial), m_timeout(timeout) {
  m_outcome.sent = kFilling;
  m_limit.setSingleShot(true);
  connect(&m_limit, &QTimer::timeout, this, &MtuTrial::onTimeout);
  connect(&m_connection, &DataConnection::connected, this, &MtuTrial::onConnected);
  connect(&m_connection, &DataConnection::failed, this, [this] { fail(ErrorCode::kCompanionSilent); });
}

void MtuTrial::open() {
  m_connection.open(m_companion, m_timeout, m_trial.maximumSegment);
}

void MtuTrial::onConnected() {
  m_roundTrip = m_connection.roundTrip();
  if (const auto info = tcpInfo(m_connection.fd())) {
    m_outcome.offered = m_trial.way == FullSizeWay::kThere ? agreedSegment(*info) : offeredSegment(*info);
    m_outcome.pathMtuBefore = info->pathMtu;
  }
  auto* socket = new QTcpSocket;
  socket->setSocketDescriptor(m_connection.takeFd());
  m_channel = std::make_unique<LineChannel>(socket);
  connect(m_channel.get(), &LineChannel::received, this, &MtuTrial::hear);
  connect(m_channel.get(), &LineChannel::notUnderstood, this, [this] { fail(ErrorCode::kCompanionNotOne); });
  connect(m_channel.get(), &LineChannel::closed, this, [this] { fail(ErrorCode::kCompanionSilent); });
  m_limit.start(std::chrono::ceil<std::chrono::milliseconds>(m_timeout));
}

void MtuTrial::hear(const CompanionMessage& message) {
  if (m_over) return;
  if (const auto* hello = std::get_if<CompanionHello>(&message)) return onHello(*hello);
  if (!m_started) return;
  const auto* took = std::get_if<CompanionTook>(&message);
  if (took != nullptr && m_trial.way == FullSizeWay::kThere) {
    noteOwnSegments();
    return finish(took->bytes == kFilling);
  }
  const auto* given = std::get_if<CompanionGiven>(&message);
  if (given != nullptr && m_trial.way == FullSizeWay::kBack) onGiven(*given);
}

void MtuTrial::onHello(const CompanionHello& hello) {
  if (std::exchange(m_hello, hello)) return;
  if (!hello.takesFullSize) return fail(ErrorCode::kNotSupported);
  m_limit.stop();
  Q_EMIT ready();
}

void MtuTrial::start() {
  if (m_over || std::exchange(m_started, true)) return;
  m_limit.start(std::chrono::ceil<std::chrono::milliseconds>(wait()));
  if (m_trial.way == FullSizeWay::kThere) return m_channel->send(CompanionTake{kFilling});
  m_channel->send(CompanionGive{kFilling});
}

/// Once the data has come, the companion is asked again, for nothing: it then knows what its path took.
void MtuTrial::onGiven(const CompanionGiven& given) {
  m_outcome.segment = given.segment;
  m_outcome.pathMtu = given.pathMtu;
  if (given.bytes == 0) return finish(true);
  m_outcome.pathMtuBefore = given.pathMtu;
  m_channel->send(CompanionGive{0});
}

void MtuTrial::noteOwnSegments() {
  const auto info = tcpInfo(m_channel->socket().socketDescriptor());
  if (!info) return;
  m_outcome.segment = info->sendMss;
  m_outcome.pathMtu = info->pathMtu;
}

void MtuTrial::onTimeout() {
  if (!m_hello) return fail(ErrorCode::kCompanionSilent);
  if (m_trial.way == FullSizeWay::kThere) noteOwnSegments();
  finish(false);
}

void MtuTrial::finish(bool arrived) {
  if (std::exchange(m_over, true)) return;
  m_limit.stop();
  m_outcome.arrived = arrived;
  leave();
  Q_EMIT ended();
}

void MtuTrial::fail(ErrorCode code) {
  if (std::exchange(m_over, true)) return;
  m_limit.stop();
  leave();
  Q_EMIT failed(code);
}

/// With a reset: data that was lost would else be sent again for minutes, and what a router says to it would make later
/// connections offer smaller segments.
void MtuTrial::leave() {
  if (!m_channel) return;
  QTcpSocket& socket = m_channel->socket();
  if (socket.socketDescriptor() >= 0) setResetOnClose(socket.socketDescriptor());
  socket.abort();
}

}  // namespace synscope
