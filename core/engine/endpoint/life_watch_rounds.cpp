#include "core/engine/base/clock.h"
#include "core/engine/endpoint/life_watch_p.h"

#include <algorithm>
#include <chrono>

namespace synscope {
namespace {

using namespace std::chrono_literals;

constexpr Duration kRoundBudget = 2ms;        ///< What one round may take at most.
constexpr Duration kQuietRound = 25ms;        ///< Between rounds when nothing is changing.
constexpr Duration kProgressInterval = 30ms;  ///< Between two progressed().
constexpr std::size_t kFewLives = 64;         ///< So many are looked at closely, beside the watched one.

/// Events kept per life: all lives together stay within a few ten MiB.
std::size_t eventLimit(std::size_t lives) {
  if (lives <= 200) return LifeStory::kMostEvents;
  return lives <= 2000 ? 200 : 32;
}

}  // namespace

bool LifeWatch::Private::isClose(const WatchedLife& life) const {
  return life.id() == m_watched || m_lives.size() <= kFewLives;
}

void LifeWatch::Private::changed(WatchedLife& life, TimePoint at) {
  life.touch();
  life.cycle().limitEvents(eventLimit(m_lives.size()));
  m_rounds.set(life.id(), life.pace(at), at);
  m_unreported[life.id()] = life.generation();
  arm();
}

void LifeWatch::Private::setWatched(ConnectionId id) {
  m_watched = id;
  m_rounds.setWatched(id);
  arm();
}

void LifeWatch::Private::round() {
  drainTransitions();
  const std::vector<ConnectionId> finished = sampleDue();
  reportProgress(monotonicNow());
  for (const ConnectionId id : finished)
    Q_EMIT q->gone(id);
  arm();
}

std::vector<ConnectionId> LifeWatch::Private::sampleDue() {
  std::vector<ConnectionId> finished;
  const TimePoint start = monotonicNow();
  for (TimePoint now = start; now - start < kRoundBudget; now = monotonicNow()) {
    const auto id = m_rounds.next(start);
    if (!id) break;
    const std::lock_guard lock(m_mutex);
    const auto found = m_lives.find(*id);
    if (found == m_lives.end()) continue;
    WatchedLife& life = *found->second;
    const std::uint64_t before = life.generation();
    life.sample(now, m_lookup, isClose(life));
    identifyPeer(life, now);
    if (life.generation() != before) m_unreported[*id] = life.generation();
    m_rounds.set(*id, life.pace(now), now);
    if (life.isGone()) finished.push_back(*id);
  }
  return finished;
}

void LifeWatch::Private::reportProgress(TimePoint now) {
  if (m_unreported.empty() || now - m_reportedAt < kProgressInterval) return;
  m_reportedAt = now;
  std::vector<ConnectionId> connections;
  connections.reserve(m_unreported.size());
  for (const auto& [id, generation] : m_unreported)
    connections.push_back(id);
  m_unreported.clear();
  std::ranges::sort(connections);
  Q_EMIT q->progressed(connections);
}

void LifeWatch::Private::arm() {
  const TimePoint now = monotonicNow();
  auto wait = m_rounds.wait(now);
  if (!m_unreported.empty()) wait = std::min(wait.value_or(kProgressInterval), kProgressInterval);
  if (!wait) return;
  const Duration least = *wait < SamplingRounds::kRound && !m_rounds.hasBusy() ? kQuietRound : SamplingRounds::kRound;
  const auto interval = std::chrono::ceil<std::chrono::milliseconds>(std::max(*wait, least));
  if (m_timer.isActive() && m_timer.remainingTimeAsDuration() <= interval) return;
  m_timer.start(interval);
}

}  // namespace synscope
