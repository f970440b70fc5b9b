#include "core/engine/throughput/test_report.h"

namespace synscope {
namespace {

constexpr std::size_t kMostLive = 600;

}  // namespace

TestReport::TestReport() : m_snapshot(std::make_shared<ThroughputReport>()) {}

void TestReport::change(const std::function<void(ThroughputReport&)>& edit) {
  const std::lock_guard lock(m_mutex);
  edit(m_report);
  ++m_report.generation;
}

void TestReport::addLive(std::vector<ThroughputInterval> intervals) {
  const std::lock_guard lock(m_mutex);
  for (ThroughputInterval& interval : intervals)
    m_live.push_back(std::move(interval));
  while (m_live.size() > kMostLive)
    m_live.pop_front();
}

std::shared_ptr<const ThroughputReport> TestReport::snapshot() const {
  const std::lock_guard lock(m_mutex);
  if (m_snapshot->generation != m_report.generation) m_snapshot = std::make_shared<ThroughputReport>(m_report);
  return m_snapshot;
}

std::vector<ThroughputInterval> TestReport::drainLive() {
  const std::lock_guard lock(m_mutex);
  std::vector<ThroughputInterval> intervals(std::make_move_iterator(m_live.begin()),
                                            std::make_move_iterator(m_live.end()));
  m_live.clear();
  return intervals;
}

}  // namespace synscope
