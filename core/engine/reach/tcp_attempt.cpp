#include "core/engine/reach/tcp_attempt.h"

#include "core/engine/base/clock.h"
#include "core/engine/reach/attempt_timeline.h"
#include "core/engine/reach/local_facts.h"
#include "core/engine/reach/native_socket.h"
#include "core/logic/reach/step_codes.h"

#include <QSocketNotifier>
#include <QTimer>

#include <algorithm>
#include <utility>

namespace synscope {
namespace {

/// The first retransmission time-out is 1 s (RFC 6298 section 2.1); from there on the kernel is asked in short steps.
constexpr auto kFirstSample = std::chrono::milliseconds(1005);
constexpr auto kSampleInterval = std::chrono::milliseconds(100);

NegotiatedOptions negotiatedOptions(const TcpInfo& info) {
  NegotiatedOptions options;
  options.sendMss = info.sendMss.value_or(0);
  options.receiveMss = info.advertisedMss.value_or(0);
  options.pathMtu = info.pathMtu.value_or(0);
  options.sendWindowScale = info.sendWindowScale;
  options.receiveWindowScale = info.receiveWindowScale;
  options.selectiveAck = info.selectiveAck.value_or(false);
  options.timestamps = info.timestamps.value_or(false);
  return options;
}

/// Linux counts a SYN that could not be sent again in tcpi_retransmits only, one that went out in both counters.
std::uint32_t countSynRetransmits(const TcpInfo& info) {
  const std::uint32_t total = info.totalRetransmits.value_or(0);
  if (info.state != TcpState::kSynSent) return total;
  return std::max<std::uint32_t>(total, info.retransmits.value_or(0));
}

/// A reset or a FIN that was answered by one needs a connection before it (RFC 9293 section 3.10.7.3: in SYN-SENT a
/// reset refuses the connection).
bool needsConnection(SocketError error) {
  return error == SocketError::kConnectionReset || error == SocketError::kBrokenPipe;
}

}  // namespace

class TcpAttempt::Private {
 public:
  Private(TcpAttempt* owner, IpEndpoint target, Options options);

  void start();
  void finish(AttemptEnd end, SocketError error = SocketError::kNone);
  void finishCancelled();
  void stopWatching();

  Attempt m_attempt;
  AttemptTimeline m_timeline;
  UniqueFd m_fd;

 private:
  SocketError open();
  void connectOnce();
  void waitForResult();
  void sample();
  void noteRetransmits(const TcpInfo& info);
  void onReady();
  void onTimeout();
  void onConnected();
  void onFailure(const SocketFailure& failure);
  void noteEstablished(TimePoint at);
  void noteSyn();
  bool synStayedHere() const;
  void askNeighbour();
  void closeSocket();

