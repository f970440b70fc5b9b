#include "core/engine/endpoint/life_watch.h"

#include "core/engine/base/clock.h"
#include "core/engine/endpoint/watched_life.h"
#include "core/engine/kernel/destroy_feed.h"
#include "core/engine/kernel/process_watch.h"
#include "core/engine/kernel/transition_feed.h"
#include "core/engine/reach/native_socket.h"
#include "core/logic/endpoint/sampling_rounds.h"

#include <QTimer>

#include <algorithm>
#include <deque>
#include <mutex>
#include <unordered_map>
#include <utility>

namespace synscope {
namespace {

using namespace std::chrono_literals;

constexpr Duration kRoundBudget = 2ms;        ///< What one round may take at most.
constexpr Duration kQuietRound = 25ms;        ///< Between rounds when nothing is changing.
constexpr Duration kProgressInterval = 30ms;  ///< Between two progressed().
constexpr std::size_t kMostEnded = 2000;      ///< Lives kept after our descriptor was closed.
constexpr std::size_t kMostAhead = 256;       ///< Transitions kept of connections we do not know by their ends yet.
constexpr std::size_t kFewLives = 64;         ///< So many are looked at closely, beside the watched one.

/// Events kept per life: all lives together stay within a few ten MiB.
std::size_t eventLimit(std::size_t lives) {
  if (lives <= 200) return LifeStory::kMostEvents;
  return lives <= 2000 ? 200 : 32;
}

}  // namespace

/// Touched in the session's thread only, except what life() reads: that is under m_mutex, as is every change of it.
class LifeWatch::Private {
 public:
  Private(LifeWatch* owner, Transitions transitions) : q(owner), m_timer(owner), m_wanted(transitions) {
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    QObject::connect(&m_timer, &QTimer::timeout, owner, [this] { round(); });
  }

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
  bool isClose(const WatchedLife& life) const { return life.id() == m_watched || m_lives.size() <= kFewLives; }
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

void LifeWatch::Private::start() {
  if (m_destroyed) return;
  m_destroyed.emplace([this](const SocketRow& row) { onDestroyed(row); });
  if (m_wanted == Transitions::kWherePossible) m_transitions.emplace();
}

void LifeWatch::Private::add(ConnectionId id, const IpEndpoint& local, const IpEndpoint& peer) {
  start();
  const std::lock_guard lock(m_mutex);
  auto& life = m_lives[id];
  life = std::make_unique<WatchedLife>(id, local, peer);
  if (life->knowsLocal()) m_byEnds[life->ends()] = id;
}

void LifeWatch::Private::setLocal(WatchedLife& life, const IpEndpoint& local) {
  life.setLocal(local);
  m_byEnds[life.ends()] = life.id();
}

void LifeWatch::Private::forget(ConnectionId id) {
  const auto found = m_lives.find(id);
  if (found == m_lives.end()) return;
  const auto ends = m_byEnds.find(found->second->ends());
  if (ends != m_byEnds.end() && ends->second == id) m_byEnds.erase(ends);
  m_rounds.forget(id);
  m_unreported.erase(id);
  m_peerProcesses.erase(id);
  m_lives.erase(found);
}

WatchedLife* LifeWatch::Private::find(const SocketEnds& ends) {
  const auto id = m_byEnds.find(ends);
  if (id == m_byEnds.end()) return nullptr;
  const auto life = m_lives.find(id->second);
  return life == m_lives.end() ? nullptr : life->second.get();
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

/// The same two ends may have had a connection before: what counts starts with the last handshake.
void LifeWatch::Private::catchUp(WatchedLife& life, const SocketEnds& ends, Side whose) {
  const auto begins = [&](const TransitionRecord& record) {
    return record.ends == ends && (record.to == TcpState::kSynSent || record.to == TcpState::kSynReceived);
  };
  const auto first = std::find_if(m_ahead.rbegin(), m_ahead.rend(), begins);
  if (first == m_ahead.rend()) return;
  for (auto record = std::prev(first.base()); record != m_ahead.end(); ++record)
    if (record->ends == ends) life.onTransition(*record, whose);
}

void LifeWatch::Private::changed(WatchedLife& life, TimePoint at) {
  life.touch();
  life.cycle().limitEvents(eventLimit(m_lives.size()));
  m_rounds.set(life.id(), life.pace(at), at);
  m_unreported[life.id()] = life.generation();
  arm();
}

void LifeWatch::Private::retire(WatchedLife& life) {
  m_ended.push_back(life.id());
  if (m_ended.size() <= kMostEnded) return;
  const ConnectionId oldest = m_ended.front();
  m_ended.pop_front();
  forget(oldest);
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

/// Starts the timer for what is due next; one that is to fire earlier already is left alone.
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

void LifeWatch::Private::describe(ConnectionRow& row) const {
  const auto found = m_lives.find(row.id);
  if (found != m_lives.end()) found->second->describe(row, monotonicNow());
}

std::shared_ptr<const ConnectionLife> LifeWatch::Private::snapshot(ConnectionId id) const {
  const std::lock_guard lock(m_mutex);
  const auto found = m_lives.find(id);
  if (found == m_lives.end()) return nullptr;
  ConnectionLife life = found->second->snapshot(monotonicNow());
  if (m_transitions) life.everyTransition = m_transitions->capability();
  return std::make_shared<const ConnectionLife>(std::move(life));
}

LifeWatch::LifeWatch(QObject* parent, Transitions transitions)
    : QObject(parent), d(std::make_unique<Private>(this, transitions)) {}

LifeWatch::~LifeWatch() = default;

void LifeWatch::start() {
  d->start();
}

void LifeWatch::connecting(ConnectionId id, TimePoint at, const IpEndpoint& peer) {
  d->add(id, {}, peer);
  d->change(id, at, [&](WatchedLife& life) { life.cycle().onCall(at, EndpointCall::kConnect); });
}

void LifeWatch::attempted(ConnectionId id, const Attempt& attempt, const Timeline& timeline) {
  d->drainTransitions();
  d->change(id, attempt.startedAt + attempt.elapsed, [&](WatchedLife& life) {
    if (attempt.local) d->setLocal(life, *attempt.local);
    life.cycle().onAttempt(attempt, timeline);
    d->catchUp(life);
    if (life.cycle().state() != TcpState::kClosed) return;
    life.finish();
    d->retire(life);
  });
}

void LifeWatch::accepted(ConnectionId id, TimePoint at, const IpEndpoint& local, const IpEndpoint& peer, qintptr fd) {
  d->drainTransitions();
  d->add(id, local, peer);
  d->change(id, at, [&](WatchedLife& life) {
    life.setDescriptor(fd);
    life.cycle().onCall(at, EndpointCall::kAccept);
    life.readClientSyn();
    d->catchUp(life);
    life.sample(at, d->m_lookup, d->isClose(life));
  });
}

void LifeWatch::attach(ConnectionId id, qintptr fd) {
  const TimePoint now = monotonicNow();
  d->change(id, now, [&](WatchedLife& life) {
    if (const auto local = localEndpoint(fd); local && !life.knowsLocal()) d->setLocal(life, *local);
    life.setDescriptor(fd);
    life.sample(now, d->m_lookup, d->isClose(life));
  });
}

void LifeWatch::sent(ConnectionId id, TimePoint at, std::size_t bytes) {
  d->change(id, at, [&](WatchedLife& life) { life.cycle().onSent(at, bytes); });
}

void LifeWatch::received(ConnectionId id, TimePoint at, std::size_t bytes) {
  d->change(id, at, [&](WatchedLife& life) {
    if (life.cycle().state() == TcpState::kFinWait1) life.sample(at, d->m_lookup, false);
    life.cycle().onReceived(at, bytes);
  });
}

void LifeWatch::endOfInput(ConnectionId id, TimePoint at) {
  d->change(id, at, [&](WatchedLife& life) {
    if (life.cycle().state() == TcpState::kFinWait1) life.sample(at, d->m_lookup, false);
    life.cycle().onEndOfInput(at);
    life.sample(at, d->m_lookup, d->isClose(life));
  });
}

void LifeWatch::called(ConnectionId id, TimePoint at, EndpointCall call) {
  const bool closes = call == EndpointCall::kClose || call == EndpointCall::kAbort;
  d->change(id, at, [&](WatchedLife& life) {
    if (!closes) return life.cycle().onCall(at, call);
    life.close(at, call, d->m_lookup);
    d->retire(life);
  });
}

void LifeWatch::failed(ConnectionId id, TimePoint at, EndpointCall call, SocketError error) {
  d->change(id, at, [&](WatchedLife& life) { life.fail(at, call, error); });
}

void LifeWatch::setWatched(ConnectionId id) {
  d->setWatched(id);
}

void LifeWatch::describe(ConnectionRow& row) const {
  d->describe(row);
}

std::shared_ptr<const ConnectionLife> LifeWatch::life(ConnectionId id) const {
  return d->snapshot(id);
}

}  // namespace synscope
