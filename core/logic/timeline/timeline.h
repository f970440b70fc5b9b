#pragma once

#include "core/logic/base/time.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace synscope {

/// How we know of an event. An inferred segment is never shown as if it had been seen.
enum class EventSource {
  kObserved,   ///< Captured, or reported by the kernel.
  kInferred,   ///< Follows from what was observed; nobody saw it.
  kSimulated,  ///< Happened only in the simulator.
};

enum class EventKind { kSyscall, kState, kSegment, kDatagram, kIcmp, kTimer, kData, kNote, kError };

std::string_view name(EventSource source);
std::string_view name(EventKind kind);

/// Index of a lane (a vertical line of the ladder) in Timeline::lanes().
using LaneId = std::size_t;

/// One thing that happened at one moment, on one lane or between two.
struct TimelineEvent {
  TimePoint at;
  LaneId from = 0;
  LaneId to = 0;  ///< Equal to `from` for what happens inside one host.
  EventKind kind = EventKind::kNote;
  std::string code;                                         ///< Catalogue key of its explanation: "step.syn-sent".
  std::vector<std::pair<std::string, std::string>> fields;  ///< Named details, in the order they are shown.
  EventSource source = EventSource::kObserved;
  std::optional<TimePoint> arrives = {};     ///< When it reached `to`, where that is known of something sent.
  bool lost = false;                         ///< Known never to have arrived.
  std::optional<Duration> uncertainty = {};  ///< By how much the time told by another clock may be off, each way.

  bool operator==(const TimelineEvent&) const = default;
};

/// Time-ordered events between lanes: the one value every source produces and every view shows.
class Timeline {
 public:
  /// Returns the lane of that label, making it if it is new. Lanes keep the order in which they first appeared.
  LaneId lane(std::string_view label);
  const std::vector<std::string>& lanes() const& { return m_lanes; }
  std::vector<std::string> lanes() && { return std::move(m_lanes); }

  /// Inserts in time order; events of equal time keep the order in which they were added.
  void add(TimelineEvent event);
  const std::vector<TimelineEvent>& events() const& { return m_events; }
  std::vector<TimelineEvent> events() && { return std::move(m_events); }

  /// Adds every event of another timeline, matching lanes by label.
  void merge(const Timeline& other);

  bool empty() const { return m_events.empty(); }
  bool operator==(const Timeline&) const = default;

 private:
  std::vector<std::string> m_lanes;
  std::vector<TimelineEvent> m_events;
};

}  // namespace synscope
