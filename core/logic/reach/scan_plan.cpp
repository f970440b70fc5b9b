#include "core/logic/reach/scan_plan.h"

#include <algorithm>

namespace synscope {
namespace {

constexpr std::uint64_t kTriedForAnEstimate = 32;

}  // namespace

ScanPlan::ScanPlan(std::size_t hosts, std::vector<std::uint16_t> ports, Options options)
    : m_ports(std::move(ports)),
      m_options(options),
      m_hosts(hosts),
      m_window(options.parallel),
      m_total(static_cast<std::uint64_t>(hosts) * m_ports.size()) {}

ScanTarget ScanPlan::targetAt(std::uint32_t host, std::size_t portIndex) const {
  return {host, static_cast<std::uint32_t>(portIndex), m_ports[portIndex], m_round, false};
}

std::optional<ScanStep> ScanPlan::next(TimePoint now) {
  m_window.onTime(now);
  if (m_inFlight >= m_window.size()) return std::nullopt;
  std::optional<ScanStep> step;
  if (const auto target = nextFirst())
    step = ScanStep{ScanStep::Kind::kAttempt, *target, false};
  else
    step = nextRepeat(now);
  if (!step) return std::nullopt;
  if (step->kind == ScanStep::Kind::kAttempt)
    ++m_inFlight;
  else
    ++m_done;
  return step;
}

std::optional<ScanTarget> ScanPlan::nextFirst() {
  if (!m_putBack.empty()) {
    const ScanTarget target = m_putBack.back();
    m_putBack.pop_back();
    return target;
  }
  if (m_firstTried == m_total) return std::nullopt;
  const std::uint64_t n = m_firstTried++;
  return targetAt(static_cast<std::uint32_t>(n % m_hosts.size()), static_cast<std::size_t>(n / m_hosts.size()));
}

/// A round of repeats begins when every attempt of the round before has ended.
bool ScanPlan::startRound() {
  if (m_inFlight > 0 || m_round >= m_options.retries) return false;
  ++m_round;
  for (std::uint32_t host = 0; host < m_hosts.size(); ++host) {
    m_hosts[host].cursor = 0;
    if (m_hosts[host].silentCount() > 0) m_waiting.push_back(host);
  }
  return !m_waiting.empty();
}

std::optional<ScanStep> ScanPlan::nextRepeat(TimePoint now) {
  if (m_waiting.empty() && !startRound()) return std::nullopt;
  for (std::size_t tries = m_waiting.size(); tries > 0; --tries) {
    m_turn %= m_waiting.size();
    if (auto step = repeatOf(m_waiting[m_turn++], now)) return step;
  }
  std::erase_if(m_waiting, [this](std::uint32_t host) {
    ScanHost& state = m_hosts[host];
    const auto port = state.takeSilent(state.cursor);
    if (port) state.markSilent(*port, m_ports.size());
    return !port;
  });
  return std::nullopt;
}

std::optional<ScanStep> ScanPlan::repeatOf(std::uint32_t host, TimePoint now) {
  ScanHost& state = m_hosts[host];
  const ScanHost::Retry retry = state.retry(m_options.protocol);
  if (now < state.nextRepeat(m_options.protocol)) return std::nullopt;
  const auto port = state.takeSilent(state.cursor);
  if (!port) return std::nullopt;
  state.cursor = *port + 1;
  ScanStep step{ScanStep::Kind::kAttempt, targetAt(host, *port), state.perhapsRateLimited()};
  if (retry == ScanHost::Retry::kNone) step.kind = ScanStep::Kind::kGiveUp;
  if (retry == ScanHost::Retry::kSlow) {
    step.target.slow = true;
    state.onSlowAttempt(now);
  }
  return step;
}

bool ScanPlan::canStart(TimePoint now) const {
  if (m_inFlight >= m_window.size()) return false;
  if (!m_putBack.empty() || m_firstTried < m_total) return true;
  const auto deadline = nextDeadline();
  return deadline && *deadline <= now;
}

std::optional<TimePoint> ScanPlan::nextDeadline() const {
  if (m_inFlight >= m_window.size()) return std::nullopt;
  std::optional<TimePoint> earliest;
  for (const std::uint32_t host : m_waiting) {
    const TimePoint repeat = m_hosts[host].nextRepeat(m_options.protocol);
    if (!earliest || repeat < *earliest) earliest = repeat;
  }
  return earliest;
}

Duration ScanPlan::timeoutOf(const ScanTarget& target) const {
  if (target.round >= m_options.retries || target.slow) return m_options.timeout;
  return m_hosts[target.host].patience(m_options.timeout);
}

ScanRuling ScanPlan::onAnswer(const ScanTarget& target, ScanAnswer answer, Duration elapsed, TimePoint now) {
  --m_inFlight;
  ScanHost& host = m_hosts[target.host];
  host.onAnswer(answer, elapsed, target.slow, now);
  if (answer == ScanAnswer::kSilent && target.round < m_options.retries) {
    host.markSilent(target.portIndex, m_ports.size());
    return {false, false};
  }
  if (answer == ScanAnswer::kAnswered) {
    if (target.round > 0)
      m_window.onLoss(now);
    else
      m_window.onAnswer();
  }
  ++m_done;
  return {true, answer == ScanAnswer::kSilent && host.perhapsRateLimited()};
}

void ScanPlan::putBack(const ScanTarget& target) {
  --m_inFlight;
  m_putBack.push_back(target);
  m_window.lowerLimit(m_inFlight);
}

std::optional<Duration> ScanPlan::timeLeft(Duration elapsed) const {
  if (finished()) return Duration{};
  const std::uint64_t tried = m_firstTried - std::min<std::uint64_t>(m_firstTried, m_inFlight);
  if (tried < kTriedForAnEstimate) return std::nullopt;
  std::uint64_t silent = 0;
  std::uint64_t slow = 0;
  for (const ScanHost& host : m_hosts) {
    silent += host.silentCount();
    if (host.silentCount() > 0 && host.retry(m_options.protocol) == ScanHost::Retry::kSlow) ++slow;
  }
  const double perAttempt = static_cast<double>(elapsed.count()) / static_cast<double>(tried);
  const double left = perAttempt * static_cast<double>(m_total - m_firstTried);
  const Duration waiting = silent > 0 || m_inFlight > 0 ? m_options.timeout : Duration{};
  return Duration(static_cast<Duration::rep>(left)) + waiting + (slow > 0 ? 10 * ScanHost::kSlowPace : Duration{});
}

}  // namespace synscope
