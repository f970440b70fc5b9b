#include "core/engine/diagnose/full_size_check.h"

#include "core/engine/base/clock.h"
#include "core/engine/diagnose/data_connection.h"
#include "core/engine/diagnose/stream_io.h"
#include "core/engine/reach/native_socket.h"

#include <algorithm>
#include <utility>

namespace synscope {
namespace {

constexpr auto kAskEvery = std::chrono::milliseconds(10);
constexpr std::uint32_t kLargestSegment = 8'000;  ///< Two of them still fit into the filling; loopback has larger ones.

}  // namespace

class FullSizeCheck::Private {
 public:
  Private(FullSizeCheck* owner, IpEndpoint target, Filling filling, Duration timeout);

  void start();
  void finish();

  FullSizeEvidence m_evidence;
  bool m_ended = false;

 private:
  enum class Stage { kSmall, kFull, kReducedFull };

  void onConnected();
  void onFailed();
  void sendFull();
  void watch();
  void ask();
  void decided(std::optional<bool> acknowledged);
  void afterSmall(std::optional<bool> acknowledged);
  void afterFull(std::optional<bool> acknowledged);
  bool isGone();
  Duration waitFor() const;

  FullSizeCheck* q;
  Filling m_filling;
  Duration m_timeout;
  DataConnection m_connection;
  QTimer m_asking;
  Stage m_stage = Stage::kSmall;
  std::size_t m_size = 0;
  std::size_t m_sent = 0;
  TimePoint m_startedAt{};
  TimePoint m_stageSince{};
};

FullSizeCheck::Private::Private(FullSizeCheck* owner, IpEndpoint target, Filling filling, Duration timeout)
    : q(owner), m_filling(filling), m_timeout(timeout) {
  m_evidence.target = std::move(target);
  m_asking.setTimerType(Qt::PreciseTimer);
  m_asking.setInterval(kAskEvery);
  QObject::connect(&m_asking, &QTimer::timeout, q, [this] { ask(); });
  QObject::connect(&m_connection, &DataConnection::connected, q, [this] { onConnected(); });
  QObject::connect(&m_connection, &DataConnection::failed, q, [this] { onFailed(); });
}

void FullSizeCheck::Private::start() {
  m_startedAt = monotonicNow();
  m_connection.open(m_evidence.target, m_timeout, std::nullopt);
}

void FullSizeCheck::Private::finish() {
  if (std::exchange(m_ended, true)) return;
  m_asking.stop();
  m_connection.close();
  m_evidence.elapsed = monotonicNow() - m_startedAt;
  Q_EMIT q->ended();
}

void FullSizeCheck::Private::onConnected() {
  if (m_stage == Stage::kReducedFull) {
    m_sent = 0;
    return sendFull();
  }
  const auto info = tcpInfo(m_connection.fd());
  if (!info || !info->sendMss) return finish();
  m_evidence.mss = *info->sendMss;
  m_size = std::min<std::size_t>(2 * std::min(m_evidence.mss, kLargestSegment) + 100, kMaxFilling);
  const auto first = unfinishedRequest(m_filling, 1);
  m_sent = m_connection.send(first);
  watch();
}

void FullSizeCheck::Private::onFailed() {
  if (m_stage == Stage::kReducedFull) m_evidence.reducedAcknowledged = std::nullopt;
  finish();
}

void FullSizeCheck::Private::sendFull() {
  const auto data = unfinishedRequest(m_filling, m_size);
  m_sent += m_connection.send(std::span(data).subspan(m_sent));
  watch();
}

void FullSizeCheck::Private::watch() {
  m_stageSince = monotonicNow();
  m_asking.start();
  ask();
}

/// The peer has closed or reset: whatever is not acknowledged now never will be, and that says nothing.
bool FullSizeCheck::Private::isGone() {
  const StreamRead read = readStream(m_connection.fd(), 2048);
  return read.closed || read.error != SocketError::kNone;
}

Duration FullSizeCheck::Private::waitFor() const {
  return std::max<Duration>(kLeastWait, 6 * m_connection.attempt().elapsed);
}

void FullSizeCheck::Private::ask() {
  const SendState state = sendStateOf(m_connection.fd());
  m_evidence.retransmits = std::max(m_evidence.retransmits, state.retransmits);
  if (!state.known) return decided(std::nullopt);
  if (m_sent > 0 && state.allAcknowledged) return decided(true);
  if (isGone()) return decided(std::nullopt);
  if (monotonicNow() - m_stageSince < waitFor()) return;
  const bool lost = !state.waitsForWindow && state.retransmits > 0;
  decided(lost ? std::optional(false) : std::nullopt);
}

void FullSizeCheck::Private::decided(std::optional<bool> acknowledged) {
  m_asking.stop();
  switch (m_stage) {
    case Stage::kSmall: return afterSmall(acknowledged);
    case Stage::kFull: return afterFull(acknowledged);
    case Stage::kReducedFull: m_evidence.reducedAcknowledged = acknowledged; return finish();
  }
}

void FullSizeCheck::Private::afterSmall(std::optional<bool> acknowledged) {
  m_evidence.smallAcknowledged = acknowledged.value_or(false);
  if (acknowledged == false) m_evidence.fullAcknowledged = false;
  if (acknowledged != true) return finish();
  m_stage = Stage::kFull;
  sendFull();
}

void FullSizeCheck::Private::afterFull(std::optional<bool> acknowledged) {
  m_evidence.fullAcknowledged = acknowledged;
  if (acknowledged != false) return finish();
  m_stage = Stage::kReducedFull;
  m_connection.open(m_evidence.target, m_timeout, kReducedSegment);
}

FullSizeCheck::FullSizeCheck(IpEndpoint target, Filling filling, Duration timeout, QObject* parent)
    : Job(parent), d(std::make_unique<Private>(this, std::move(target), filling, timeout)) {}
FullSizeCheck::~FullSizeCheck() = default;

void FullSizeCheck::start() {
  d->start();
}

void FullSizeCheck::cancel() {
  d->finish();
}

const FullSizeEvidence& FullSizeCheck::result() const {
  return d->m_evidence;
}

}  // namespace synscope
