#include "core/engine/throughput/test_report.h"

#include "core/logic/throughput/joined_report.h"

namespace synscope {
namespace {

constexpr std::size_t kMostLive = 600;

template <typename Item>
std::vector<Item> drained(std::deque<Item>& items) {
  std::vector<Item> all(std::make_move_iterator(items.begin()), std::make_move_iterator(items.end()));
  items.clear();
  return all;
}

}  // namespace

TestReport::TestReport() : m_snapshot(std::make_shared<ThroughputReport>()) {}

void TestReport::change(const std::function<void(ThroughputReport&)>& edit) {
  const std::lock_guard lock(m_mutex);
  edit(m_report);
  ++m_generation;
}

void TestReport::addLive(std::vector<ThroughputInterval> intervals) {
  const std::lock_guard lock(m_mutex);
  for (ThroughputInterval& interval : intervals)
    m_live.push_back(shifted(std::move(interval), m_offset));
  while (m_live.size() > kMostLive)
    m_live.pop_front();
}

void TestReport::addLatency(const std::vector<LoadSample>& samples) {
  const std::lock_guard lock(m_mutex);
  m_latency.insert(m_latency.end(), samples.begin(), samples.end());
  while (m_latency.size() > kMostLive)
    m_latency.pop_front();
}

void TestReport::takeTurns() {
  const std::lock_guard lock(m_mutex);
  m_turns = true;
  ++m_generation;
}

void TestReport::nextTurn() {
  const std::lock_guard lock(m_mutex);
  m_first = std::move(m_report);
  m_report = ThroughputReport();
  m_report.host = m_first->host;
  m_report.startedAtMs = m_first->startedAtMs;
  ++m_generation;
}

void TestReport::setOffset(Duration offset) {
  const std::lock_guard lock(m_mutex);
  m_offset = offset;
  ++m_generation;
}

Duration TestReport::offset() const {
  const std::lock_guard lock(m_mutex);
  return m_offset;
}

std::shared_ptr<const ThroughputReport> TestReport::snapshot() const {
  const std::lock_guard lock(m_mutex);
  if (m_snapshot->generation == m_generation) return m_snapshot;
  ThroughputReport whole =
      m_turns ? joinedReports(m_first ? *m_first : m_report, m_first ? &m_report : nullptr, m_offset) : m_report;
  whole.generation = m_generation;
  m_snapshot = std::make_shared<const ThroughputReport>(std::move(whole));
  return m_snapshot;
}

ThroughputReport TestReport::part() const {
  const std::lock_guard lock(m_mutex);
  return m_report;
}

std::vector<ThroughputInterval> TestReport::drainLive() {
  const std::lock_guard lock(m_mutex);
  return drained(m_live);
}

std::vector<LoadSample> TestReport::drainLatency() {
  const std::lock_guard lock(m_mutex);
  return drained(m_latency);
}

}  // namespace synscope
