#include "core/logic/timeline/ladder_rows.h"

#include "core/logic/timeline/ladder_look.h"

#include <algorithm>

namespace synscope {
namespace {

constexpr double kTop = 10;
constexpr double kRow = 34;
constexpr double kBreak = 38;
constexpr double kBetweenMoments = 8;

}  // namespace

LadderRows::LadderRows(const Timeline& timeline, const LadderOptions& options)
    : m_rowOf(timeline.events().size(), LadderRow::kNone),
      m_arrivalOf(timeline.events().size(), LadderRow::kNone),
      m_height(kTop) {
  for (const Moment& moment : momentsOf(timeline, options))
    place(timeline, moment, options);
  m_height += kTop;
}

/// Everything that needs a place, in time order: events, and arrivals of what was sent earlier.
std::vector<LadderRows::Moment> LadderRows::momentsOf(const Timeline& timeline, const LadderOptions& options) {
  std::vector<Moment> moments;
  moments.reserve(timeline.events().size());
  bool anyArrival = false;
  for (std::uint32_t i = 0; i < timeline.events().size(); ++i) {
    const TimelineEvent& event = timeline.events()[i];
    if (!options.showData && isDataEvent(event)) {
      ++m_hidden;
      continue;
    }
    moments.push_back({event.at, i, false});
    if (!isArrow(event) || !event.arrives || *event.arrives <= event.at) continue;
    moments.push_back({*event.arrives, i, true});
    anyArrival = true;
  }
  if (anyArrival) std::ranges::stable_sort(moments, {}, &Moment::at);
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
  LadderRow row = m_rows.back();
  if (row.at != moment.at || row.wait || slotOf(row, timeline, moment) != LadderRow::kNone) return false;
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
  LadderRow row;
  row.top = m_height;
  row.height = kRow;
  row.at = at;
  row.startsMoment = first || passed > Duration::zero();
  m_height += kRow;
  return m_rows.emplace_back(row);
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

}  // namespace synscope
