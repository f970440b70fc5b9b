#include "core/engine/reach/udp_attempt.h"

#include "core/engine/base/clock.h"
#include "core/engine/reach/attempt_timeline.h"
#include "core/engine/reach/local_facts.h"
#include "core/engine/reach/native_socket.h"
#include "core/logic/reach/step_codes.h"

#include <QSocketNotifier>
#include <QTimer>

#include <algorithm>

namespace synscope {
namespace {

constexpr std::size_t kReplyBytes = 2048;
constexpr int kMaximumSends = 10;
constexpr int kDatagramsPerWakeUp = 16;  // A peer that floods cannot keep the event loop from its other work.

/// Errors of a send that a pending ICMP report caused; the datagram was not sent (ip(7), IP_RECVERR).
bool mayComeFromQueue(SocketError error) {
  return error == SocketError::kConnectionRefused || error == SocketError::kHostUnreachable ||
         error == SocketError::kNetworkUnreachable || error == SocketError::kAccessDenied ||
         error == SocketError::kProtocolNotAvailable || error == SocketError::kHostDown;
}

bool sameOctets(const IpAddress& a, const IpAddress& b) {
  return std::ranges::equal(a.octets(), b.octets());
}

/// An unconnected socket knows its port; its source address is the route's.
std::optional<IpEndpoint> sourceOf(qintptr fd, const IpAddress& target) {
  auto local = localEndpoint(fd);
  const auto source = routeTo(target).source;
  if (local && source) local->address = *source;
  return local;
}

}  // namespace

class UdpAttempt::Private {
 public:
  Private(UdpAttempt* owner, IpEndpoint target, std::vector<std::byte> payload, Options options);

  void start();
  void finish(AttemptEnd end, SocketError error = SocketError::kNone);
  void finishCancelled();
  void stopWatching();

  Attempt m_attempt;
  AttemptTimeline m_timeline;

 private:
  void sendOnce();
  SocketError sendAfterDraining();
  void planNextSend();
  void watch();
  void onReady();
  void readErrors();
  void onQueuedError(const QueuedError& record);
  void readDatagrams();
  void onDatagram(ReceivedDatagram datagram);
  void onTimeout();
  bool isOurs(const QueuedError& record) const;
  void askNeighbour();

