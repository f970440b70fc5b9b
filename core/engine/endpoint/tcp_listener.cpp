#include "core/engine/endpoint/tcp_listener.h"

#include "core/engine/base/clock.h"
#include "core/engine/endpoint/port_holder.h"
#include "core/engine/endpoint/stream_error.h"

namespace synscope {
namespace {

constexpr int kBacklog = 4096;
constexpr int kAcceptsPerTurn = 128;  ///< Those who are connected already get their turn in between.
constexpr int kPortTries = 16;
constexpr auto kRetry = std::chrono::milliseconds(500);
constexpr Duration kTellInterval = std::chrono::seconds(5);

Error listenError(const ListeningSocket& failed, const IpEndpoint& local) {
  Error error = socketSetupError("listen", local.toString(), failed.error, failed.osCode);
  if (error.code == ErrorCode::kAddressInUse) error.operation = portHolder(local.port, Protocol::kTcp);
  return error;
}

bool isUnavailable(const Error& error) {
  return error.code == ErrorCode::kAddressNotAvailable || error.code == ErrorCode::kSystemCall;
}

bool isOutOfDescriptors(SocketError error) {
  return error == SocketError::kOutOfDescriptors || error == SocketError::kOutOfMemory;
}

}  // namespace

TcpListener::TcpListener(SocketWatch& watch, QObject* parent) : QObject(parent), m_watch(watch), m_retry(this) {
  m_retry.setSingleShot(true);
  connect(&m_retry, &QTimer::timeout, this, &TcpListener::resume);
}

TcpListener::~TcpListener() {
  close();
}

Result<IpEndpoint> TcpListener::listen(const EndpointSettings& settings) {
  const bool both = !settings.bindAddress && !settings.family;
  if (both) return listenBoth(settings);
  const IpAddress any = settings.family == IpFamily::kV6 ? IpAddress::v6({}) : IpAddress();
  auto socket = bindOne({settings.bindAddress.value_or(any), settings.port}, settings);
  if (!socket.ok()) return socket.error();
  m_sockets.push_back(std::move(socket).value());
  watchAll(true);
  return m_sockets.front().local;
}

/// A free port is chosen by the system for IPv6 and may be taken for IPv4; then another one is tried.
Result<IpEndpoint> TcpListener::listenBoth(const EndpointSettings& settings) {
  for (int tries = 1;; ++tries) {
    auto v6 = bindOne({IpAddress::v6({}), settings.port}, settings);
    if (!v6.ok() && !isUnavailable(v6.error())) return v6.error();
    auto v4 = bindOne({IpAddress(), v6.ok() ? v6->local.port : settings.port}, settings);
    const bool tryAgain = !v4.ok() && v6.ok() && settings.port == 0 && tries < kPortTries;
    if (tryAgain) continue;
    if (!v4.ok() && (!v6.ok() || !isUnavailable(v4.error()))) return v4.error();
    if (v6.ok()) m_sockets.push_back(std::move(v6).value());
    if (v4.ok()) m_sockets.push_back(std::move(v4).value());
    watchAll(true);
    return m_sockets.front().local;
  }
}

Result<ListeningSocket> TcpListener::bindOne(const IpEndpoint& local, const EndpointSettings& settings) {
  ListeningSocket socket = listenAt(local, kBacklog, settings.sendBuffer, settings.receiveBuffer);
  if (!socket.fd) return listenError(socket, local);
  return socket;
}

void TcpListener::close() {
  watchAll(false);
  m_sockets.clear();
  m_retry.stop();
}

void TcpListener::watchAll(bool on) {
  for (const ListeningSocket& socket : m_sockets) {
    if (on)
      m_watch.watch(socket.fd.get(), *this, true, false);
    else
      m_watch.forget(socket.fd.get());
  }
}

void TcpListener::onReady(Readiness) {
  for (std::size_t i = 0; i < m_sockets.size(); ++i) {
    for (int n = 0; n < kAcceptsPerTurn && i < m_sockets.size() && !m_paused; ++n) {
      if (!acceptOne(m_sockets[i].fd.get())) break;
    }
  }
}

bool TcpListener::acceptOne(qintptr listener) {
  m_accepted = acceptStream(listener);
  if (isOutOfDescriptors(m_accepted.error)) pause(m_accepted);
  if (!m_accepted.fd) return false;
  Q_EMIT accepted();
  return true;
}

void TcpListener::pause(const AcceptedSocket& failure) {
  m_paused = true;
  watchAll(false);
  m_retry.start(kRetry);
  const TimePoint now = monotonicNow();
  if (m_toldAt && now - *m_toldAt < kTellInterval) return;
  m_toldAt = now;
  Q_EMIT outOfDescriptors(
      socketSetupError("accept", m_sockets.front().local.toString(), failure.error, failure.osCode));
}

void TcpListener::resume() {
  if (!std::exchange(m_paused, false)) return;
  m_retry.stop();
  watchAll(true);
}

}  // namespace synscope
