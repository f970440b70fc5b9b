#include "core/engine/throughput/load_probe.h"

#include "core/engine/endpoint/socket_options.h"
#include "core/engine/endpoint/stream_calls.h"
#include "core/engine/reach/native_socket.h"
#include "core/engine/reach/tcp_attempt.h"

#include <algorithm>

namespace synscope {
namespace {

constexpr auto kInterval = std::chrono::milliseconds(200);
constexpr std::size_t kMostOpen = 32;

}  // namespace

LoadProbe::LoadProbe(IpEndpoint server, std::optional<IpAddress> source, std::function<void()> sampled)
    : m_server(std::move(server)), m_source(std::move(source)), m_sampled(std::move(sampled)) {
  connect(&m_timer, &QTimer::timeout, this, &LoadProbe::knock);
}

LoadProbe::~LoadProbe() = default;

void LoadProbe::start() {
  m_timer.start(kInterval);
}

void LoadProbe::stop() {
  m_timer.stop();
  for (TcpAttempt* attempt : std::exchange(m_attempts, {}))
    attempt->deleteLater();
  m_leaving.clear();
}

std::optional<LatencyNumbers> LoadProbe::numbers() const {
  const LatencyNumbers numbers = m_series.numbers();
  return numbers.count > 0 ? std::optional(numbers) : std::nullopt;
}

void LoadProbe::knock() {
  if (m_attempts.size() >= kMostOpen) return;
  TcpAttempt::Options options;
  options.keepOpen = true;
  options.askNeighbour = false;
  if (m_source) options.prepare = [source = *m_source](qintptr fd, IpFamily) { return bindSource(fd, {source, 0}); };
  auto* attempt = new TcpAttempt(m_server, std::move(options), this);
  m_attempts.push_back(attempt);
  connect(attempt, &TcpAttempt::ended, this, [this, attempt] { onAttempted(attempt); });
  attempt->start();
}

void LoadProbe::onAttempted(TcpAttempt* attempt) {
  if (std::erase(m_attempts, attempt) == 0) return;
  const Attempt& result = attempt->result();
  const bool answered = result.end == AttemptEnd::kAnswered;
  const bool again = result.synRetransmits.value_or(0) > 0;
  answered ? m_series.add(again ? result.elapsed : result.kernelRtt.value_or(result.elapsed)) : void(++m_unanswered);
  leave(attempt->takeSocket());
  attempt->deleteLater();
  if (answered) m_sampled();
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
