#include "core/engine/base/clock.h"
#include "core/engine/endpoint/life_watch_p.h"
#include "core/engine/reach/native_socket.h"

#include <utility>

namespace synscope {
namespace {

constexpr std::size_t kMostEnded = 2000;  ///< Lives kept after our descriptor was closed.

}  // namespace

LifeWatch::Private::Private(LifeWatch* owner, Transitions transitions)
    : q(owner), m_timer(owner), m_wanted(transitions) {
  m_timer.setSingleShot(true);
  m_timer.setTimerType(Qt::PreciseTimer);
  QObject::connect(&m_timer, &QTimer::timeout, owner, [this] { round(); });
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

/// The same two ends may have had a connection before: what counts starts with the last handshake.

void LifeWatch::Private::retire(WatchedLife& life) {
  m_ended.push_back(life.id());
  if (m_ended.size() <= kMostEnded) return;
  const ConnectionId oldest = m_ended.front();
  m_ended.pop_front();
  forget(oldest);
}

/// Starts the timer for what is due next; one that is to fire earlier already is left alone.

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
