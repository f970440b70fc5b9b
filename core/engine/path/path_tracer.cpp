#include "core/engine/path/path_tracer.h"

#include "core/engine/base/clock.h"
#include "core/engine/path/probe_socket.h"
#include "core/engine/reach/local_facts.h"
#include "core/logic/path/trace_strategy.h"
#include "core/logic/reach/udp_payload.h"

#include <QRandomGenerator>
#include <QTimer>

#include <algorithm>
#include <chrono>
#include <map>
#include <utility>

namespace synscope {
namespace {

constexpr Duration kSynRepeat = std::chrono::seconds(1);  // RFC 6298 section 2.1

TraceLimits limitsFor(const IpEndpoint& target, Protocol protocol, const PathTracer::Options& options) {
  TraceLimits limits{options.maxHops, options.knownDistance, options.probesPerHop,
                     options.timeout, std::nullopt,          options.refusalExpected};
  if (isOwnAddress(target.address)) limits.knownDistance = 1;
  if (protocol == Protocol::kTcp) limits.repeatsAfter = kSynRepeat;
  return limits;
}

}  // namespace

class PathTracer::Private {
 public:
  Private(PathTracer* tracer, const IpEndpoint& target, Protocol protocol, const Options& options);

  void start();
  void cancel();
  const Trace& result() const { return m_trace; }

 private:
  void step();
  void sendDue(TimePoint now);
  void send(ProbeId id);
  void take(ProbeId id, const ProbeAnswer& answer);
  void closeWhatIsOver();
  void refresh(TimePoint now);
  void waitUntil(TimePoint moment, TimePoint now);
  void end();

  PathTracer* m_tracer;
  TraceStrategy m_strategy;
  std::map<ProbeId, std::unique_ptr<ProbeSocket>> m_sockets;
  QTimer m_timer;
  TimePoint m_startedAt{};
  Trace m_trace;
  std::size_t m_changes = 0;  ///< Answers and probes since the last progressed().
  bool m_cancelled = false;
  bool m_ended = false;
};

PathTracer::Private::Private(PathTracer* tracer, const IpEndpoint& target, Protocol protocol, const Options& options)
    : m_tracer(tracer), m_strategy(limitsFor(target, protocol, options)), m_timer(tracer) {
  m_trace.target = target;
  m_trace.protocol = protocol;
  m_timer.setSingleShot(true);
  m_timer.setTimerType(Qt::PreciseTimer);
  connect(&m_timer, &QTimer::timeout, tracer, [this] { step(); });
}

void PathTracer::Private::start() {
  m_startedAt = monotonicNow();
  m_timer.start(0);
}

void PathTracer::Private::cancel() {
  if (m_ended) return;
  m_cancelled = true;
  m_sockets.clear();
  m_timer.start(0);
}

void PathTracer::Private::step() {
  const TimePoint now = monotonicNow();
  m_strategy.onTime(now);
  if (!m_cancelled) sendDue(now);
  closeWhatIsOver();
  refresh(monotonicNow());
  const auto next = m_strategy.nextDeadline();
  if (m_cancelled || !next) return end();
  waitUntil(*next, monotonicNow());
}

void PathTracer::Private::sendDue(TimePoint now) {
  for (const ProbeId id : m_strategy.due(now)) {
    if (m_strategy.wanted(id.ttl) && m_trace.error == SocketError::kNone) send(id);
  }
}

void PathTracer::Private::send(ProbeId id) {
  auto socket = std::make_unique<ProbeSocket>(m_trace.target, m_trace.protocol);
  ProbeSocket::Options options;
  options.ttl = id.ttl;
  const std::vector<std::byte> question = udpPayload(m_trace.target.port, QRandomGenerator::global()->generate64());
  if (m_trace.protocol == Protocol::kUdp) options.payload = question;
  m_trace.error = socket->start(options);
  if (m_trace.error != SocketError::kNone) return m_strategy.notSent(id);
  m_strategy.sent(id, socket->sentAt(), socket->sourcePort());
  connect(socket.get(), &ProbeSocket::answered, m_tracer, [this, id](const ProbeAnswer& answer) { take(id, answer); });
  ++m_changes;
  m_sockets.emplace(id, std::move(socket)).first->second->look();
}

void PathTracer::Private::take(ProbeId id, const ProbeAnswer& answer) {
  const auto at = answer.timed ? std::optional(answer.at) : std::nullopt;
  if (m_strategy.answered(id, answer.answer, answer.from, answer.icmp, at)) ++m_changes;
  m_timer.start(0);
}

/// A connecting socket whose time is over would repeat its SYN; a datagram does not, so its late answer is welcome.
void PathTracer::Private::closeWhatIsOver() {
  const bool tcp = m_trace.protocol == Protocol::kTcp;
  std::erase_if(m_sockets, [&](const auto& item) {
    return tcp ? !m_strategy.waitsFor(item.first) : !m_strategy.wanted(item.first.ttl);
  });
}

void PathTracer::Private::refresh(TimePoint now) {
  Trace trace = summarize(m_trace.target, m_trace.protocol, m_strategy.probes(), m_strategy.limits().maxHops);
  trace.error = m_trace.error;
  trace.elapsed = now - m_startedAt;
  if (m_cancelled)
    trace.end = TraceEnd::kCancelled;
  else if (!m_strategy.finished())
    trace.end = TraceEnd::kRunning;
  m_trace = std::move(trace);
  if (std::exchange(m_changes, 0) > 0) Q_EMIT m_tracer->progressed(m_trace);
}

void PathTracer::Private::waitUntil(TimePoint moment, TimePoint now) {
  const Duration left = moment > now ? moment - now : Duration::zero();
  m_timer.start(std::chrono::ceil<std::chrono::milliseconds>(left));
}

void PathTracer::Private::end() {
  m_ended = true;
  m_timer.stop();
  m_sockets.clear();
  if (m_cancelled) m_trace.end = TraceEnd::kCancelled;
  Q_EMIT m_tracer->ended();
}

PathTracer::PathTracer(IpEndpoint target, Protocol protocol, Options options, QObject* parent)
    : Job(parent), d(std::make_unique<Private>(this, target, protocol, options)) {}

PathTracer::~PathTracer() = default;

void PathTracer::start() {
  d->start();
}
void PathTracer::cancel() {
  d->cancel();
}
const Trace& PathTracer::result() const {
  return d->result();
}

}  // namespace synscope
