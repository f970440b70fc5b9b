#include "core/logic/endpoint/life_story.h"

#include <algorithm>
#include <tuple>

namespace synscope {

std::size_t LifeStory::add(TimePoint at, LaneId from, LaneId to, EventKind kind, std::string_view code,
                           EventSource source, LifeFields fields) {
  if (m_events.size() == kMostEvents) {
    ++m_omitted;
    return m_events.size() - 1;
  }
  m_events.push_back({at, m_order++, static_cast<std::uint8_t>(from), static_cast<std::uint8_t>(to), kind, source,
                      false, code, nullptr});
  if (!fields.empty()) annotate(m_events.size() - 1, std::move(fields));
  return m_events.size() - 1;
}

void LifeStory::addMinor(TimePoint at, LaneId from, LaneId to, EventKind kind, std::string_view code,
                         std::string_view valueName, std::uint64_t value) {
  const Minor minor{at, value, m_order++, formOf(from, to, kind, code, valueName)};
  if (m_last.empty() && m_first.size() < m_mostMinor / 2) return m_first.push_back(minor);
  keepLast(minor);
}

void LifeStory::keepLast(const Minor& minor) {
  if (m_last.size() < m_mostMinor / 2) return m_last.push_back(minor);
  ++m_omitted;
  if (m_last.empty()) return;
  m_last[m_oldest] = minor;
  m_oldest = (m_oldest + 1) % m_last.size();
}

void LifeStory::limitMinor(std::size_t most) {
  if (most == m_mostMinor) return;
  m_mostMinor = most;
  std::rotate(m_last.begin(), m_last.begin() + static_cast<std::ptrdiff_t>(m_oldest), m_last.end());
  m_oldest = 0;
  if (m_last.size() <= most / 2) return;
  const std::size_t surplus = m_last.size() - most / 2;
  m_last.erase(m_last.begin(), m_last.begin() + static_cast<std::ptrdiff_t>(surplus));
  m_last.shrink_to_fit();
  m_omitted += surplus;
}

void LifeStory::confirm(std::size_t event) {
  if (event < m_events.size()) m_events[event].source = EventSource::kObserved;
}

std::optional<std::size_t> LifeStory::findState(LaneId lane, std::string_view code) const {
  const auto found = std::ranges::find_if(m_events, [&](const Event& event) {
    return event.kind == EventKind::kState && event.from == lane && event.code == code && !event.withdrawn;
  });
  if (found == m_events.end()) return std::nullopt;
  return static_cast<std::size_t>(found - m_events.begin());
}

void LifeStory::withdrawState(LaneId lane, std::string_view code) {
  for (Event& event : m_events)
    if (event.kind == EventKind::kState && event.from == lane && event.code == code)
      event.withdrawn = event.withdrawn || event.source == EventSource::kInferred;
}

void LifeStory::annotate(std::size_t event, LifeFields fields) {
  if (event < m_events.size()) m_events[event].fields = std::make_shared<const LifeFields>(std::move(fields));
}

std::uint8_t LifeStory::formOf(LaneId from, LaneId to, EventKind kind, std::string_view code,
                               std::string_view valueName) {
  const auto known = std::ranges::find_if(
      m_forms, [&](const Form& form) { return form.code == code && form.from == from && form.to == to; });
  if (known != m_forms.end()) return static_cast<std::uint8_t>(known - m_forms.begin());
  m_forms.push_back({static_cast<std::uint8_t>(from), static_cast<std::uint8_t>(to), kind, code, valueName});
  return static_cast<std::uint8_t>(m_forms.size() - 1);
}

TimelineEvent LifeStory::told(const Minor& minor) const {
  const Form& form = m_forms[minor.form];
  return {.at = minor.at,
          .from = form.from,
          .to = form.to,
          .kind = form.kind,
          .code = std::string(form.code),
          .fields = {{std::string(form.valueName), std::to_string(minor.value)}},
          .source = EventSource::kObserved};
}

TimelineEvent LifeStory::told(const Event& event) {
  return {.at = event.at,
          .from = event.from,
          .to = event.to,
          .kind = event.kind,
          .code = std::string(event.code),
          .fields = event.fields ? *event.fields : LifeFields{},
          .source = event.source};
}

/// Sorted before they are told: a place is small, an event is not.
std::vector<LifeStory::Place> LifeStory::inOrder() const {
  std::vector<Place> all;
  all.reserve(m_events.size() + m_first.size() + m_last.size());
  for (const Event& event : m_events)
    if (!event.withdrawn) all.push_back({event.at, event.order, &event, nullptr});
  for (const auto* part : {&m_first, &m_last})
    for (const Minor& minor : *part)
      all.push_back({minor.at, minor.order, nullptr, &minor});
  std::ranges::sort(all,
                    [](const Place& a, const Place& b) { return std::tie(a.at, a.order) < std::tie(b.at, b.order); });
  return all;
}

Timeline LifeStory::timeline(const std::vector<std::string>& lanes) const {
  Timeline timeline;
  for (const std::string& label : lanes) {
    const std::size_t before = timeline.lanes().size();
    timeline.lane(label);
    if (timeline.lanes().size() == before) timeline.lane(label + " #" + std::to_string(before + 1));
  }
  for (const Place& place : inOrder())
    timeline.add(place.event != nullptr ? told(*place.event) : told(*place.minor));
  return timeline;
}

}  // namespace synscope