  UdpAttempt* q;
  std::vector<std::byte> m_payload;
  Options m_options;
  UniqueFd m_fd;
  QSocketNotifier* m_notifier = nullptr;
  QTimer* m_timeout = nullptr;
  QTimer* m_resend = nullptr;
  bool m_ended = false;
};

UdpAttempt::Private::Private(UdpAttempt* owner, IpEndpoint target, std::vector<std::byte> payload, Options options)
    : m_timeline(target), q(owner), m_payload(std::move(payload)), m_options(options) {
  m_options.sends = std::clamp(m_options.sends, 1, kMaximumSends);
  m_attempt.protocol = Protocol::kUdp;
  m_attempt.target = std::move(target);
}

void UdpAttempt::Private::start() {
  if (m_ended) return;
  m_attempt.startedAt = monotonicNow();
  OpenedSocket opened = openUdp(m_attempt.target.address.family());
  m_fd = std::move(opened.fd);
  if (opened.error != SocketError::kNone) return finish(AttemptEnd::kNotSent, opened.error);
  watch();
  sendOnce();
}

void UdpAttempt::Private::watch() {
  m_notifier = new QSocketNotifier(m_fd.get(), QSocketNotifier::Read, q);  // Wakes up for the error queue as well.
  QObject::connect(m_notifier, &QSocketNotifier::activated, q, [this] { onReady(); });
  for (QTimer** timer : {&m_timeout, &m_resend}) {
    *timer = new QTimer(q);
    (*timer)->setTimerType(Qt::PreciseTimer);
    (*timer)->setSingleShot(true);
  }
  QObject::connect(m_timeout, &QTimer::timeout, q, [this] { onTimeout(); });
  QObject::connect(m_resend, &QTimer::timeout, q, [this] { sendOnce(); });
  m_timeout->start(std::chrono::ceil<std::chrono::milliseconds>(m_options.timeout));
}

void UdpAttempt::Private::sendOnce() {
  const bool first = m_attempt.datagramsSent == 0;
  const TimePoint now = monotonicNow();
  if (first) m_attempt.startedAt = now;
  const SocketError error = sendAfterDraining();
  if (m_ended) return;
  if (error != SocketError::kNone) {
    m_timeline.here(now, EventKind::kError, step::kSendFailed, {{"errno", std::string(name(error))}});
    readErrors();
    return finish(first ? AttemptEnd::kNotSent : AttemptEnd::kFailed, error);
  }
  ++m_attempt.datagramsSent;
  if (first) m_attempt.local = sourceOf(m_fd.get(), m_attempt.target.address);
  m_timeline.sent(now, EventKind::kDatagram, step::kDatagramSent, EventSource::kObserved,
                  {{"target", m_attempt.target.toString()}, {"bytes", std::to_string(m_payload.size())}});
  planNextSend();
}

/// A report that waits in the queue makes the next send fail with its error without sending: then once more.
SocketError UdpAttempt::Private::sendAfterDraining() {
  for (int tries = 0;; ++tries) {
    readErrors();
    if (m_ended) return SocketError::kNone;
    const SocketError error = sendDatagram(m_fd.get(), m_attempt.target, m_payload, m_options.ttl);
    if (tries == 1 || m_attempt.datagramsSent == 0 || !mayComeFromQueue(error)) return error;
  }
}

void UdpAttempt::Private::planNextSend() {
  if (static_cast<int>(m_attempt.datagramsSent) >= m_options.sends) return;
  const Duration due = m_options.timeout * static_cast<int>(m_attempt.datagramsSent) / m_options.sends;
  const Duration left = m_attempt.startedAt + due - monotonicNow();
  m_resend->start(std::chrono::ceil<std::chrono::milliseconds>(std::max(left, Duration::zero())));
}

void UdpAttempt::Private::onReady() {
  readDatagrams();
  readErrors();
}

void UdpAttempt::Private::readErrors() {
  if (m_ended) return;
  for (const QueuedError& record : drainErrorQueue(m_fd.get())) {
    if (!m_ended && isOurs(record)) onQueuedError(record);
  }
}

bool UdpAttempt::Private::isOurs(const QueuedError& record) const {
  return record.icmp && record.destination && record.destination->port == m_attempt.target.port &&
         sameOctets(record.destination->address, m_attempt.target.address);
}

/// Packet-too-big is not the end: the kernel has learned the path's MTU and fragments the next send (ip(7)).
void UdpAttempt::Private::onQueuedError(const QueuedError& record) {
  m_timeline.icmp(monotonicNow(), *record.icmp);
  if (meaning(*record.icmp) == IcmpMeaning::kPacketTooBig) return;
  m_attempt.icmp = record.icmp;
  if (m_attempt.datagramsSent > 0) finish(AttemptEnd::kFailed, record.error);
}

void UdpAttempt::Private::readDatagrams() {
  for (int i = 0; i < kDatagramsPerWakeUp && !m_ended; ++i) {
    auto datagram = receiveDatagram(m_fd.get(), kReplyBytes);
    if (!datagram) return;
    onDatagram(std::move(*datagram));
  }
}

/// Any answer counts, also one from another address of the host: the datagram went to a port only the target knew.
void UdpAttempt::Private::onDatagram(ReceivedDatagram datagram) {
  m_timeline.received(monotonicNow(), datagram.from.address, EventKind::kDatagram, step::kDatagramReceived,
                      EventSource::kObserved,
                      {{"from", datagram.from.toString()}, {"bytes", std::to_string(datagram.payload.size())}});
  const auto own = localEndpoint(m_fd.get());
  m_attempt.selfConnected = own && own->port == datagram.from.port && isOwnAddress(datagram.from.address);
  m_attempt.replyFrom = datagram.from;
  m_attempt.reply = std::move(datagram.payload);
  finish(AttemptEnd::kAnswered);
}

void UdpAttempt::Private::onTimeout() {
  onReady();
  if (m_ended) return;
  m_timeline.here(monotonicNow(), EventKind::kTimer, step::kTimedOut);
  finish(AttemptEnd::kSilent);
}

void UdpAttempt::Private::finish(AttemptEnd end, SocketError error) {
  if (m_ended) return;
  m_ended = true;
  stopWatching();
  m_attempt.elapsed = monotonicNow() - m_attempt.startedAt;
  m_attempt.end = end;
  m_attempt.error = error;
  askNeighbour();
  if (m_fd) m_timeline.here(monotonicNow(), EventKind::kSyscall, step::kClosed);
  m_fd.reset();
  QMetaObject::invokeMethod(q, &Job::ended, Qt::QueuedConnection);
}

void UdpAttempt::Private::finishCancelled() {
  if (m_ended) return;
  m_timeline.here(monotonicNow(), EventKind::kNote, step::kCancelled);
  finish(AttemptEnd::kCancelled);
}

void UdpAttempt::Private::askNeighbour() {
  const bool ownReport = m_attempt.icmp && m_attempt.icmp->fromThisHost;
  if (m_attempt.end == AttemptEnd::kSilent || ownReport)
    m_attempt.neighbour = neighbourTowards(m_attempt.target.address);
}

void UdpAttempt::Private::stopWatching() {
  for (QTimer* timer : {m_timeout, m_resend}) {
    if (timer != nullptr) timer->stop();
  }
  if (m_notifier == nullptr) return;
  m_notifier->setEnabled(false);
  m_notifier->deleteLater();
  m_notifier = nullptr;
}

UdpAttempt::UdpAttempt(IpEndpoint target, std::vector<std::byte> payload, Options options, QObject* parent)
    : Job(parent), d(std::make_unique<Private>(this, std::move(target), std::move(payload), options)) {}

UdpAttempt::~UdpAttempt() {
  d->stopWatching();
}

void UdpAttempt::start() {
  d->start();
}

void UdpAttempt::cancel() {
  d->finishCancelled();
}

const Attempt& UdpAttempt::result() const {
  return d->m_attempt;
}

const Timeline& UdpAttempt::timeline() const {
  return d->m_timeline.timeline();
}

}  // namespace synscope
