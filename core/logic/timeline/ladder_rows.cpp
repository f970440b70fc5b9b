#include "core/logic/timeline/ladder_rows.h"

#include "core/logic/timeline/ladder_look.h"

#include <algorithm>

namespace synscope {
namespace {

constexpr double kTop = 10;
constexpr double kRow = 34;
constexpr double kBreak = 38;
constexpr double kBetweenMoments = 8;

bool arrivesLater(const TimelineEvent& event) {
  return event.arrives && *event.arrives > event.at && isArrow(event);
}

}  // namespace

LadderRows::LadderRows(const Timeline& timeline, const LadderOptions& options)
    : m_rowOf(timeline.events().size(), LadderRow::kNone), m_height(kTop) {
  m_rows.reserve(timeline.events().size());
  if (std::ranges::any_of(timeline.events(), arrivesLater)) {
    m_arrivalOf.resize(timeline.events().size(), LadderRow::kNone);
    for (const Moment& moment : momentsOf(timeline, options))
      place(timeline, moment, options);
  } else {
    placeInOrder(timeline, 0, options);
  }
  m_height += kTop;
}

bool LadderRows::append(const Timeline& timeline, std::size_t first, const LadderOptions& options) {
  const auto& events = timeline.events();
  const auto begin = events.begin() + static_cast<std::ptrdiff_t>(first);
  if (!m_arrivalOf.empty() || std::any_of(begin, events.end(), arrivesLater)) return false;
  m_rowOf.resize(events.size(), LadderRow::kNone);
  m_height -= kTop;
  placeInOrder(timeline, first, options);
  m_height += kTop;
  return true;
}

/// Without arrivals the order of the events is that of the rows.
void LadderRows::placeInOrder(const Timeline& timeline, std::size_t first, const LadderOptions& options) {
  for (std::size_t i = first; i < timeline.events().size(); ++i) {
    const TimelineEvent& event = timeline.events()[i];
    if (options.showData || !isDataEvent(event))
      place(timeline, {event.at, static_cast<std::uint32_t>(i), false}, options);
    else
      ++m_hidden;
  }
}

/// Everything that needs a place, in time order: events, and arrivals of what was sent earlier.
std::vector<LadderRows::Moment> LadderRows::momentsOf(const Timeline& timeline, const LadderOptions& options) {
  std::vector<Moment> moments;
  moments.reserve(2 * timeline.events().size());
  for (std::uint32_t i = 0; i < timeline.events().size(); ++i) {
    const TimelineEvent& event = timeline.events()[i];
    if (!options.showData && isDataEvent(event)) {
      ++m_hidden;
      continue;
    }
    moments.push_back({event.at, i, false});
    if (arrivesLater(event)) moments.push_back({*event.arrives, i, true});
  }
  std::ranges::stable_sort(moments, {}, &Moment::at);
  return moments;
}

void LadderRows::place(const Timeline& timeline, const Moment& moment, const LadderOptions& options) {
  LadderRow& row = joins(timeline, moment) ? m_rows.back() : newRow(moment.at, options);
  const auto index = static_cast<std::uint32_t>(m_rows.size() - 1);
  if (!moment.arrives) {
    slotOf(row, timeline, moment) = moment.event;
    m_rowOf[moment.event] = index;
    return;
  }
  row.arrival = moment.event;
  m_arrivalOf[moment.event] = index;
  m_longestArrow = std::max(m_longestArrow, row.top + row.height - m_rows[m_rowOf[moment.event]].top);
}

std::uint32_t& LadderRows::slotOf(LadderRow& row, const Timeline& timeline, const Moment& moment) {
  const TimelineEvent& event = timeline.events()[moment.event];
  if (isArrow(event)) return row.arrow;
  if (event.from == 0) return row.left;
  return event.from + 1 == timeline.lanes().size() ? row.right : row.inside;
}

/// A state may stand beside the arrow that leads to it; an arrow may leave where the one before arrives.
bool LadderRows::joins(const Timeline& timeline, const Moment& moment) const {
  if (moment.arrives || m_rows.empty()) return false;
  if (m_rows.back().at != moment.at) return false;
  LadderRow row = m_rows.back();
  if (row.wait || slotOf(row, timeline, moment) != LadderRow::kNone) return false;
  const TimelineEvent& event = timeline.events()[moment.event];
  const bool alone = row.left == LadderRow::kNone && row.right == LadderRow::kNone && row.inside == LadderRow::kNone;
  if (isArrow(event)) return row.arrival != LadderRow::kNone && alone;
  const bool outermost = event.from == 0 || event.from + 1 == timeline.lanes().size();
  if (event.kind != EventKind::kState || !outermost) return false;
  const std::uint32_t passing = row.arrow != LadderRow::kNone ? row.arrow : row.arrival;
  if (passing == LadderRow::kNone) return false;
  const TimelineEvent& arrow = timeline.events()[passing];
  return arrow.from == event.from || arrow.to == event.from;
}

LadderRow& LadderRows::newRow(TimePoint at, const LadderOptions& options) {
  const bool first = m_rows.empty();
  const Duration passed = first ? Duration::zero() : at - m_rows.back().at;
  if (options.linearTime) {
    const double distance = std::chrono::duration<double>(passed).count() * options.pixelsPerSecond;
    m_height += std::max(0.0, distance - kRow);
  } else if (passed >= options.breakAfter && !first) {
    addBreak(passed);
  } else if (passed > Duration::zero()) {
    m_height += kBetweenMoments;
  }
  LadderRow& row = m_rows.emplace_back();
  row.top = m_height;
  row.height = kRow;
  row.at = at;
  row.startsMoment = first || passed > Duration::zero();
  m_height += kRow;
  return row;
}

void LadderRows::addBreak(Duration wait) {
  LadderRow row;
  row.top = m_height;
  row.height = kBreak;
  row.at = m_rows.back().at;
  row.wait = wait;
  m_height += kBreak;
  m_rows.push_back(row);
}

std::size_t LadderRows::firstRowAt(double y) const {
  const auto found = std::ranges::upper_bound(m_rows, y, {}, [](const LadderRow& row) { return row.top + row.height; });
  return static_cast<std::size_t>(found - m_rows.begin());
}

std::optional<std::size_t> LadderRows::known(const std::vector<std::uint32_t>& rows, std::size_t event) {
  if (event >= rows.size() || rows[event] == LadderRow::kNone) return std::nullopt;
  return rows[event];
}

bool isRoughTime(const Timeline& timeline, const LadderRow& row) {
  const auto rough = [&timeline](std::uint32_t index, bool arrives) {
    if (index == LadderRow::kNone) return false;
    const TimelineEvent& event = timeline.events()[index];
    return event.uncertainty && (arrives ? event.to : event.from) != 0;
  };
  return rough(row.arrow, false) || rough(row.right, false) || rough(row.inside, false) || rough(row.arrival, true);
}

std::string timeColumn(const Timeline& timeline, const LadderRow& row, TimePoint start) {
  return (isRoughTime(timeline, row) ? "≈" : "") + stampTime(row.at - start);
}

}  // namespace synscope
