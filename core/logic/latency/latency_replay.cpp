#include "core/logic/latency/latency_replay.h"

#include <algorithm>

namespace synscope {

void LatencyReplay::add(std::string_view piece) {
  while (!piece.empty()) {
    const auto end = piece.find('\n');
    const std::string_view part = piece.substr(0, end);
    if (!m_skipping) m_rest.append(part.substr(0, kLongestLatencyLine + 1));
    if (m_rest.size() > kLongestLatencyLine) m_skipping = true;
    if (end == std::string_view::npos) return;
    takeLine(m_rest);
    m_rest.clear();
    m_skipping = false;
    piece.remove_prefix(end + 1);
  }
}

void LatencyReplay::finish() {
  m_rest.clear();
  m_skipping = false;
}

void LatencyReplay::takeLine(std::string_view line) {
  const auto record = decodeLatencyRecord(line);
  if (!record || !take(*record)) ++m_damaged;
}

LatencyStatistics* LatencyReplay::find(std::uint32_t lane) {
  const auto found = m_lanes.find(lane);
  return found == m_lanes.end() ? nullptr : &found->second;
}

bool LatencyReplay::open(const LatencyLane& lane) {
  const auto isRetired = [](const auto& entry) { return entry.second.lane().retired; };
  if (m_lanes.size() >= kMostLanes) {
    const auto oldest = std::ranges::find_if(m_lanes, isRetired);
    if (oldest == m_lanes.end()) return false;
    m_lanes.erase(oldest);
  }
  return m_lanes.try_emplace(lane.id, lane).second;
}

/// Returns whether the record has a place here.
bool LatencyReplay::take(const LatencyRecord& record) {
  if (const auto* header = std::get_if<LatencyRecordingHeader>(&record)) {
    if (m_header) return false;
    m_header = *header;
    return true;
  }
  if (!m_header) return false;
  if (std::holds_alternative<LatencyRecordingEnd>(record)) return m_complete = true;
  if (const auto* opened = std::get_if<LatencyLaneOpened>(&record)) return open(opened->lane);
  if (const auto* retired = std::get_if<LatencyLaneRetired>(&record)) {
    LatencyStatistics* lane = find(retired->lane);
    if (lane != nullptr) lane->retire();
    return lane != nullptr;
  }
  if (const auto* sent = std::get_if<LatencySentSoFar>(&record)) {
    LatencyStatistics* lane = find(sent->lane);
    if (lane != nullptr) lane->noteSent(sent->sent, sent->missed);
    return lane != nullptr;
  }
  const auto& sample = std::get<LatencySample>(record);
  LatencyStatistics* lane = find(sample.lane);
  if (lane == nullptr) return false;
  lane->add(sample);
  ++m_samples;
  if (m_onSample) m_onSample(sample);
  return true;
}

LatencyTable LatencyReplay::table() const {
  LatencyTable table;
  if (m_header) table.begin = m_header->begin;
  for (const auto& [id, lane] : m_lanes)
    table.lanes.push_back(lane.summary());
  return table;
}

}  // namespace synscope
