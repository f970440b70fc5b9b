#include "core/engine/endpoint/watched_life.h"

#include "core/engine/kernel/tcp_socket_facts.h"
#include "core/engine/reach/local_facts.h"
#include "core/engine/reach/native_socket.h"

#include <algorithm>
#include <utility>

namespace synscope {
namespace {

using namespace std::chrono_literals;

constexpr Duration kBusyFor = 2s;     ///< A state that lasts longer is looked at seldom.
constexpr Duration kLasts = 50ms;     ///< A connection so old is worth a search for the peer's process.
constexpr Duration kPatience = 20ms;  ///< So long a read or write may take to tell why a connection ended.
constexpr const char* kUnknownLocal = "this-host";  ///< As in the timelines of attempts.

bool isPassing(TcpState state) {
  return state == TcpState::kSynSent || state == TcpState::kSynReceived || state == TcpState::kFinWait1 ||
         state == TcpState::kClosing || state == TcpState::kLastAck;
}

std::string labelOf(const IpEndpoint& endpoint) {
  return endpoint.port == 0 ? kUnknownLocal : endpoint.toString();
}

}  // namespace

WatchedLife::WatchedLife(ConnectionId id, IpEndpoint local, IpEndpoint peer)
    : m_id(id), m_local(std::move(local)), m_peer(std::move(peer)), m_cycle(labelOf(m_local), m_peer.toString()) {}

void WatchedLife::setLocal(const IpEndpoint& local) {
  m_local = local;
  m_cycle.setLabels(labelOf(m_local), m_peer.toString());
}

void WatchedLife::sample(TimePoint now, SocketLookup& lookup, bool closely) {
  if (m_gone) return;
  const TcpState before = m_cycle.state();
  if (hasDescriptor())
    sampleDescriptor(now, lookup, closely);
  else
    sampleTable(now, lookup);
  if (closely) samplePeer(now, lookup);
  noteChange(now, before);
}

void WatchedLife::noteChange(TimePoint now, TcpState before) {
  if (m_cycle.state() != before) m_changedAt = now;
}

void WatchedLife::sampleDescriptor(TimePoint now, SocketLookup& lookup, bool closely) {
  const auto info = tcpInfo(m_fd);
  if (!info) return;
  if (info->state == TcpState::kClosed) return onClosedByKernel(now, lookup);
  m_suspectedAt.reset();
  m_cycle.onState(now, info->state);
  m_cycle.onInfo(now, *info);
  touch();
  bool failed = false;
  if (!closely) return;
  const auto row = lookup.find(m_local, m_peer, failed);
  if (!failed) noteTimer(now, row ? row->timer : std::nullopt);
}

/// TIME_WAIT is kept apart from the descriptor, which then shows CLOSED. Otherwise the next read or write tells why the
/// connection ended, unless nobody reads.
void WatchedLife::onClosedByKernel(TimePoint now, SocketLookup& lookup) {
  if (m_cycle.state() == TcpState::kClosed) return;
  bool failed = false;
  const auto row = lookup.find(m_local, m_peer, failed);
  if (row && !isReborn(row->state)) return observe(now, *row);
  if (failed) return;
  if (!m_suspectedAt) m_suspectedAt = now;
  if (now - *m_suspectedAt < kPatience && m_cycle.state() != TcpState::kTimeWait) return;
  m_cycle.onGone(now);
  noteTimer(now, std::nullopt);
  touch();
}

void WatchedLife::sampleTable(TimePoint now, SocketLookup& lookup) {
  bool failed = false;
  const auto row = lookup.find(m_local, m_peer, failed);
  touch();
  if (row && !isReborn(row->state)) return observe(now, *row);
  if (failed)
    m_afterClose = lookup.capability();
  else
    m_cycle.onGone(now);
  noteTimer(now, std::nullopt);
  finish();
}

/// The same two ends, taken by a new connection: ours is gone.
bool WatchedLife::isReborn(TcpState state) const {
  return state == TcpState::kSynSent || state == TcpState::kSynReceived || state == TcpState::kEstablished;
}

void WatchedLife::observe(TimePoint now, const SocketRow& row) {
  m_cycle.onState(now, row.state);
  if (row.info && row.state != TcpState::kTimeWait) m_cycle.onInfo(now, *row.info);
  noteTimer(now, row.timer);
  touch();
}

void WatchedLife::samplePeer(TimePoint now, SocketLookup& lookup) {
  if (!m_peerIsHere) m_peerIsHere = isOwnAddress(m_peer.address);
  if (!*m_peerIsHere || m_local.port == 0) return;
  bool failed = false;
  const auto row = lookup.find(m_peer, m_local, failed);
  if (failed) return;
  if (row) m_cycle.onPeerState(now, row->state);
  if (row && !m_peerSeen) m_peerInode = row->inode;
  if (!row && m_peerSeen) m_cycle.onPeerState(now, TcpState::kClosed);
  m_peerSeen = m_peerSeen || row;
}

std::optional<std::uint32_t> WatchedLife::peerToIdentify(TimePoint now) {
  if (m_peerInode == 0 || now - m_changedAt < kLasts) return std::nullopt;
  return std::exchange(m_peerInode, 0);
}

void WatchedLife::setPeerProcess(int pid, std::string name) {
  m_peerPid = pid;
  m_peerProcess = std::move(name);
}

void WatchedLife::onDestroyed(TimePoint now, const SocketRow& row, SocketLookup& lookup) {
  if (hasDescriptor() || m_gone) return;
  if (row.info) m_cycle.onInfo(now, *row.info);
  sample(now, lookup, false);
}

void WatchedLife::onTransition(const TransitionRecord& record, Side whose) {
  if (m_gone) return;
  m_cycle.onTransition(record.at, whose, record.to);
  touch();
}

void WatchedLife::onPeerDestroyed(TimePoint now, SocketLookup& lookup) {
  if (m_gone) return;
  samplePeer(now, lookup);
  touch();
}

void WatchedLife::noteTimer(TimePoint now, const std::optional<SocketTimer>& timer) {
  m_timer = timer;
  m_timerAt = now;
  m_cycle.onTimer(now, timer);
}

void WatchedLife::close(TimePoint at, EndpointCall call, SocketLookup& lookup) {
  const TcpState before = m_cycle.state();
  if (hasDescriptor()) {
    sampleDescriptor(at, lookup, false);
    if (call == EndpointCall::kClose) m_cycle.onUnread(at, unreadBytes(m_fd).value_or(0));
  }
  m_cycle.onCall(at, call);
  m_fd = -1;
  m_changedAt = at;
  noteChange(at, before);
  touch();
}

void WatchedLife::fail(TimePoint at, EndpointCall call, SocketError error) {
  CallFailure failure{.call = call, .error = error};
  if (hasDescriptor()) {
    if (const auto info = tcpInfo(m_fd)) {
      failure.fatal = info->state == TcpState::kClosed;
      m_cycle.onInfo(at, *info);
    }
    failure.userTimeout = userTimeout(m_fd).has_value();
  }
  m_cycle.onFailed(at, failure);
  touch();
}

void WatchedLife::readClientSyn() {
  const auto syn = decodeSavedSyn(savedSyn(m_fd));
  if (!syn) return;
  m_cycle.onSavedSyn(*syn);
  m_clientSyn = std::make_unique<const SavedSyn>(*syn);
}

SamplingPace WatchedLife::pace(TimePoint now) const {
  if (m_gone) return SamplingPace::kNone;
  if (!hasDescriptor() && m_local.port == 0) return SamplingPace::kNone;  // Still being attempted.
  if (m_suspectedAt && m_cycle.state() != TcpState::kClosed) return SamplingPace::kBusy;
  const bool fresh = now - m_changedAt < kBusyFor;
  if (!hasDescriptor() && m_cycle.state() == TcpState::kClosed) return SamplingPace::kBusy;
  if (hasDescriptor() && m_cycle.state() == TcpState::kClosed) return SamplingPace::kNone;
  return fresh && isPassing(m_cycle.state()) ? SamplingPace::kBusy : SamplingPace::kQuiet;
}

std::optional<SocketTimer> WatchedLife::timerNow(TimePoint now) const {
  if (!m_timer) return std::nullopt;
  SocketTimer timer = *m_timer;
  const auto passed = std::chrono::floor<std::chrono::milliseconds>(now - m_timerAt).count();
  timer.expiresMs -= static_cast<std::uint32_t>(std::clamp<std::int64_t>(passed, 0, timer.expiresMs));
  return timer;
}

void WatchedLife::describe(ConnectionRow& row, TimePoint now) const {
  row.state = m_cycle.state();
  if (const auto& info = m_cycle.info()) {
    row.rttUs = info->rttUs;
    row.retransmits = info->totalRetransmits;
  }
  const auto timer = timerNow(now);
  row.expiresMs = timer && timer->kind == SocketTimerKind::kTimeWait ? std::optional(timer->expiresMs) : std::nullopt;
}

ConnectionLife WatchedLife::snapshot(TimePoint now) const {
  ConnectionLife life;
  life.generation = m_generation;
  life.local = m_local;
  life.peer = m_peer;
  life.timeline = m_cycle.timeline();
  life.state = m_cycle.state();
  life.peerState = m_cycle.peerState();
  life.teardown = m_cycle.teardown();
  life.info = m_cycle.info();
  life.timer = timerNow(now);
  if (m_clientSyn) life.clientSyn = *m_clientSyn;
  life.peerPid = m_peerPid;
  life.peerProcess = m_peerProcess;
  life.omittedEvents = m_cycle.omittedEvents();
  life.gone = m_gone;
  life.afterClose = m_afterClose;
  return life;
}

}  // namespace synscope
