#include "core/engine/latency/latency_run.h"

#include "core/engine/base/clock.h"
#include "core/engine/base/resolver.h"
#include "core/engine/endpoint/descriptor_limit.h"
#include "core/engine/endpoint/host_targets.h"
#include "core/engine/endpoint/tls_preparation.h"
#include "core/engine/latency/latency_book.h"
#include "core/engine/latency/latency_prober.h"
#include "core/engine/latency/latency_recorder.h"
#include "core/logic/latency/latency_lanes.h"

#include <QTimer>

#include <algorithm>
#include <set>

namespace synscope {
namespace {

constexpr auto kTablePause = std::chrono::milliseconds(100);
constexpr auto kFlushPause = std::chrono::milliseconds(250);
constexpr Duration kLookUpTime = std::chrono::seconds(5);
constexpr Duration kLeastResolvePause = std::chrono::seconds(1);
/// A name that has no address yet is asked again after this, in a run without an end.
constexpr Duration kUnresolvedPause = std::chrono::seconds(5);

bool needsTls(const LatencySettings& settings) {
  switch (settings.method) {
    case LatencyMethod::kTls: return true;
    case LatencyMethod::kHttp:
    case LatencyMethod::kFirstByte: return settings.tls;
    case LatencyMethod::kConnect:
    case LatencyMethod::kUdpEcho: return false;
  }
  return false;
}

/// Wall time of the monotonic clock's zero, ns since 1970.
std::int64_t epochNs() {
  const auto wall = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<Duration>(wall).count() - monotonicNow().time_since_epoch().count();
}

LatencyRecordingHeader recordingHeader(const LatencySettings& settings, TimePoint begin) {
  return {begin, epochNs(), settings.method, settings.tls, settings.keepAlive, settings.interval, settings.timeout};
}

std::vector<IpAddress> addressesOf(const NameEvidence& names) {
  std::vector<IpAddress> addresses;
  const auto endpoints = targetsOf(names, 0);
  if (!endpoints) return addresses;
  for (const IpEndpoint& endpoint : *endpoints)
    addresses.push_back(endpoint.address);
  return addresses;
}

}  // namespace

class LatencyRun::Private {
 public:
  Private(LatencyRun* owner, LatencySettings settings);

  void start();
  void cancel();
  void finish();

  LatencySettings m_settings;
  LatencyBook m_book;

 private:
  void prepareTls();
  void begin(std::shared_ptr<TlsContext> context);
  void resolveAll();
  void resolve(std::size_t target);
  void onResolved(std::size_t target, const NameEvidence& names);
  void apply(std::size_t target, const LatencyLanes::Change& change);
  std::uint64_t countFor(const LatencyTarget& target) const;
  void collect();
  void takeNews();
  template <typename Telling>
  void tell(Telling telling);
  void tellOnce(std::size_t target, const Error& error);
  void record(const LatencyRecord& record);
  void flushRecording();
  void fail(const Error& error);
  bool isAsking() const;
  bool isDone() const;
  bool nothingToMeasure() const;

