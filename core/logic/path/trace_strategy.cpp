#include "core/logic/path/trace_strategy.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace synscope {
namespace {

TraceLimits bounded(TraceLimits limits) {
  limits.maxHops = std::clamp(limits.maxHops, 1, 64);
  limits.knownDistance = std::clamp(limits.knownDistance, 0, limits.maxHops);
  limits.probesPerHop = std::clamp(limits.probesPerHop, 1, 10);
  return limits;
}

void keepEarlier(std::optional<TimePoint>& earliest, std::optional<TimePoint> candidate) {
  if (candidate && (!earliest || *candidate < *earliest)) earliest = candidate;
}

}  // namespace

TraceStrategy::TraceStrategy(TraceLimits limits) : m_limits(bounded(limits)) {}

std::vector<ProbeId> TraceStrategy::due(TimePoint now) {
  m_now = now;
  releaseWave(now);
  std::vector<ProbeId> first, repeated;
  for (int ttl = 1; ttl <= std::min(m_released, horizon()); ++ttl) {
    const auto at = nextProbeAt(ttl);
    if (at && *at <= now) (count(ttl) == 0 ? first : repeated).push_back({ttl, count(ttl)});
  }
  if (!m_limits.refusalExpected && refusal() == nullptr) std::reverse(repeated.begin(), repeated.end());
  first.insert(first.end(), repeated.begin(), repeated.end());
  return first;
}

void TraceStrategy::sent(ProbeId id, TimePoint at, std::uint16_t sourcePort) {
  Sent entry;
  entry.probe.ttl = id.ttl;
  entry.probe.round = id.round;
  entry.probe.sourcePort = sourcePort;
  entry.at = at;
  entry.probe.sentAt = at;
  entry.deadline = deadlineFor(id, at);
  m_sent.emplace(id, std::move(entry));
}

void TraceStrategy::notSent(ProbeId) {
  m_blocked = true;
}

bool TraceStrategy::answered(ProbeId id, HopAnswer answer, std::optional<IpAddress> from,
                             std::optional<IcmpReport> icmp, std::optional<TimePoint> at) {
  const auto it = m_sent.find(id);
  if (it == m_sent.end() || !wanted(id.ttl) || isAnswer(it->second.probe.answer) || !isAnswer(answer)) return false;
  HopProbe& probe = it->second.probe;
  probe.answer = answer;
  probe.from = std::move(from);
  probe.icmp = std::move(icmp);
  if (at) probe.rtt = *at - it->second.at;
  m_lastAnswering = std::max(m_lastAnswering, id.ttl);
  if (isFinal(answer))
    m_firstFinal = id.ttl;
  else if (id.ttl == m_limits.knownDistance)
    m_limits.knownDistance = 0;
  return true;
}

void TraceStrategy::onTime(TimePoint now) {
  m_now = now;
  for (auto& [id, entry] : m_sent) {
    if (entry.probe.answer == HopAnswer::kPending && overAt(entry) <= now) entry.probe.answer = HopAnswer::kSilent;
  }
}

std::optional<TimePoint> TraceStrategy::nextDeadline() const {
  std::optional<TimePoint> earliest = nextWaveAt();
  for (int ttl = 1; ttl <= std::min(m_released, horizon()); ++ttl)
    keepEarlier(earliest, nextProbeAt(ttl));
  for (const auto& [id, entry] : m_sent) {
    if (waitsFor(id) && !complete(id.ttl)) keepEarlier(earliest, overAt(entry));
  }
  return earliest;
}

bool TraceStrategy::waitsFor(ProbeId id) const {
  const auto it = m_sent.find(id);
  return it != m_sent.end() && it->second.probe.answer == HopAnswer::kPending && wanted(id.ttl);
}

std::vector<HopProbe> TraceStrategy::probes() const {
  std::vector<HopProbe> all;
  all.reserve(m_sent.size());
  for (const auto& [id, entry] : m_sent)
    all.push_back(entry.probe);
  return all;
}

int TraceStrategy::horizon() const {
  const int furthest = m_limits.knownDistance > 0 ? m_limits.knownDistance : m_limits.maxHops;
  return std::min(furthest, m_firstFinal.value_or(furthest));
}

int TraceStrategy::count(int ttl) const {
  const auto from = m_sent.lower_bound({ttl, 0});
  const auto to = m_sent.lower_bound({ttl + 1, 0});
  return static_cast<int>(std::distance(from, to));
}

bool TraceStrategy::anyAnswer(int ttl) const {
  const auto to = m_sent.lower_bound({ttl + 1, 0});
  return std::any_of(m_sent.lower_bound({ttl, 0}), to,
                     [](const auto& item) { return isAnswer(item.second.probe.answer); });
}

/// Nothing more is asked of this TTL and nothing more is waited for, though a needless second try may be under way.
bool TraceStrategy::complete(int ttl) const {
  return m_limits.probesPerHop == 1 && anyAnswer(ttl);
}

