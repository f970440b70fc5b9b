#include "core/engine/reach/scan_run.h"

#include "core/engine/base/clock.h"
#include "core/engine/reach/local_facts.h"

#include <algorithm>

namespace synscope {
namespace {

/// Attempts started before answers are looked at again.
constexpr int kBurst = 64;
constexpr std::size_t kSpareDeadlines = 1024;
constexpr Duration kPublishPause = std::chrono::milliseconds(20);

constexpr PortVerdict kClosedByReset{PortState::kClosed, Reason::kRst};

ScanAnswer answerOf(const Attempt& attempt) {
  if (attempt.icmp) return ScanAnswer::kIcmp;
  switch (attempt.end) {
    case AttemptEnd::kSilent: return ScanAnswer::kSilent;
    case AttemptEnd::kNotSent:
    case AttemptEnd::kCancelled: return ScanAnswer::kRefusedHere;
    default: return ScanAnswer::kAnswered;
  }
}

ScanPlan::Options planOptions(const ScanRequest& request) {
  return {request.protocol, std::clamp(request.parallel, 1, 16'384), std::clamp(request.retries, 0, 10),
          request.timeout};
}

}  // namespace

ScanRun::ScanRun(const ScanRequest& request, ScanFeed& feed, Poller& poller)
    : m_request(request),
      m_feed(feed),
      m_poller(poller),
      m_plan(request.addresses.size(), request.ports, planOptions(request)),
      m_startedAt(monotonicNow()) {}

void ScanRun::run() {
  while (!m_plan.finished() && !m_feed.stopped()) {
    TimePoint now = monotonicNow();
    startSome(now);
    afterBurst();
    now = monotonicNow();
    expire(now);
    publish(now, false);
    if (m_plan.finished()) break;
    for (const std::uint32_t tag : m_poller.wait(pause(now)))
      onReady(tag);
  }
  publish(monotonicNow(), true);
}

void ScanRun::startSome(TimePoint now) {
  for (int n = 0; n < kBurst; ++n) {
    const auto step = m_plan.next(now);
    if (!step) return;
    if (step->kind == ScanStep::Kind::kAttempt)
      attempt(step->target);
    else
      giveUp(*step, now);
  }
}

void ScanRun::giveUp(const ScanStep& step, TimePoint now) {
  Attempt silent = begun(step.target, now - m_request.timeout);
  silent.elapsed = m_request.timeout;
  addRow(step.target, silent, step.perhapsRateLimited);
}

void ScanRun::expire(TimePoint now) {
  while (!m_deadlines.empty() && m_deadlines.front().at <= now) {
    const std::uint64_t tag = m_deadlines.front().tag;
    std::ranges::pop_heap(m_deadlines, std::greater{});
    m_deadlines.pop_back();
    onTimeout(tag);
  }
}

/// Time-outs of what was answered meanwhile are thrown out when they have become many, so that a long time-out does
/// not keep one for every port of the scan.
void ScanRun::waitFor(std::uint64_t tag, TimePoint deadline) {
  const auto most = kSpareDeadlines + 4 * static_cast<std::size_t>(m_plan.inFlight());
  if (m_deadlines.size() > most) {
    std::erase_if(m_deadlines, [this](const Deadline& one) { return !isOpen(one.tag); });
    std::ranges::make_heap(m_deadlines, std::greater{});
  }
  m_deadlines.push_back({deadline, tag});
  std::ranges::push_heap(m_deadlines, std::greater{});
}

/// How long to wait for answers: not at all while more can be started.
std::optional<Duration> ScanRun::pause(TimePoint now) const {
  if (m_plan.inFlight() == 0 && !m_plan.nextDeadline()) return Duration{};
  if (m_plan.canStart(now)) return Duration{};
  std::optional<TimePoint> next = m_plan.nextDeadline();
  if (!m_deadlines.empty() && (!next || m_deadlines.front().at < *next)) next = m_deadlines.front().at;
  if (!next) return kPublishPause;
  return std::min(std::max(*next - now, Duration{}), Duration(kPublishPause * 5));
}

Attempt ScanRun::begun(const ScanTarget& target, TimePoint startedAt) const {
  Attempt attempt;
  attempt.protocol = m_request.protocol;
  attempt.target = {m_request.addresses[target.host], target.port};
  attempt.startedAt = startedAt;
  attempt.end = AttemptEnd::kSilent;
  return attempt;
}

void ScanRun::settle(const ScanTarget& target, const Attempt& attempt, TimePoint now) {
  const ScanRuling ruling = m_plan.onAnswer(target, answerOf(attempt), attempt.elapsed, now);
  if (ruling.isFinal) addRow(target, attempt, ruling.perhapsRateLimited);
}

void ScanRun::settleReset(const ScanTarget& target, TimePoint startedAt, TimePoint now) {
  m_plan.onAnswer(target, ScanAnswer::kAnswered, now - startedAt, now);
  ScanRow& row = m_rows.emplace_back();
  row.hostIndex = target.host;
  row.port = target.port;
  row.verdict = kClosedByReset;
  row.error = SocketError::kConnectionRefused;
  row.synRetransmits = 0;
  row.elapsed = now - startedAt;
}

void ScanRun::runShort(const ScanTarget& target, SocketError error) {
  if (m_plan.inFlight() > 1) return m_plan.putBack(target);
  const TimePoint now = monotonicNow();
  Attempt failed = begun(target, now);
  failed.end = AttemptEnd::kNotSent;
  failed.error = error;
  settle(target, failed, now);
}

void ScanRun::addRow(const ScanTarget& target, const Attempt& attempt, bool perhapsRateLimited) {
  Attempt judged = attempt;
  const bool ownReport = attempt.icmp && attempt.icmp->fromThisHost;
  if (attempt.end == AttemptEnd::kSilent || ownReport) judged.neighbour = neighbourOf(target.host);
  ScanRow& row = m_rows.emplace_back();
  row.hostIndex = target.host;
  row.port = target.port;
  row.verdict = judge(judged);
  row.icmp = attempt.icmp;
  row.error = attempt.error;
  row.synRetransmits = attempt.synRetransmits;
  row.elapsed = attempt.elapsed;
  row.perhapsRateLimited = perhapsRateLimited && row.verdict.reason == Reason::kTimeout;
}

/// Asked once for each host, when it was silent, or reported by this machine itself, for the first time.
std::optional<NeighbourState> ScanRun::neighbourOf(std::uint32_t host) {
  const auto [entry, isNew] = m_neighbours.try_emplace(host);
  if (isNew) entry->second = neighbourTowards(m_request.addresses[host]);
  return entry->second;
}

void ScanRun::publish(TimePoint now, bool atOnce) {
  if (!atOnce && now - m_publishedAt < kPublishPause) return;
  m_publishedAt = now;
  ScanProgress progress;
  progress.done = m_plan.done();
  progress.total = m_plan.total();
  progress.inFlight = m_plan.inFlight();
  progress.elapsed = now - m_startedAt;
  progress.left = m_plan.timeLeft(progress.elapsed);
  m_feed.publish(m_rows, progress);
}

}  // namespace synscope
