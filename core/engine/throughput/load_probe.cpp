#include "core/engine/throughput/load_probe.h"

#include "core/engine/endpoint/socket_options.h"
#include "core/engine/endpoint/stream_calls.h"
#include "core/engine/reach/native_socket.h"
#include "core/engine/reach/tcp_attempt.h"
#include "core/engine/throughput/connection_options.h"
#include "core/engine/throughput/handshake_time.h"

#include <algorithm>

namespace synscope {
namespace {

constexpr auto kInterval = std::chrono::milliseconds(200);
constexpr std::size_t kMostOpen = 32;

}  // namespace

LoadProbe::LoadProbe(IpEndpoint server, ThroughputConnection connection, std::function<void(const Knock&)> knocked)
    : m_server(std::move(server)), m_connection(std::move(connection)), m_knocked(std::move(knocked)) {
  connect(&m_timer, &QTimer::timeout, this, &LoadProbe::knock);
}

LoadProbe::~LoadProbe() = default;

void LoadProbe::start() {
  m_timer.start(kInterval);
}

void LoadProbe::setSpacing(int times) {
  if (m_timer.isActive() && m_timer.intervalAsDuration() != kInterval * times) m_timer.start(kInterval * times);
}

void LoadProbe::stop() {
  m_timer.stop();
  for (TcpAttempt* attempt : std::exchange(m_attempts, {}))
    attempt->deleteLater();
  m_leaving.clear();
}

void LoadProbe::knock() {
  if (m_attempts.size() >= kMostOpen) return;
  TcpAttempt::Options options;
  options.keepOpen = true;
  options.askNeighbour = false;
  options.prepare = [this](qintptr fd, IpFamily) {
    const SocketError error = applyConnectionOptions(fd, m_connection, Protocol::kTcp);
    if (error != SocketError::kNone || !m_connection.bindAddress) return error;
    return bindSource(fd, {*m_connection.bindAddress, 0});
  };
  auto* attempt = new TcpAttempt(m_server, std::move(options), this);
  m_attempts.push_back(attempt);
  connect(attempt, &TcpAttempt::ended, this, [this, attempt] { onAttempted(attempt); });
  attempt->start();
}

void LoadProbe::onAttempted(TcpAttempt* attempt) {
  if (std::erase(m_attempts, attempt) == 0) return;
  const Attempt& result = attempt->result();
  Knock knock{result.startedAt, std::nullopt, result.synRetransmits.value_or(0)};
  const bool again = knock.synRetransmits > 0;
  if (result.end == AttemptEnd::kAnswered) knock.time = again ? result.elapsed : handshakeTime(result);
  leave(attempt->takeSocket());
  attempt->deleteLater();
  m_knocked(knock);
}

/// Half a goodbye; what the server says (that it is busy) is of no interest, its closing is.
void LoadProbe::leave(qintptr socket) {
  if (socket < 0) return;
  setErrorQueue(socket, m_server.address.family(), false);
  shutDownWriting(socket);
  std::erase_if(m_leaving, [](const auto& channel) { return !channel->open(); });
  if (m_leaving.size() >= kMostOpen) m_leaving.pop_front();
  m_leaving.push_back(std::make_unique<ControlChannel>(
      UniqueFd(socket),
      ControlChannel::Handlers{[](std::span<const std::byte>) {}, [this, socket] { onLeft(socket); }}));
}

/// The channel is within its own call here and goes later.
void LoadProbe::onLeft(qintptr socket) {
  const auto left = std::ranges::find_if(m_leaving, [&](const auto& channel) { return channel->fd() == socket; });
  if (left != m_leaving.end()) (*left)->close();
}

}  // namespace synscope
