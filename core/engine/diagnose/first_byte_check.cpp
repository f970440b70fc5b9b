#include "core/engine/diagnose/first_byte_check.h"

#include "core/engine/base/clock.h"
#include "core/engine/diagnose/data_connection.h"
#include "core/engine/diagnose/stream_io.h"
#include "core/logic/diagnose/probe_data.h"

#include <utility>

namespace synscope {
namespace {

constexpr int kReducedSegment = 536;
constexpr auto kReducedWait = std::chrono::milliseconds(1500);

}  // namespace

class FirstByteCheck::Private {
 public:
  Private(FirstByteCheck* owner, IpEndpoint target, FirstByteOptions options);

  void start();
  void finish();

  FirstByteEvidence m_evidence;
  bool m_ended = false;

 private:
  void onConnected();
  void onFailed();
  void onReadable();
  void onTimeout();
  void ended(FirstByteResult result);
  Duration waitFor() const;

  FirstByteCheck* q;
  FirstByteOptions m_options;
  DataConnection m_connection;
  QTimer m_timer;
  bool m_reduced = false;
  TimePoint m_startedAt{};
};

FirstByteCheck::Private::Private(FirstByteCheck* owner, IpEndpoint target, FirstByteOptions options)
    : q(owner), m_options(std::move(options)) {
  m_evidence.target = std::move(target);
  m_evidence.asked = m_options.isHttp;
  m_timer.setSingleShot(true);
  m_timer.setTimerType(Qt::PreciseTimer);
  QObject::connect(&m_timer, &QTimer::timeout, q, [this] { onTimeout(); });
  QObject::connect(&m_connection, &DataConnection::connected, q, [this] { onConnected(); });
  QObject::connect(&m_connection, &DataConnection::failed, q, [this] { onFailed(); });
  QObject::connect(&m_connection, &DataConnection::readable, q, [this] { onReadable(); });
}

void FirstByteCheck::Private::start() {
  m_connection.open(m_evidence.target, m_options.timeout, std::nullopt);
}

void FirstByteCheck::Private::finish() {
  if (std::exchange(m_ended, true)) return;
  m_timer.stop();
  m_connection.close();
  Q_EMIT q->ended();
}

Duration FirstByteCheck::Private::waitFor() const {
  if (m_reduced) return std::min<Duration>(kReducedWait, m_options.timeout);
  if (m_options.isHttp || m_options.speaksFirst) return m_options.timeout;
  return std::min(m_options.timeout, quietWait(m_connection.roundTrip()));
}

void FirstByteCheck::Private::onConnected() {
  if (!m_reduced) m_startedAt = monotonicNow();
  m_connection.watchReading();
  if (m_options.isHttp) m_connection.send(httpRequest(m_options.host));
  m_timer.start(std::chrono::ceil<std::chrono::milliseconds>(waitFor()));
}

void FirstByteCheck::Private::onFailed() {
  if (!m_reduced) m_evidence.result = FirstByteResult::kClosed;
  finish();
}

void FirstByteCheck::Private::onReadable() {
  StreamRead read = readStream(m_connection.fd(), kKeptBytes);
  if (m_reduced) {
    m_evidence.reducedWorked = !read.bytes.empty();
    return finish();
  }
  if (!read.bytes.empty()) {
    m_evidence.bytes = std::move(read.bytes);
    return ended(FirstByteResult::kReceived);
  }
  if (read.closed) return ended(FirstByteResult::kClosed);
  if (read.error != SocketError::kNone) ended(FirstByteResult::kReset);
}

void FirstByteCheck::Private::onTimeout() {
  if (m_reduced) {
    m_evidence.reducedWorked = false;
    return finish();
  }
  const SendState state = sendStateOf(m_connection.fd());
  m_evidence.requestAcknowledged = m_evidence.asked && state.known && state.allAcknowledged;
  m_evidence.result = m_evidence.asked ? FirstByteResult::kStalled : FirstByteResult::kNothingSpoken;
  m_evidence.elapsed = monotonicNow() - m_startedAt;
  if (!m_evidence.requestAcknowledged) return finish();
  m_reduced = true;
  m_connection.open(m_evidence.target, m_options.timeout, kReducedSegment);
}

void FirstByteCheck::Private::ended(FirstByteResult result) {
  m_evidence.result = result;
  m_evidence.requestAcknowledged = m_evidence.asked && result == FirstByteResult::kReceived;
  m_evidence.elapsed = monotonicNow() - m_startedAt;
  finish();
}

FirstByteCheck::FirstByteCheck(IpEndpoint target, FirstByteOptions options, QObject* parent)
    : Job(parent), d(std::make_unique<Private>(this, std::move(target), std::move(options))) {}
FirstByteCheck::~FirstByteCheck() = default;

void FirstByteCheck::start() {
  d->start();
}

void FirstByteCheck::cancel() {
  d->finish();
}

const FirstByteEvidence& FirstByteCheck::result() const {
  return d->m_evidence;
}

}  // namespace synscope
