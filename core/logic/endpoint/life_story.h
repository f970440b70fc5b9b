#pragma once

#include "core/logic/timeline/timeline.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace synscope {

/// Named details of an event, in the order they are shown.
using LifeFields = std::vector<std::pair<std::string, std::string>>;

/// The events of one life in little memory; a Timeline is made of them when somebody looks. What decides (calls,
/// states, segments) is kept; of the rest (data, timers) the first and the last, so that a life that lasts stays small.
class LifeStory {
 public:
  static constexpr std::size_t kMostEvents = 2000;

  /// @param code Refers to memory that never ends.
  /// @return The number of the event, for confirm() and annotate().
  std::size_t add(TimePoint at, LaneId from, LaneId to, EventKind kind, std::string_view code, EventSource source,
                  LifeFields fields = {});

  /// One of many: observed, with a single number.
  /// @param code, valueName Refer to memory that never ends.
  void addMinor(TimePoint at, LaneId from, LaneId to, EventKind kind, std::string_view code, std::string_view valueName,
                std::uint64_t value);

  /// How many minor ones are kept: the first half of that number, and the latest.
  void limitMinor(std::size_t most);

  /// An inferred event has been seen after all.
  void confirm(std::size_t event);
  /// When the lane was in that state, first: the number of the event. nullopt: never.
  std::optional<std::size_t> findState(LaneId lane, std::string_view code) const;
  /// What was inferred has been disproved: those states of the lane go.
  void withdrawState(LaneId lane, std::string_view code);
  void annotate(std::size_t event, LifeFields fields);

  std::uint64_t omitted() const { return m_omitted; }

  /// @param lanes Labels, by LaneId.
  Timeline timeline(const std::vector<std::string>& lanes) const;

 private:
  struct Event {
    TimePoint at;
    std::uint32_t order = 0;
    std::uint8_t from = 0, to = 0;
    EventKind kind = EventKind::kNote;
    EventSource source = EventSource::kObserved;
    bool withdrawn = false;
    std::string_view code;
    std::shared_ptr<const LifeFields> fields;
  };
  struct Minor {
    TimePoint at;
    std::uint64_t value = 0;
    std::uint32_t order = 0;
    std::uint8_t form = 0;  ///< Index into m_forms.
  };
  /// What minor events have in common.
  struct Form {
    std::uint8_t from = 0, to = 0;
    EventKind kind = EventKind::kNote;
    std::string_view code, valueName;
  };

  std::uint8_t formOf(LaneId from, LaneId to, EventKind kind, std::string_view code, std::string_view valueName);
  void keepLast(const Minor& minor);
  /// One of both.
  struct Place {
    TimePoint at;
    std::uint32_t order = 0;
    const Event* event = nullptr;
    const Minor* minor = nullptr;
  };
  std::vector<Place> inOrder() const;
  static TimelineEvent told(const Event& event);
  TimelineEvent told(const Minor& minor) const;

  std::vector<Event> m_events;
  std::vector<Form> m_forms;
  std::vector<Minor> m_first;
  std::vector<Minor> m_last;  ///< A ring once it is full.
  std::size_t m_oldest = 0;   ///< Of the ring.
  std::size_t m_mostMinor = kMostEvents;
  std::uint32_t m_order = 0;
  std::uint64_t m_omitted = 0;
};

}  // namespace synscope
