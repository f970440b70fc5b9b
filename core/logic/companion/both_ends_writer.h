#pragma once

#include "core/logic/companion/both_ends_timeline.h"
#include "core/logic/companion/sighting_notes.h"

#include <algorithm>
#include <string>
#include <vector>

namespace synscope {

/// Writes the events of both ends into one timeline; the lanes stand in the order here, in between, there.
class BothEndsWriter {
 public:
  using Fields = std::vector<std::pair<std::string, std::string>>;

  /// @param between The lane in between; empty: none.
  BothEndsWriter(const BothEndsSeen& seen, std::string_view between)
      : m_seen(seen),
        m_here(m_timeline.lane(both_ends::kHere)),
        m_between(between.empty() ? m_here : m_timeline.lane(between)),
        m_there(m_timeline.lane(both_ends::kThere)) {}

  const BothEndsSeen& seen() const { return m_seen; }
  LaneId here() const { return m_here; }
  LaneId between() const { return m_between; }
  LaneId there() const { return m_there; }
  bool hasBetween() const { return m_between != m_here; }
  Timeline take() && { return std::move(m_timeline); }

  void add(TimelineEvent event) { m_timeline.add(std::move(event)); }

  void note(LaneId lane, TimePoint at, EventKind kind, std::string_view code,
            EventSource source = EventSource::kObserved, Fields fields = {}) {
    add({at, lane, lane, kind, std::string(code), std::move(fields), source});
  }

  /// A state the other end saw, somewhere in the window.
  void stateThere(const TimeWindow& when, std::string_view code) {
    TimelineEvent event{when.middle(), m_there, m_there, EventKind::kState, std::string(code), {}};
    event.uncertainty = when.uncertainty();
    add(std::move(event));
  }

  void way(LaneId from, LaneId to, TimePoint at, EventKind kind, std::string_view code,
           EventSource source = EventSource::kInferred) {
    add({at, from, to, kind, std::string(code), {}, source});
  }

  void lost(LaneId from, LaneId to, TimePoint at, EventKind kind, std::string_view code,
            std::optional<Duration> uncertainty = {}, Fields fields = {}) {
    TimelineEvent event{at, from, to, kind, std::string(code), std::move(fields), EventSource::kInferred};
    event.lost = true;
    event.uncertainty = uncertainty;
    add(std::move(event));
  }

  /// Sent here, seen there somewhere in the window.
  void arrivesThere(TimePoint sent, const TimeWindow& when, EventKind kind, std::string_view code, EventSource source) {
    arrives({sent, m_here, m_there, kind, std::string(code), {}, source}, when.middle(), when.uncertainty());
  }

  /// Sent there somewhere in the window, seen here.
  void arrivesHere(const TimeWindow& when, TimePoint received, EventKind kind, std::string_view code,
                   EventSource source) {
    arrives({when.middle(), m_there, m_here, kind, std::string(code), {}, source}, received, when.uncertainty());
  }

 private:
  void arrives(TimelineEvent event, TimePoint at, Duration uncertainty) {
    event.arrives = at;
    event.uncertainty = uncertainty;
    add(std::move(event));
  }

  const BothEndsSeen& m_seen;
  Timeline m_timeline;
  LaneId m_here, m_between, m_there;
};

/// Times of the events of our attempt with this code.
inline std::vector<TimePoint> timesOf(const Timeline& steps, std::string_view code) {
  std::vector<TimePoint> times;
  for (const TimelineEvent& event : steps.events())
    if (event.code == code) times.push_back(event.at);
  return times;
}

inline std::optional<TimePoint> timeOf(const Timeline& steps, std::string_view code) {
  const auto times = timesOf(steps, code);
  return times.empty() ? std::nullopt : std::optional(times.front());
}

void writeSegments(BothEndsWriter& writer);
void writeDatagrams(BothEndsWriter& writer);

}  // namespace synscope
