#include "core/logic/endpoint/sampling_rounds.h"

#include <algorithm>

namespace synscope {
namespace {

using namespace std::chrono_literals;

constexpr std::uint32_t kBusyPerQuiet = 4;  ///< So that many busy ones do not starve the quiet ones.

}  // namespace

Duration SamplingRounds::intervalOf(SamplingPace pace) const {
  if (pace == SamplingPace::kBusy) return std::max<Duration>(kRound, m_busy.members * 20us);
  return std::clamp<Duration>(m_quiet.members * 100us, 250ms, 1s);
}

void SamplingRounds::set(ConnectionId id, SamplingPace pace, TimePoint now) {
  const auto known = m_places.find(id);
  const SamplingPace before = known == m_places.end() ? SamplingPace::kNone : known->second.pace;
  if (pace == before) return;
  if (before != SamplingPace::kNone) --queueOf(before).members;
  if (pace == SamplingPace::kNone) {
    m_places.erase(known);
    return;
  }
  Queue& queue = queueOf(pace);
  ++queue.members;
  const Turn turn{id, ++m_lastTicket, pace == SamplingPace::kBusy ? now : now + intervalOf(pace)};
  m_places[id] = {pace, turn.ticket};
  if (pace == SamplingPace::kBusy)
    queue.turns.push_front(turn);
  else
    queue.turns.push_back(turn);
}

void SamplingRounds::setWatched(ConnectionId id) {
  m_watched = id;
  m_watchedDue = {};
}

std::optional<ConnectionId> SamplingRounds::next(TimePoint now) {
  if (m_watched != 0 && m_watchedDue <= now && m_places.contains(m_watched)) {
    m_watchedDue = now + kWatchedInterval;
    return m_watched;
  }
  const bool busyFirst = m_busyInARow < kBusyPerQuiet;
  const auto first = busyFirst ? SamplingPace::kBusy : SamplingPace::kQuiet;
  const auto second = busyFirst ? SamplingPace::kQuiet : SamplingPace::kBusy;
  m_busyInARow = busyFirst ? m_busyInARow + 1 : 0;
  const auto id = take(first, now);
  return id ? id : take(second, now);
}

std::optional<ConnectionId> SamplingRounds::take(SamplingPace pace, TimePoint now) {
  Queue& queue = queueOf(pace);
  while (!queue.turns.empty()) {
    Turn turn = queue.turns.front();
    const auto place = m_places.find(turn.id);
    const bool isVoid = place == m_places.end() || place->second.ticket != turn.ticket;
    if (!isVoid && turn.due > now) return std::nullopt;
    queue.turns.pop_front();
    if (isVoid) continue;
    turn.due = now + intervalOf(pace);
    queue.turns.push_back(turn);
    return turn.id;
  }
  return std::nullopt;
}

std::optional<Duration> SamplingRounds::wait(TimePoint now) const {
  std::optional<TimePoint> due;
  const auto consider = [&due](TimePoint at) { due = due ? std::min(*due, at) : at; };
  if (m_busy.members > 0 && !m_busy.turns.empty()) consider(m_busy.turns.front().due);
  if (m_quiet.members > 0 && !m_quiet.turns.empty()) consider(m_quiet.turns.front().due);
  if (m_watched != 0 && m_places.contains(m_watched)) consider(m_watchedDue);
  if (!due) return std::nullopt;
  return std::max(Duration::zero(), *due - now);
}

}  // namespace synscope
