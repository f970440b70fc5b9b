#include "core/engine/latency/latency_book.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace synscope {

LatencyBook::LatencyBook() : m_table(std::make_shared<LatencyTable>()) {}

void LatencyBook::open(const LatencyLane& lane) {
  m_lanes.try_emplace(lane.id, Lane{LatencyStatistics(lane), {}});
  m_changed = true;
}

void LatencyBook::retire(const LatencyLane& lane) {
  if (const auto found = m_lanes.find(lane.id); found != m_lanes.end()) found->second.statistics.retire();
  forgetOldest();
  m_changed = true;
}

void LatencyBook::forgetOldest() {
  const auto isRetired = [](const auto& entry) { return entry.second.statistics.lane().retired; };
  if (static_cast<std::size_t>(std::ranges::count_if(m_lanes, isRetired)) > kMostRetired)
    m_lanes.erase(std::ranges::find_if(m_lanes, isRetired));
}

void LatencyBook::note(std::uint32_t lane, const LatencyProgress& progress) {
  const auto found = m_lanes.find(lane);
  if (found == m_lanes.end() || found->second.progress == progress) return;
  found->second.progress = progress;
  found->second.statistics.noteSent(progress.sent, progress.missed);
  m_changed = true;
}

void LatencyBook::add(const LatencySample& sample) {
  if (const auto found = m_lanes.find(sample.lane); found != m_lanes.end()) found->second.statistics.add(sample);
  m_changed = true;
  const std::lock_guard lock(m_mutex);
  m_waiting.push_back(sample);
  if (m_waiting.size() <= kMostWaiting) return;
  m_waiting.pop_front();
  ++m_dropped;
}

std::uint64_t LatencyBook::mostSent(const LatencyTarget& target) const {
  std::uint64_t most = 0;
  for (const auto& [id, lane] : m_lanes)
    if (lane.statistics.lane().target == target) most = std::max(most, lane.progress.sent);
  return most;
}

std::map<std::uint32_t, LatencyProgress> LatencyBook::progress() const {
  std::map<std::uint32_t, LatencyProgress> progress;
  for (const auto& [id, lane] : m_lanes)
    progress.emplace(id, lane.progress);
  return progress;
}

void LatencyBook::renewTable() {
  if (!std::exchange(m_changed, false)) return;
  auto table = std::make_shared<LatencyTable>();
  table->generation = ++m_generation;
  table->begin = m_begin;
  for (const auto& [id, lane] : m_lanes)
    table->lanes.push_back(lane.statistics.summary());
  const std::lock_guard lock(m_mutex);
  m_table = std::move(table);
}

std::vector<LatencySample> LatencyBook::drain() {
  const std::lock_guard lock(m_mutex);
  std::vector<LatencySample> samples(std::make_move_iterator(m_waiting.begin()),
                                     std::make_move_iterator(m_waiting.end()));
  m_waiting.clear();
  return samples;
}

std::uint64_t LatencyBook::dropped() const {
  const std::lock_guard lock(m_mutex);
  return m_dropped;
}

std::shared_ptr<const LatencyTable> LatencyBook::table() const {
  const std::lock_guard lock(m_mutex);
  return m_table;
}

}  // namespace synscope
