#include "core/logic/timeline/timeline.h"

#include <algorithm>
#include <iterator>

namespace synscope {
namespace {

bool earlier(const TimelineEvent& a, const TimelineEvent& b) {
  return a.at < b.at;
}

}  // namespace

std::string_view name(EventSource source) {
  switch (source) {
    case EventSource::kObserved: return "observed";
    case EventSource::kInferred: return "inferred";
    case EventSource::kSimulated: return "simulated";
  }
  return "inferred";
}

std::string_view name(EventKind kind) {
  switch (kind) {
    case EventKind::kSyscall: return "syscall";
    case EventKind::kState: return "state";
    case EventKind::kSegment: return "segment";
    case EventKind::kDatagram: return "datagram";
    case EventKind::kIcmp: return "icmp";
    case EventKind::kTimer: return "timer";
    case EventKind::kData: return "data";
    case EventKind::kNote: return "note";
    case EventKind::kError: return "error";
  }
  return "note";
}

LaneId Timeline::lane(std::string_view label) {
  const auto found = std::find(m_lanes.begin(), m_lanes.end(), label);
  if (found != m_lanes.end()) return static_cast<LaneId>(found - m_lanes.begin());
  m_lanes.emplace_back(label);
  return m_lanes.size() - 1;
}

void Timeline::add(TimelineEvent event) {
  if (m_events.empty() || !earlier(event, m_events.back())) return m_events.push_back(std::move(event));
  const auto place = std::upper_bound(m_events.begin(), m_events.end(), event, earlier);
  m_events.insert(place, std::move(event));
}

void Timeline::merge(const Timeline& other) {
  std::vector<LaneId> laneOf;
  for (const std::string& label : std::vector<std::string>(other.m_lanes))
    laneOf.push_back(lane(label));

  std::vector<TimelineEvent> incoming = other.m_events;
  for (TimelineEvent& event : incoming) {
    if (event.from < laneOf.size()) event.from = laneOf[event.from];
    if (event.to < laneOf.size()) event.to = laneOf[event.to];
  }
  const auto middle = static_cast<std::ptrdiff_t>(m_events.size());
  m_events.insert(m_events.end(), std::make_move_iterator(incoming.begin()), std::make_move_iterator(incoming.end()));
  std::inplace_merge(m_events.begin(), m_events.begin() + middle, m_events.end(), earlier);
}

}  // namespace synscope