bool TraceStrategy::worthRepeating(int ttl) const {
  return m_firstFinal ? ttl <= *m_firstFinal : ttl <= m_lastAnswering + kHopsBeyondLastAnswer;
}

/// The ICMP error that ended the way; nullptr where none did.
const TraceStrategy::Sent* TraceStrategy::refusal() const {
  if (!m_firstFinal) return nullptr;
  const auto it = std::find_if(m_sent.lower_bound({*m_firstFinal, 0}), m_sent.end(),
                               [](const auto& item) { return isFinal(item.second.probe.answer); });
  return it != m_sent.end() && it->second.probe.answer == HopAnswer::kIcmpUnreachable ? &it->second : nullptr;
}

/// TTL at which a device answered as a router.
std::optional<int> TraceStrategy::routerTtl(const IpAddress& device) const {
  const auto it = std::find_if(m_sent.begin(), m_sent.end(), [&](const auto& item) {
    return item.second.probe.answer == HopAnswer::kTtlExceeded && item.second.probe.from == device;
  });
  return it == m_sent.end() ? std::nullopt : std::optional(it->first.ttl);
}

/// Whether the hop of the device that refused is clear: somebody answered right before it, or it had answers left when
/// the TTL before stayed silent.
bool TraceStrategy::isPlaced(const Sent& refusal) const {
  const int ttl = refusal.probe.ttl;
  if (ttl == 1 || anyAnswer(ttl - 1)) return true;
  const auto before = m_sent.find({ttl - 1, 0});
  return refusal.probe.round == 0 && before != m_sent.end() && refusal.at - before->second.at <= kTogether;
}

bool TraceStrategy::worthPlacing(int ttl) const {
  if (!m_firstFinal && m_limits.refusalExpected && m_limits.probesPerHop == 1) {
    return ttl <= m_lastAnswering + kHopsBeyondLastAnswer && !anyAnswer(ttl);
  }
  const Sent* refused = refusal();
  if (refused == nullptr || m_limits.probesPerHop > 1 || ttl >= refused->probe.ttl || anyAnswer(ttl)) return false;
  const auto router = refused->probe.from ? routerTtl(*refused->probe.from) : std::nullopt;
  return router ? ttl == *router + 1 : !isPlaced(*refused);
}

int TraceStrategy::wave() const {
  const bool allAnswer = m_released == 0 || anyAnswer(m_released);
  return m_limits.refusalExpected && allAnswer ? kCarefulWave : kWave;
}

Duration TraceStrategy::gapAfter(const Sent& last) const {
  if (isAnswer(last.probe.answer)) return kRoundGap;
  return m_limits.refusalExpected ? kCarefulGap : kRetryGap;
}

void TraceStrategy::releaseWave(TimePoint now) {
  const auto at = nextWaveAt();
  if (!at || *at > now) return;
  m_released = std::min(m_released + wave(), horizon());
  m_releasedAt = now;
}

std::optional<TimePoint> TraceStrategy::nextWaveAt() const {
  if (m_blocked || m_released >= horizon()) return std::nullopt;
  return m_released == 0 || anyAnswer(m_released) ? TimePoint::min() : m_releasedAt + kWaveGap;
}

std::optional<TimePoint> TraceStrategy::nextProbeAt(int ttl) const {
  const int already = count(ttl);
  if (m_blocked) return std::nullopt;
  if (already == 0) return TimePoint::min();
  if (!worthRepeating(ttl)) return std::nullopt;
  const Sent& last = m_sent.at({ttl, already - 1});
  const TimePoint again = last.at + gapAfter(last);
  if (already < m_limits.probesPerHop) return again;
  if (already < (m_firstFinal ? kPlacingTries : 2) && worthPlacing(ttl)) return again;
  const bool maySecondTry = m_limits.probesPerHop == 1 && already == 1 && !anyAnswer(ttl);
  return maySecondTry && std::max(again, m_now) + kRetryWait <= last.deadline ? std::optional(again) : std::nullopt;
}

TimePoint TraceStrategy::deadlineFor(ProbeId id, TimePoint at) const {
  if (id.round < m_limits.probesPerHop) return at + m_limits.timeout;
  const TimePoint first = m_sent.at({id.ttl, 0}).deadline;
  return worthPlacing(id.ttl) ? std::max(first, at + kPlacingWait) : first;
}

TimePoint TraceStrategy::overAt(const Sent& entry) const {
  const int ttl = entry.probe.ttl;
  const bool givenUp = m_limits.repeatsAfter && (nextProbeAt(ttl) || !worthRepeating(ttl));
  return givenUp ? std::min(entry.deadline, entry.at + *m_limits.repeatsAfter - kRepeatMargin) : entry.deadline;
}

}  // namespace synscope
