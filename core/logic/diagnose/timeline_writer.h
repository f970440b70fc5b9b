#pragma once

#include "core/logic/base/ip_address.h"
#include "core/logic/timeline/timeline.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace synscope {

/// Writes the events of one check into a timeline: between this machine and one other lane.
class TimelineWriter {
 public:
  using Fields = std::vector<std::pair<std::string, std::string>>;

  TimelineWriter(Timeline& timeline, std::string_view otherLane)
      : m_timeline(timeline), m_here(timeline.lane("this-host")), m_there(timeline.lane(otherLane)) {}

  void here(TimePoint at, EventKind kind, std::string_view code, Fields fields = {}) {
    add(at, m_here, m_here, kind, code, std::move(fields), EventSource::kObserved);
  }
  void sent(TimePoint at, EventKind kind, std::string_view code, Fields fields = {}) {
    add(at, m_here, m_there, kind, code, std::move(fields), EventSource::kObserved);
  }
  void received(TimePoint at, EventKind kind, std::string_view code, Fields fields = {},
                EventSource source = EventSource::kObserved) {
    add(at, m_there, m_here, kind, code, std::move(fields), source);
  }
  void receivedFrom(const IpAddress& device, TimePoint at, EventKind kind, std::string_view code, Fields fields = {}) {
    add(at, m_timeline.lane(device.toString()), m_here, kind, code, std::move(fields), EventSource::kObserved);
  }

 private:
  void add(TimePoint at, LaneId from, LaneId to, EventKind kind, std::string_view code, Fields fields,
           EventSource source) {
    std::erase_if(fields, [](const auto& field) { return field.second.empty(); });
    m_timeline.add({at, from, to, kind, std::string(code), std::move(fields), source});
  }

  Timeline& m_timeline;
  LaneId m_here, m_there;
};

}  // namespace synscope
