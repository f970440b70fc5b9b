#include "core/engine/diagnose/diagnosis_runner.h"

#include "core/engine/base/clock.h"
#include "core/engine/diagnose/check_job.h"
#include "core/logic/diagnose/findings.h"
#include "core/logic/diagnose/plan.h"

#include <QPointer>
#include <QTimer>

#include <algorithm>
#include <deque>
#include <map>
#include <utility>

namespace synscope {
namespace {

constexpr auto kPublishEvery = std::chrono::milliseconds(30);

bool speaksOf(const DiagnosisVerdict& verdict, const IpAddress& address) {
  return std::ranges::any_of(
      verdict.words.args, [&](const auto& arg) { return arg.first == "address" && arg.second == address.toString(); });
}

/// The trace of the address the verdict speaks of; else of the first there is.
std::optional<Trace> pathOf(const Diagnosis& diagnosis) {
  std::optional<Trace> first;
  for (const Evidence& item : diagnosis.evidence) {
    const auto* what = std::get_if<TraceEvidence>(&item.what);
    if (what == nullptr || item.check.kind != CheckKind::kTrace) continue;
    const Findings findings = findingsAbout(what->trace.target.address, diagnosis.request, diagnosis.evidence);
    if (!first) first = findings.trace->trace;
    if (diagnosis.verdict && speaksOf(*diagnosis.verdict, findings.address)) return findings.trace->trace;
  }
  return first;
}

}  // namespace

class DiagnosisRunner::Private {
 public:
  Private(DiagnosisRunner* owner, DiagnosisRequest request) : m_plan(request), q(owner), m_request(std::move(request)) {
    m_diagnosis.request = m_request;
    m_publishing.setSingleShot(true);
    m_publishing.setInterval(kPublishEvery);
    QObject::connect(&m_publishing, &QTimer::timeout, q, [this] { publish(); });
  }

  void start();
  void cancel();

  Diagnosis m_diagnosis;

 private:
  struct Running {
    Check check;
    StartedCheck started;
    Duration began{};
  };

  void advance();
  void begin(const Check& check);
  void watchForLateness(const Check& check);
  void startLater(int id, Job* job);
  void onEnded(int id);
  void keep(const Check& check, Duration began, Findable what);
  Duration elapsed() const { return monotonicNow() - m_startedAt; }
  std::optional<Duration> roundTripTo(const IpAddress& address) const;
  void publish();
  void refresh();
  void finish();

  Plan m_plan;
  DiagnosisRunner* q;
  DiagnosisRequest m_request;
  std::map<int, Running> m_running;
  std::vector<int> m_late;
  QTimer m_publishing{q};  ///< A child, so that it moves to the net thread with its runner.
  TimePoint m_startedAt{};
  bool m_advancing = false;
  bool m_again = false;
  bool m_ended = false;
};

void DiagnosisRunner::Private::start() {
  if (m_ended) return;
  m_startedAt = monotonicNow();
  advance();
}

void DiagnosisRunner::Private::cancel() {
  if (m_ended) return;
  m_diagnosis.cancelled = true;
  const auto running = std::exchange(m_running, {});
  for (const auto& [id, entry] : running) {
    QObject::disconnect(entry.started.job, nullptr, q, nullptr);
    entry.started.job->cancel();
    entry.started.job->deleteLater();
  }
  finish();
}

/// Asks the plan until it has nothing more for what is known now. Checks that end at once come back here; they only
/// leave a note, so that the depth of calls stays one.
void DiagnosisRunner::Private::advance() {
  m_again = true;
  if (m_advancing) return;
  m_advancing = true;
  while (std::exchange(m_again, false) && !m_ended) {
    for (const Check& check : m_plan.next(m_diagnosis.evidence, m_late))
      begin(check);
  }
  m_advancing = false;
  if (m_running.empty()) return finish();
  if (!m_publishing.isActive()) m_publishing.start();
}

void DiagnosisRunner::Private::begin(const Check& check) {
  m_diagnosis.planned.push_back(check);
  const auto roundTrip = check.target ? roundTripTo(check.target->address) : std::nullopt;
  const Duration began = elapsed();
  StartedCheck started = makeCheck(check, m_request, roundTrip, q);
  if (started.now) return keep(check, began, *std::move(started.now));
  Job* job = started.job;
  m_running.emplace(check.id, Running{check, std::move(started), began});
  QObject::connect(job, &Job::ended, q, [this, id = check.id] { onEnded(id); });
  watchForLateness(check);
  if (check.quiet)
    startLater(check.id, job);
  else
    job->start();
}

void DiagnosisRunner::Private::watchForLateness(const Check& check) {
  if (check.kind != CheckKind::kConnect) return;
  QTimer::singleShot(std::chrono::duration_cast<std::chrono::milliseconds>(Plan::kLateAfter), q, [this, id = check.id] {
    if (m_ended || !m_running.contains(id)) return;
    m_late.push_back(id);
    advance();
  });
}

void DiagnosisRunner::Private::startLater(int id, Job* job) {
  QTimer::singleShot(std::chrono::duration_cast<std::chrono::milliseconds>(Plan::kQuietPause), job, [this, id, job] {
    if (m_running.contains(id)) job->start();
  });
}

void DiagnosisRunner::Private::onEnded(int id) {
  const auto found = m_running.find(id);
  if (found == m_running.end()) return;
  const Running entry = std::move(found->second);
  m_running.erase(found);
  entry.started.job->deleteLater();
  keep(entry.check, entry.began, entry.started.take());
}

void DiagnosisRunner::Private::keep(const Check& check, Duration began, Findable what) {
  m_diagnosis.evidence.push_back({check.id, check, elapsed(), std::move(what), began});
  advance();
}

std::optional<Duration> DiagnosisRunner::Private::roundTripTo(const IpAddress& address) const {
  const auto connect = firstOf<AttemptEvidence>(m_diagnosis.evidence, CheckKind::kConnect, address);
  if (!connect || connect->attempt.end == AttemptEnd::kSilent) return std::nullopt;
  return connect->attempt.elapsed;
}

void DiagnosisRunner::Private::refresh() {
  m_diagnosis.layers = layersOf(m_request, m_diagnosis.evidence);
  m_diagnosis.verdict = conclude(m_request, m_diagnosis.evidence);
  m_diagnosis.path = pathOf(m_diagnosis);
  m_diagnosis.timeline = timelineOf(m_diagnosis.evidence, m_startedAt);
  m_diagnosis.elapsed = elapsed();
}

void DiagnosisRunner::Private::publish() {
  if (m_ended) return;
  refresh();
  Q_EMIT q->progressed(m_diagnosis);
}

void DiagnosisRunner::Private::finish() {
  if (std::exchange(m_ended, true)) return;
  m_publishing.stop();
  m_diagnosis.finished = true;
  refresh();
  Q_EMIT q->progressed(m_diagnosis);
  Q_EMIT q->ended();
}

DiagnosisRunner::DiagnosisRunner(DiagnosisRequest request, QObject* parent)
    : Job(parent), d(std::make_unique<Private>(this, std::move(request))) {
  qRegisterMetaType<Diagnosis>();
}
DiagnosisRunner::~DiagnosisRunner() = default;

void DiagnosisRunner::start() {
  d->start();
}

void DiagnosisRunner::cancel() {
  d->cancel();
}

const Diagnosis& DiagnosisRunner::result() const {
  return d->m_diagnosis;
}

}  // namespace synscope