  TcpAttempt* q;
  Options m_options;
  QSocketNotifier* m_notifier = nullptr;
  QTimer* m_timeout = nullptr;
  QTimer* m_sampler = nullptr;
  bool m_called = false;
  bool m_ended = false;
};

TcpAttempt::Private::Private(TcpAttempt* owner, IpEndpoint target, Options options)
    : m_timeline(target), q(owner), m_options(std::move(options)) {
  m_attempt.protocol = Protocol::kTcp;
  m_attempt.target = std::move(target);
}

void TcpAttempt::Private::start() {
  if (m_ended) return;
  m_attempt.startedAt = monotonicNow();
  if (const SocketError error = open(); error != SocketError::kNone) return finish(AttemptEnd::kNotSent, error);
  connectOnce();
}

SocketError TcpAttempt::Private::open() {
  const IpFamily family = m_attempt.target.address.family();
  OpenedSocket opened = openTcp(family);
  m_fd = std::move(opened.fd);
  SocketError error = opened.error;
  if (error == SocketError::kNone && m_options.ttl) error = setTtl(m_fd.get(), family, *m_options.ttl);
  if (error == SocketError::kNone && m_options.minimumTtl)
    error = setMinimumTtl(m_fd.get(), family, *m_options.minimumTtl);
  if (error == SocketError::kNone && m_options.maximumSegment)
    error = setMaximumSegment(m_fd.get(), *m_options.maximumSegment);
  if (error == SocketError::kNone && m_options.prepare) error = m_options.prepare(m_fd.get(), family);
  return error;
}

void TcpAttempt::Private::connectOnce() {
  m_called = true;
  m_attempt.startedAt = monotonicNow();
  const StartedConnect started = startConnect(m_fd.get(), m_attempt.target, m_options.flowLabel);
  m_timeline.here(m_attempt.startedAt, EventKind::kSyscall, step::kConnectCalled,
                  {{"target", m_attempt.target.toString()}});
  m_attempt.local = localEndpoint(m_fd.get());
  switch (started.state) {
    case ConnectStart::kConnected: return onConnected();
    case ConnectStart::kPending: return waitForResult();
    case ConnectStart::kFailed: break;
  }
  // BSD reports a reset from a loopback port in the call itself; everything else means that nothing was sent.
  const bool refused = started.error == SocketError::kConnectionRefused;
  finish(refused ? AttemptEnd::kFailed : AttemptEnd::kNotSent, started.error);
}

void TcpAttempt::Private::waitForResult() {
  m_notifier = new QSocketNotifier(m_fd.get(), QSocketNotifier::Write, q);
  QObject::connect(m_notifier, &QSocketNotifier::activated, q, [this] { onReady(); });

  m_timeout = new QTimer(q);
  m_timeout->setTimerType(Qt::PreciseTimer);
  m_timeout->setSingleShot(true);
  QObject::connect(m_timeout, &QTimer::timeout, q, [this] { onTimeout(); });
  m_timeout->start(std::chrono::ceil<std::chrono::milliseconds>(m_options.timeout));

  m_sampler = new QTimer(q);
  m_sampler->setTimerType(Qt::PreciseTimer);
  QObject::connect(m_sampler, &QTimer::timeout, q, [this] { sample(); });
  m_sampler->start(kFirstSample);
}

void TcpAttempt::Private::sample() {
  if (m_sampler->intervalAsDuration() != kSampleInterval) m_sampler->setInterval(kSampleInterval);
  if (const auto info = tcpInfo(m_fd.get())) noteRetransmits(*info);
}

void TcpAttempt::Private::noteRetransmits(const TcpInfo& info) {
  if (info.state == TcpState::kSynSent && info.retransmits.value_or(0) > 0)
    m_attempt.retransmitStayedLocal = info.retransmitsInFlight.value_or(1) == 0;
  const std::uint32_t count = countSynRetransmits(info);
  const TimePoint now = monotonicNow();
  for (std::uint32_t n = m_attempt.synRetransmits.value_or(0) + 1; n <= count; ++n) {
    const AttemptTimeline::Fields fields{{"n", std::to_string(n)}};
    if (m_attempt.retransmitStayedLocal.value_or(false))
      m_timeline.here(now, EventKind::kTimer, step::kSynStayedLocal, fields);
    else
      m_timeline.sent(now, EventKind::kSegment, step::kSynRetransmitted, EventSource::kObserved, fields);
    m_attempt.synRetransmits = n;
    Q_EMIT q->synRetransmitted(n);
    if (m_ended) return;
  }
  m_attempt.synRetransmits = std::max(m_attempt.synRetransmits.value_or(0), count);
}

/// Order matters: connected first (a late ICMP does not undo a handshake), then the error, whatever state TCP_INFO
/// reports: on loopback, veth and for local rejects the socket is still in SYN_SENT when the error is already decided.
void TcpAttempt::Private::onReady() {
  if (const auto info = tcpInfo(m_fd.get())) noteRetransmits(*info);
  if (m_ended) return;
  if (peerEndpoint(m_fd.get())) return onConnected();
  const SocketFailure failure = takeError(m_fd.get());
  if (failure.error != SocketError::kNone) onFailure(failure);
}

void TcpAttempt::Private::onTimeout() {
  onReady();
  if (m_ended) return;
  m_timeline.here(monotonicNow(), EventKind::kTimer, step::kTimedOut);
  finish(AttemptEnd::kSilent);
}

void TcpAttempt::Private::onConnected() {
  const TimePoint now = monotonicNow();
  m_attempt.elapsed = now - m_attempt.startedAt;
  if (const auto info = tcpInfo(m_fd.get())) {
    m_attempt.negotiated = negotiatedOptions(*info);
    m_attempt.synRetransmits = countSynRetransmits(*info);
    // With a lost SYN or SYN-ACK the kernel's sample may hold the time-out as well.
    if (info->rttUs && m_attempt.synRetransmits == 0U) m_attempt.kernelRtt = std::chrono::microseconds(*info->rttUs);
  }
  m_attempt.retransmitStayedLocal.reset();
  m_attempt.local = localEndpoint(m_fd.get());
  m_attempt.selfConnected = m_attempt.local && m_attempt.local == peerEndpoint(m_fd.get());
  noteEstablished(now);
  finish(AttemptEnd::kAnswered);
}

void TcpAttempt::Private::noteEstablished(TimePoint at) {
  if (m_attempt.selfConnected) return m_timeline.here(at, EventKind::kState, step::kSelfConnected);
  m_timeline.received(at, m_attempt.target.address, EventKind::kSegment, step::kSynAckReceived, EventSource::kInferred);
  m_timeline.here(at, EventKind::kState, step::kEstablished);
}

void TcpAttempt::Private::onFailure(const SocketFailure& failure) {
  const TimePoint now = monotonicNow();
  m_attempt.icmp = failure.icmp;
  if (failure.icmp) m_timeline.icmp(now, *failure.icmp);
  const bool wasConnected = needsConnection(failure.error);
  if (wasConnected) noteEstablished(now);
  const bool reset = wasConnected || failure.error == SocketError::kConnectionRefused;
  if (reset && !failure.icmp && hasErrorQueue())
    m_timeline.received(now, m_attempt.target.address, EventKind::kSegment, step::kRstReceived, EventSource::kInferred);
  if (wasConnected) return finish(AttemptEnd::kAnswered, failure.error);
  const bool silent = failure.error == SocketError::kTimedOut && !failure.icmp;
  finish(silent ? AttemptEnd::kSilent : AttemptEnd::kFailed, failure.error);
}

void TcpAttempt::Private::finish(AttemptEnd end, SocketError error) {
  if (m_ended) return;
  m_ended = true;
  stopWatching();
  const TimePoint now = monotonicNow();
  m_attempt.end = end;
  m_attempt.error = error;
  if (m_attempt.elapsed == Duration::zero()) m_attempt.elapsed = now - m_attempt.startedAt;
  if (error != SocketError::kNone)
    m_timeline.here(now, EventKind::kError, step::kConnectFailed, {{"errno", std::string(name(error))}});
  askNeighbour();
  noteSyn();
  const bool usable = end == AttemptEnd::kAnswered && error == SocketError::kNone && !m_attempt.selfConnected;
  if (!usable || !m_options.keepOpen) closeSocket();
  QMetaObject::invokeMethod(q, &Job::ended, Qt::QueuedConnection);
}

void TcpAttempt::Private::finishCancelled() {
  if (m_ended) return;
  m_timeline.here(monotonicNow(), EventKind::kNote, step::kCancelled);
  finish(AttemptEnd::kCancelled);
}

/// A next hop that does not answer shows as silence, or after three seconds as an ICMP error of this machine itself.
void TcpAttempt::Private::askNeighbour() {
  if (!m_options.askNeighbour) return;
  const bool ownReport = m_attempt.icmp && m_attempt.icmp->fromThisHost;
  if (m_attempt.end == AttemptEnd::kSilent || ownReport)
    m_attempt.neighbour = neighbourTowards(m_attempt.target.address);
}

bool TcpAttempt::Private::synStayedHere() const {
  const bool ownReport = m_attempt.icmp && m_attempt.icmp->fromThisHost;
  const bool deadNextHop =
      m_attempt.neighbour == NeighbourState::kFailed || m_attempt.neighbour == NeighbourState::kIncomplete;
  return (ownReport && !isOwnAddress(m_attempt.target.address)) || deadNextHop ||
         m_attempt.retransmitStayedLocal.value_or(false);
}

void TcpAttempt::Private::noteSyn() {
  if (!m_called || m_attempt.end == AttemptEnd::kNotSent) return;
  if (synStayedHere()) return m_timeline.here(m_attempt.startedAt, EventKind::kSegment, step::kSynStayedLocal);
  m_timeline.sent(m_attempt.startedAt, EventKind::kSegment, step::kSynSent, EventSource::kInferred);
}

void TcpAttempt::Private::stopWatching() {
  for (QTimer* timer : {m_timeout, m_sampler}) {
    if (timer != nullptr) timer->stop();
  }
  if (m_notifier == nullptr) return;
  m_notifier->setEnabled(false);
  m_notifier->deleteLater();
  m_notifier = nullptr;
}

void TcpAttempt::Private::closeSocket() {
  if (!m_fd) return;
  if (m_attempt.end == AttemptEnd::kAnswered) setResetOnClose(m_fd.get());
  m_fd.reset();
  m_timeline.here(monotonicNow(), EventKind::kSyscall, step::kClosed);
}

TcpAttempt::TcpAttempt(IpEndpoint target, Options options, QObject* parent)
    : Job(parent), d(std::make_unique<Private>(this, std::move(target), options)) {}

TcpAttempt::~TcpAttempt() {
  d->stopWatching();
  if (d->m_fd) setResetOnClose(d->m_fd.get());
}

void TcpAttempt::start() {
  d->start();
}

void TcpAttempt::cancel() {
  d->finishCancelled();
}

const Attempt& TcpAttempt::result() const {
  return d->m_attempt;
}

const Timeline& TcpAttempt::timeline() const {
  return d->m_timeline.timeline();
}

qintptr TcpAttempt::takeSocket() {
  if (d->m_attempt.end != AttemptEnd::kAnswered || !d->m_fd) return -1;
  setErrorQueue(d->m_fd.get(), d->m_attempt.target.address.family(), false);
  return d->m_fd.release();
}

}  // namespace synscope
