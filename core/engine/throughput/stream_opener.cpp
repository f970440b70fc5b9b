#include "core/engine/throughput/stream_opener.h"

#include "core/engine/base/native_error.h"
#include "core/engine/endpoint/datagram_calls.h"
#include "core/engine/endpoint/port_holder.h"
#include "core/engine/endpoint/socket_options.h"
#include "core/engine/endpoint/stream_calls.h"
#include "core/engine/endpoint/stream_error.h"
#include "core/engine/reach/native_socket.h"
#include "core/engine/throughput/congestion_names.h"
#include "core/engine/throughput/connection_options.h"
#include "core/engine/throughput/data_socket.h"
#include "core/engine/throughput/handshake_time.h"

#include <algorithm>
#include <array>

namespace synscope {
namespace {

constexpr auto kReplyTimeout = std::chrono::seconds(10);

/// What was asked of an option, for the message; empty where it is only on or off.
std::string askedOf(std::string_view option, const ThroughputConnection& connection,
                    const ThroughputSettings& settings) {
  if (option == "interface") return connection.interface;
  if (option == "window") return std::to_string(settings.window);
  if (option == "mss") return std::to_string(settings.mss);
  if (option == "tos") return std::to_string(settings.tos);
  if (option == "pacing") return std::to_string(settings.pacing);
  return {};
}

}  // namespace

StreamOpener::StreamOpener(Order order, QObject* parent) : QObject(parent), m_order(std::move(order)) {
  m_timeout.setSingleShot(true);
  connect(&m_timeout, &QTimer::timeout, this, [this] {
    fail({ErrorCode::kThroughputUdpBlocked, {}, std::to_string(m_order.server.port), 0});
  });
}

StreamOpener::~StreamOpener() = default;

void StreamOpener::start() {
  openNext();
}

void StreamOpener::openNext() {
  if (m_next == m_order.plans.size()) return Q_EMIT allOpened();
  m_order.settings.protocol == Protocol::kTcp ? openTcpStream() : openUdpStream();
}

/// Options before connect(2), so that MSS and window scale fit; then our own address, where one is asked for.
SocketError StreamOpener::prepare(qintptr fd, IpFamily family) {
  if (const auto problem = applyDataOptions(fd, family, m_order.settings)) {
    m_step = problem->operation;
    return problem->error;
  }
  const ThroughputConnection& connection = m_order.connection;
  m_step = "interface";
  if (const SocketError error = applyConnectionOptions(fd, connection, m_order.settings.protocol);
      error != SocketError::kNone)
    return error;
  m_step = "connect";
  if (!connection.bindAddress && connection.dataPort == 0) return SocketError::kNone;
  const IpAddress any = family == IpFamily::kV6 ? IpAddress::v6({}) : IpAddress();
  m_step = "bind";
  const SocketError error = bindSource(fd, {connection.bindAddress.value_or(any), ownPort()});
  if (error == SocketError::kNone) m_step = "connect";
  return error;
}

/// 0: any.
std::uint16_t StreamOpener::ownPort() const {
  const std::size_t first = m_order.connection.dataPort;
  return static_cast<std::uint16_t>(first > 0 ? first + m_next : 0);
}

/// A port of ours that still has a connection to the server passes bind(2) and fails in connect(2), with EADDRNOTAVAIL.
Error StreamOpener::setupError(SocketError error) const {
  const std::string_view step = m_step;
  const int osCode = nativeFromSocketError(error);
  const ThroughputSettings& settings = m_order.settings;
  if (step == "congestion")
    return {ErrorCode::kThroughputCongestion, allowedCongestionNames(), settings.congestion, osCode};
  const bool taken = error == SocketError::kAddressInUse ||
                     (error == SocketError::kAddressNotAvailable && step == "connect" && ownPort() > 0);
  const IpAddress any = m_order.server.address.family() == IpFamily::kV6 ? IpAddress::v6({}) : IpAddress();
  const IpEndpoint own{m_order.connection.bindAddress.value_or(any), ownPort()};
  if (taken) return {ErrorCode::kAddressInUse, portHolder(own.port, settings.protocol), own.toString(), osCode};
  if (step == "bind" || step == "open") return socketSetupError(step, own.toString(), error, osCode);
  if (step == "connect") return {ErrorCode::kThroughputStreamLost, "connect", std::string(name(error)), osCode};
  return {ErrorCode::kThroughputOption, m_step, askedOf(step, m_order.connection, settings), osCode};
}

void StreamOpener::openTcpStream() {
  TcpAttempt::Options options;
  options.timeout = m_order.connection.connectTimeout;
  options.keepOpen = true;
  options.askNeighbour = false;
  options.flowLabel = m_order.settings.flowLabel;
  options.prepare = [this](qintptr fd, IpFamily family) { return prepare(fd, family); };
  m_step = "open";
  m_attempt = new TcpAttempt(m_order.server, std::move(options), this);
  connect(m_attempt, &TcpAttempt::ended, this, [this] { onTcpAttempted(); });
  m_attempt->start();
}

void StreamOpener::onTcpAttempted() {
  const Attempt attempt = m_attempt->result();
  m_fd.reset(m_attempt->takeSocket());
  m_attempt->deleteLater();
  if (attempt.end == AttemptEnd::kNotSent) return fail(setupError(attempt.error));
  if (!m_fd)
    return fail({ErrorCode::kThroughputStreamLost, "connect", std::string(name(attempt.error)),
                 nativeFromSocketError(attempt.error)});
  setErrorQueue(m_fd.get(), m_order.server.address.family(), false);
  if (attempt.synRetransmits.value_or(0) == 0) Q_EMIT connectedIn(attempt.startedAt, handshakeTime(attempt));
  const std::array pieces = {std::span<const std::byte>(m_order.cookie)};
  sendPieces(m_fd.get(), pieces);
  deliver();
}

void StreamOpener::openUdpStream() {
  OpenedSocket opened = openUdp(m_order.server.address.family());
  m_fd = std::move(opened.fd);
  m_step = "open";
  SocketError error = opened.error;
  if (error == SocketError::kNone) error = prepare(m_fd.get(), m_order.server.address.family());
  if (error != SocketError::kNone) return fail(setupError(error));
  const StartedConnect connected = startConnect(m_fd.get(), m_order.server, m_order.settings.flowLabel);
  if (connected.state == ConnectStart::kFailed) return fail(setupError(connected.error));
  m_reply = std::make_unique<QSocketNotifier>(m_fd.get(), QSocketNotifier::Read);
  connect(m_reply.get(), &QSocketNotifier::activated, this, [this] { onDatagram(); });
  m_timeout.start(kReplyTimeout);
  const std::array pieces = {std::span<const std::byte>(kIperfUdpRequest)};
  sendPieces(m_fd.get(), pieces);
}

/// Data of a reverse test may overtake the answer: it is passed over.
void StreamOpener::onDatagram() {
  std::array<std::byte, 16> begun;
  const StreamResult result = receiveInto(m_fd.get(), begun);
  if (result.error != SocketError::kNone)
    return fail({ErrorCode::kThroughputUdpBlocked, {}, std::to_string(m_order.server.port), result.osCode});
  const bool reply = isIperfUdpReply(std::span(begun).first(std::min(result.bytes, begun.size())));
  if (!reply) return;
  m_timeout.stop();
  dropReply();
  setErrorQueue(m_fd.get(), m_order.server.address.family(), false);
  deliver();
}

void StreamOpener::deliver() {
  Q_EMIT opened(m_order.plans[m_next++]);
  QMetaObject::invokeMethod(
      this, [this] { openNext(); }, Qt::QueuedConnection);
}

/// It may be the one whose signal is being handled.
void StreamOpener::dropReply() {
  if (!m_reply) return;
  m_reply->setEnabled(false);
  m_reply.release()->deleteLater();
}

void StreamOpener::fail(Error error) {
  m_timeout.stop();
  dropReply();
  Q_EMIT failed(error);
}

}  // namespace synscope
