#include "core/engine/base/clock.h"
#include "core/engine/endpoint/life_watch_p.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace synscope {
namespace {

constexpr std::size_t kMostAhead = 256;  ///< Transitions kept of connections we do not know by their ends yet.

}  // namespace

void LifeWatch::Private::start() {
  if (m_destroyed) return;
  m_destroyed.emplace([this](const SocketRow& row) { onDestroyed(row); });
  if (m_wanted == Transitions::kWherePossible) m_transitions.emplace();
}

void LifeWatch::Private::onDestroyed(const SocketRow& row) {
  ConnectionId finished = 0;
  if (!noteDestroyed(row, finished)) return;
  if (finished != 0) Q_EMIT q->gone(finished);
  arm();
}

bool LifeWatch::Private::noteDestroyed(const SocketRow& row, ConnectionId& finished) {
  drainTransitions();
  const TimePoint now = monotonicNow();
  const SocketEnds ends(row.local, row.remote);
  const std::lock_guard lock(m_mutex);
  WatchedLife* ours = find(ends);
  WatchedLife* theirs = find(ends.reversed());
  if (theirs != nullptr && !isClose(*theirs)) theirs = nullptr;
  if (ours != nullptr) {
    const bool before = ours->isGone();
    ours->onDestroyed(now, row, m_lookup);
    if (ours->isGone() && !before) finished = ours->id();
    changed(*ours, now);
  }
  if (theirs != nullptr) {
    theirs->onPeerDestroyed(now, m_lookup);
    changed(*theirs, now);
  }
  return ours != nullptr || theirs != nullptr;
}

void LifeWatch::Private::drainTransitions() {
  if (!m_transitions || !m_transitions->capability().available) return;
  const std::lock_guard lock(m_mutex);
  m_transitions->drain([this](const TransitionRecord& record) {
    if (noteTransition(record)) return;
    m_ahead.push_back(record);
    if (m_ahead.size() > kMostAhead) m_ahead.pop_front();
  });
}

bool LifeWatch::Private::noteTransition(const TransitionRecord& record) {
  WatchedLife* ours = find(record.ends);
  WatchedLife* theirs = find(record.ends.reversed());
  if (ours != nullptr) ours->onTransition(record, Side::kUs);
  if (theirs != nullptr && isClose(*theirs)) theirs->onTransition(record, Side::kPeer);
  return ours != nullptr && theirs != nullptr;
}

void LifeWatch::Private::catchUp(WatchedLife& life) {
  catchUp(life, life.ends(), Side::kUs);
  catchUp(life, life.ends().reversed(), Side::kPeer);
}

void LifeWatch::Private::catchUp(WatchedLife& life, const SocketEnds& ends, Side whose) {
  const auto begins = [&](const TransitionRecord& record) {
    return record.ends == ends && (record.to == TcpState::kSynSent || record.to == TcpState::kSynReceived);
  };
  const auto first = std::find_if(m_ahead.rbegin(), m_ahead.rend(), begins);
  if (first == m_ahead.rend()) return;
  for (auto record = std::prev(first.base()); record != m_ahead.end(); ++record)
    if (record->ends == ends) life.onTransition(*record, whose);
}

void LifeWatch::Private::identifyPeer(WatchedLife& life, TimePoint now) {
  const auto socket = life.peerToIdentify(now);
  if (!socket) return;
  const ConnectionId id = life.id();
  ProcessWatch::Events events;
  events.found = [this, id](int pid, const std::string& name) {
    change(id, monotonicNow(), [&](WatchedLife& held) { held.setPeerProcess(pid, name); });
  };
  events.ended = [this, id](const ProcessExit& exit) {
    const TimePoint at = monotonicNow();
    change(id, at, [&](WatchedLife& held) { held.cycle().onPeerExited(at, exit); });
  };
  m_peerProcesses.try_emplace(id, *socket, std::move(events));
}

}  // namespace synscope
