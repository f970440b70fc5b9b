#pragma once

#include "core/engine/endpoint/life_watch.h"
#include "core/engine/endpoint/watched_life.h"
#include "core/engine/kernel/destroy_feed.h"
#include "core/engine/kernel/process_watch.h"
#include "core/engine/kernel/transition_feed.h"
#include "core/logic/endpoint/sampling_rounds.h"

#include <QTimer>

#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <unordered_map>
#include <vector>

namespace synscope {

/// Touched in the session's thread only, except what life() reads: that is under m_mutex, as is every change of it.
class LifeWatch::Private {
 public:
  Private(LifeWatch* owner, Transitions transitions);

  /// Changes one life under the lock; unknown ids are ignored.
  template <typename Change>
  void change(ConnectionId id, TimePoint at, const Change& change) {
    const std::lock_guard lock(m_mutex);
    const auto found = m_lives.find(id);
    if (found == m_lives.end()) return;
    change(*found->second);
    changed(*found->second, at);
  }

  void start();
  void add(ConnectionId id, const IpEndpoint& local, const IpEndpoint& peer);
  /// Whether this one is looked at closely: somebody watches it, or there are few.
  bool isClose(const WatchedLife& life) const;
  void retire(WatchedLife& life);
  void setLocal(WatchedLife& life, const IpEndpoint& local);
  /// Tells every life what the kernel has said of its states since the last time.
  void drainTransitions();
  /// What the kernel said of this one before it was known by its ends.
  void catchUp(WatchedLife& life);
  void setWatched(ConnectionId id);
  void describe(ConnectionRow& row) const;
  std::shared_ptr<const ConnectionLife> snapshot(ConnectionId id) const;

  SocketLookup m_lookup;

 private:
  void changed(WatchedLife& life, TimePoint at);
  void forget(ConnectionId id);
  WatchedLife* find(const SocketEnds& ends);
  void catchUp(WatchedLife& life, const SocketEnds& ends, Side whose);
  bool noteTransition(const TransitionRecord& record);
  void identifyPeer(WatchedLife& life, TimePoint now);
  void onDestroyed(const SocketRow& row);
  bool noteDestroyed(const SocketRow& row, ConnectionId& finished);
  void round();
  std::vector<ConnectionId> sampleDue();
  void reportProgress(TimePoint now);
  void arm();

  LifeWatch* q;
  QTimer m_timer;
  Transitions m_wanted;
  mutable std::mutex m_mutex;
  std::unordered_map<ConnectionId, std::unique_ptr<WatchedLife>> m_lives;
  std::unordered_map<SocketEnds, ConnectionId, SocketEndsHash> m_byEnds;
  std::optional<DestroyFeed> m_destroyed;  ///< From the first life on.
  std::optional<TransitionFeed> m_transitions;
  std::deque<TransitionRecord> m_ahead;
  std::unordered_map<ConnectionId, ProcessWatch> m_peerProcesses;  ///< Of peers on this machine.
  std::deque<ConnectionId> m_ended;
  SamplingRounds m_rounds;
  ConnectionId m_watched = 0;
  std::unordered_map<ConnectionId, std::uint64_t> m_unreported;  ///< Changed since the last progressed().
  TimePoint m_reportedAt{};
};

}  // namespace synscope
