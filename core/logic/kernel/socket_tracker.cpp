#include "core/logic/kernel/socket_tracker.h"

#include "core/logic/kernel/socket_changes.h"

#include <utility>

namespace synscope {
namespace {

std::optional<TcpCounters> growthOf(const std::optional<TcpCounters>& before, const std::optional<TcpCounters>& after) {
  return before && after ? std::optional(growth(*before, *after)) : std::nullopt;
}

}  // namespace

std::shared_ptr<const SocketSnapshot> SocketTracker::update(SocketSnapshot reading, bool quiet) {
  const auto now = std::make_shared<SocketSnapshot>(std::move(reading));
  now->generation = m_last->generation + 1;
  now->listed = now->rows.size();
  track(*now, quiet || m_last->generation == 0);
  if (!m_firstCounters) m_firstCounters = now->counters;
  now->grown = growthOf(m_firstCounters, now->counters);
  now->justGrown = growthOf(m_last->counters, now->counters);
  m_last = now;
  return now;
}

void SocketTracker::track(SocketSnapshot& now, bool quiet) {
  const std::span before = std::span(m_last->rows).first(m_last->listed);
  const SocketMatch match = matchSockets(before, now.rows);
  now.tracks.resize(now.rows.size());
  for (std::size_t i = 0; i < now.rows.size(); ++i) {
    const std::size_t earlier = match.before[i];
    SocketTrack& track = now.tracks[i];
    if (earlier == SocketMatch::kNone)
      track = {++m_lastId, SocketMark::kNew, now.at};
    else if (looksChanged(before[earlier], now.rows[i]))
      track = {m_last->tracks[earlier].id, SocketMark::kChanged, now.at};
    else
      track = m_last->tracks[earlier];
    if (quiet) track.mark = SocketMark::kNone;
  }
  if (!quiet) addGone(now, match.gone);
}

void SocketTracker::addGone(SocketSnapshot& now, std::span<const std::size_t> gone) const {
  for (const std::size_t index : gone) {
    now.rows.push_back(m_last->rows[index]);
    now.tracks.push_back({m_last->tracks[index].id, SocketMark::kGone, now.at});
  }
}

}  // namespace synscope