  LatencyRun* q;
  LatencyLanes m_lanes;
  std::unique_ptr<LatencyProber> m_prober;
  QTimer m_resolveTimer;
  QTimer m_bookTimer;
  QTimer m_flushTimer;
  LatencyRecorder m_recorder;
  std::map<std::uint32_t, LatencyProgress> m_recorded;  ///< Progress as it stands in the recording.
  std::vector<Resolver*> m_resolvers;                   ///< For each target; nullptr while none is asked.
  std::set<std::size_t> m_unresolved;                   ///< Targets of which it has been told.
  bool m_allSent = false;
  bool m_telling = false;
  bool m_cancelled = false;
  bool m_started = false;
  bool m_ended = false;
};

LatencyRun::Private::Private(LatencyRun* owner, LatencySettings settings)
    : m_settings(std::move(settings)),
      q(owner),
      m_lanes(m_settings.targets, m_settings.everyAddress),
      m_resolveTimer(owner),
      m_bookTimer(owner),
      m_flushTimer(owner),
      m_resolvers(m_settings.targets.size()) {
  m_resolveTimer.setSingleShot(true);
  QObject::connect(&m_resolveTimer, &QTimer::timeout, q, [this] { resolveAll(); });
  QObject::connect(&m_bookTimer, &QTimer::timeout, q, [this] { m_book.renewTable(); });
  QObject::connect(&m_flushTimer, &QTimer::timeout, q, [this] { flushRecording(); });
}

void LatencyRun::Private::start() {
  if (m_ended || std::exchange(m_started, true)) return;
  raiseDescriptorLimit();
  const TimePoint now = monotonicNow();
  m_book.begin(now);
  if (!m_settings.recordTo.empty()) {
    if (const auto error = m_recorder.open(m_settings.recordTo, recordingHeader(m_settings, now))) fail(*error);
  }
  if (m_ended) return;
  if (needsTls(m_settings)) return prepareTls();
  begin(nullptr);
}

void LatencyRun::Private::prepareTls() {
  TlsSettings tls;
  tls.verifyPeer = m_settings.verifyPeer;
  auto* preparation = new TlsPreparation(TlsSide::kClient, tls, q);
  QObject::connect(preparation, &Job::ended, q, [this, preparation] {
    const auto result = preparation->result();
    preparation->deleteLater();
    if (m_ended) return;
    if (result) return begin(result.value());
    fail(result.error());
    finish();
  });
  preparation->start();
}

void LatencyRun::Private::begin(std::shared_ptr<TlsContext> context) {
  const auto tell = [this] {
    QMetaObject::invokeMethod(
        q, [this] { collect(); }, Qt::QueuedConnection);
  };
  m_prober = std::make_unique<LatencyProber>(m_settings, std::move(context), tell);
  if (!m_prober->valid()) {
    fail({ErrorCode::kOutOfDescriptors, "open", {}, 0});
    return finish();
  }
  m_bookTimer.start(kTablePause);
  if (m_recorder.isOpen()) m_flushTimer.start(kFlushPause);
  resolveAll();
  if (nothingToMeasure()) finish();
}

void LatencyRun::Private::resolveAll() {
  tell([this] {
    for (std::size_t i = 0; i < m_settings.targets.size(); ++i)
      if (m_resolvers[i] == nullptr) resolve(i);
  });
}

void LatencyRun::Private::resolve(std::size_t target) {
  const Result<std::string> host = encodeHost(m_settings.targets[target].host);
  if (!host) return tellOnce(target, host.error());
  const FamilyChoice family = familyChoice(m_settings.family, m_settings.bindAddress);
  auto* resolver = new Resolver(*host, family, kLookUpTime, q);
  m_resolvers[target] = resolver;
  QObject::connect(resolver, &Job::ended, q, [this, target, resolver] {
    m_resolvers[target] = nullptr;
    const NameEvidence names = resolver->result();
    resolver->deleteLater();
    if (!m_ended) onResolved(target, names);
  });
  resolver->start();
}

void LatencyRun::Private::onResolved(std::size_t target, const NameEvidence& names) {
  const std::vector<IpAddress> addresses = addressesOf(names);
  tell([&] {
    if (addresses.empty()) {
      Error error = targetsOf(names, 0).error();
      error.subject = m_settings.targets[target].host;
      tellOnce(target, error);
    } else {
      m_unresolved.erase(target);
    }
    apply(target, m_lanes.resolved(target, addresses));
  });
  if (m_ended || nothingToMeasure() || isDone()) return finish();
  if (names.literal || (m_settings.count != 0 && addresses.empty())) return;
  const Duration pause =
      addresses.empty() ? std::min(kUnresolvedPause, m_settings.resolveEvery) : m_settings.resolveEvery;
  if (!m_resolveTimer.isActive())
    m_resolveTimer.start(std::chrono::ceil<std::chrono::milliseconds>(std::max(pause, kLeastResolvePause)));
}

void LatencyRun::Private::apply(std::size_t target, const LatencyLanes::Change& change) {
  for (const LatencyLane& lane : change.retired) {
    m_prober->retire(lane.id);
    m_book.retire(lane);
    record(LatencyLaneRetired{lane.id});
    Q_EMIT q->laneRetired(lane);
  }
  const std::uint64_t count = countFor(m_settings.targets[target]);
  for (const LatencyLane& lane : change.opened) {
    m_book.open(lane);
    record(LatencyLaneOpened{lane});
    m_prober->open(lane, count);
    m_allSent = false;
    Q_EMIT q->laneOpened(lane);
  }
}

/// A lane that takes over from others of its name makes the requests they had left.
std::uint64_t LatencyRun::Private::countFor(const LatencyTarget& target) const {
  if (m_settings.count == 0) return 0;
  const std::uint64_t sent = m_book.mostSent(target);
  return m_settings.count - std::min(sent, m_settings.count - 1);
}

bool LatencyRun::Private::isAsking() const {
  return std::ranges::any_of(m_resolvers, [](const Resolver* one) { return one != nullptr; });
}

/// Every lane has made its requests, and no name can bring another.
bool LatencyRun::Private::isDone() const {
  return m_allSent && !isAsking() && m_settings.count != 0;
}

/// Nobody is asked, and no lane was ever opened: all names failed in a run that has an end.
bool LatencyRun::Private::nothingToMeasure() const {
  if (isAsking() || !m_book.isEmpty()) return false;
  const bool cannotBe = std::ranges::none_of(m_settings.targets,
                                             [](const LatencyTarget& target) { return encodeHost(target.host).ok(); });
  return m_settings.count != 0 || cannotBe;
}

/// Everything is in the book and in the recording before anybody is told of it.
void LatencyRun::Private::takeNews() {
  const LatencyFeed::News news = m_prober->take();
  m_allSent = news.finished;
  for (const auto& [lane, progress] : news.progress)
    m_book.note(lane, progress);
  for (const LatencySample& sample : news.samples) {
    m_book.add(sample);
    record(sample);
  }
  for (const LatencySample& sample : news.samples)
    Q_EMIT q->sampled(sample);
}

/// Who is told of something may cancel: the run then ends once all have been told.
template <typename Telling>
void LatencyRun::Private::tell(Telling telling) {
  const bool outermost = !std::exchange(m_telling, true);
  telling();
  if (!outermost) return;
  m_telling = false;
  if (m_cancelled) finish();
}

void LatencyRun::Private::collect() {
  if (!m_prober || m_ended) return;
  tell([this] { takeNews(); });
  if (isDone()) finish();
}

void LatencyRun::Private::cancel() {
  m_cancelled = true;
  if (!m_telling) finish();
}

/// A name that still does not resolve when it is asked again is no news.
void LatencyRun::Private::tellOnce(std::size_t target, const Error& error) {
  if (m_unresolved.insert(target).second) fail(error);
}

/// A recording that cannot go on is given up, once; the measurement goes on.
void LatencyRun::Private::record(const LatencyRecord& record) {
  if (const auto error = m_recorder.add(record)) fail(*error);
}

void LatencyRun::Private::flushRecording() {
  if (!m_recorder.isOpen()) return;
  const std::map<std::uint32_t, LatencyProgress> all = m_book.progress();
  for (const auto& [lane, progress] : all) {
    if (std::exchange(m_recorded[lane], progress) == progress) continue;
    record(LatencySentSoFar{lane, progress.sent, progress.missed});
  }
  std::erase_if(m_recorded, [&](const auto& lane) { return !all.contains(lane.first); });
  if (const auto error = m_recorder.flush()) fail(*error);
  if (m_settings.recordMost > 0 && m_recorder.isOpen() && m_recorder.written() > m_settings.recordMost)
    m_recorder.discard();
}

void LatencyRun::Private::fail(const Error& error) {
  Q_EMIT q->failed(error);
}

void LatencyRun::Private::finish() {
  if (std::exchange(m_ended, true)) return;
  m_resolveTimer.stop();
  m_bookTimer.stop();
  m_flushTimer.stop();
  for (Resolver* resolver : m_resolvers)
    if (resolver != nullptr) resolver->cancel();
  if (m_prober) {
    m_prober->stop();
    takeNews();
    m_prober.reset();
  }
  m_book.renewTable();
  flushRecording();
  if (const auto error = m_recorder.close()) fail(*error);
  QMetaObject::invokeMethod(q, &Job::ended, Qt::QueuedConnection);
}

LatencyRun::LatencyRun(LatencySettings settings, QObject* parent)
    : Job(parent), d(std::make_unique<Private>(this, std::move(settings))) {}

LatencyRun::~LatencyRun() = default;

void LatencyRun::start() {
  d->start();
}

void LatencyRun::cancel() {
  d->cancel();
}

const LatencySettings& LatencyRun::settings() const {
  return d->m_settings;
}

std::vector<LatencySample> LatencyRun::drain() {
  return d->m_book.drain();
}

std::uint64_t LatencyRun::dropped() const {
  return d->m_book.dropped();
}

std::shared_ptr<const LatencyTable> LatencyRun::table() const {
  return d->m_book.table();
}

}  // namespace synscope
