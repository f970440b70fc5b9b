#include "core/logic/timeline/ladder_layout.h"

#include "core/logic/base/utf8.h"
#include "core/logic/timeline/ladder_look.h"

#include <algorithm>

namespace synscope {
namespace {

constexpr double kTimeGutter = 76;
constexpr double kLeftColumn = 122, kWidestLeftColumn = 176;
constexpr double kRightColumn = 126;  ///< Where the last lane has states.
constexpr double kNarrowestGap = 100;
constexpr double kNarrowest = 60;  ///< Of the column right of the last lane.
constexpr double kBesideLane = 14;
constexpr double kArrowEnds = 30;
constexpr std::size_t kMeasured = 5000;  ///< Events looked at to find how much room labels need.

std::size_t charactersIn(std::string_view text) {
  std::size_t count = 0;
  for (; !text.empty(); ++count)
    text.remove_prefix(std::max<std::size_t>(1, firstCodePoint(text).length));
  return count;
}

std::string firstCharacters(std::string_view text, std::size_t count) {
  std::size_t bytes = 0;
  for (; count > 0 && bytes < text.size(); --count)
    bytes += std::max<std::size_t>(1, firstCodePoint(text.substr(bytes)).length);
  return std::string(text.substr(0, bytes));
}

/// Where the same rows result: what an event says, and how it is known, may have changed.
bool standsAlike(const TimelineEvent& a, const TimelineEvent& b) {
  return a.at == b.at && a.kind == b.kind && a.from == b.from && a.to == b.to && a.arrives == b.arrives;
}

}  // namespace

LadderLayout::LadderLayout(const Timeline& timeline, const LadderOptions& options, LadderWords words,
                           LadderMeasure measure)
    : m_timeline(&timeline),
      m_options(options),
      m_words(std::move(words)),
      m_measure(std::move(measure)),
      m_rows(timeline, options),
      m_lanes(timeline.lanes().size()),
      m_spans(timeline.lanes().size()) {
  placeLanes();
  collectSpans(0);
}

void LadderLayout::placeLanes() {
  if (m_options.width > 0)
    fillWidth();
  else
    fitLabels();
}

bool LadderLayout::hasLocalOn(LaneId lane) const {
  return std::ranges::any_of(m_timeline->events(),
                             [lane](const TimelineEvent& event) { return event.from == lane && event.to == lane; });
}

void LadderLayout::fillWidth() {
  const std::size_t gaps = m_lanes.empty() ? 0 : m_lanes.size() - 1;
  m_leftColumn = std::clamp(m_options.width * 0.28, kLeftColumn, kWidestLeftColumn);
  m_rightColumn = gaps > 0 && hasLocalOn(gaps) ? kRightColumn : kNarrowest;
  const double room = m_options.width - kTimeGutter - m_leftColumn - m_rightColumn;
  const double gap = gaps == 0 ? 0 : std::max(kNarrowestGap, room / static_cast<double>(gaps));
  for (std::size_t i = 0; i < m_lanes.size(); ++i)
    m_lanes[i] = kTimeGutter + m_leftColumn + gap * static_cast<double>(i);
  m_width = std::max(m_options.width, kTimeGutter + m_leftColumn + gap * static_cast<double>(gaps) + m_rightColumn);
}

void LadderLayout::fitLabels() {
  double left = 70, right = kNarrowest, gap = 150;
  const std::size_t count = std::min(kMeasured, m_timeline->events().size());
  for (std::size_t i = 0; i < count; ++i) {
    const TimelineEvent& event = m_timeline->events()[i];
    const LadderLabel label = m_words.event(event);
    const double name = m_measure(label.name, LadderFace::kStrong);
    const double detail = m_measure(label.detail, LadderFace::kBody);
    const double alone = (label.name.empty() ? detail : name) + 3 * kBesideLane;
    const std::size_t spanned = event.from > event.to ? event.from - event.to : event.to - event.from;
    if (spanned > 0)
      gap = std::max(gap, (name + detail + 2 * kArrowEnds + 20) / static_cast<double>(spanned));
    else if (event.from == 0)
      left = std::max(left, alone);
    else
      (event.from + 1 == m_lanes.size() ? right : gap) =
          std::max(event.from + 1 == m_lanes.size() ? right : gap, alone);
  }
  m_leftColumn = std::min(left, 320.0);
  m_rightColumn = std::min(right, 320.0);
  for (const std::string& lane : m_timeline->lanes())
    gap = std::max(gap, m_measure(m_words.lane(lane), LadderFace::kStrong) + 24);
  gap = std::min(gap, 440.0);
  for (std::size_t i = 0; i < m_lanes.size(); ++i)
    m_lanes[i] = kTimeGutter + m_leftColumn + gap * static_cast<double>(i);
  m_width = (m_lanes.empty() ? kTimeGutter : m_lanes.back()) + std::max(m_rightColumn, gap / 2);
}

bool LadderLayout::growWith(const Timeline& grown) {
  const auto& before = m_timeline->events();
  const auto& now = grown.events();
  if (now.size() < before.size() || grown.lanes().size() != m_lanes.size() || !m_options.showData ||
      !std::equal(before.begin(), before.end(), now.begin(), standsAlike))
    return false;
  const std::size_t first = before.size();
  if (!m_rows.append(grown, first, m_options)) return false;
  m_timeline = &grown;
  placeLanes();
  for (std::vector<Span>& spans : m_spans)
    if (!spans.empty()) spans.back().bottom = height();
  collectSpans(first);
  return true;
}

void LadderLayout::collectSpans(std::size_t first) {
  for (auto i = static_cast<std::uint32_t>(first); i < m_timeline->events().size(); ++i) {
    const TimelineEvent& event = m_timeline->events()[i];
    if (event.kind != EventKind::kState || isArrow(event) || event.from >= m_spans.size()) continue;
    const auto row = m_rows.rowOf(i);
    if (!row) continue;
    std::vector<Span>& spans = m_spans[event.from];
    const double y = m_rows.rows()[*row].middle();
    if (!spans.empty()) spans.back().bottom = y;
    spans.push_back({y, height(), i});
  }
}

double LadderLayout::laneX(LaneId lane) const {
  return m_lanes.empty() ? kTimeGutter : m_lanes[std::min<std::size_t>(lane, m_lanes.size() - 1)];
}

std::string LadderLayout::cut(const std::string& text, LadderFace face, double room) const {
  if (text.empty() || m_measure(text, face) <= room) return text;
  std::size_t fits = 0, tooMany = charactersIn(text);
  while (fits + 1 < tooMany) {
    const std::size_t tried = (fits + tooMany) / 2;
    (m_measure(firstCharacters(text, tried) + "…", face) <= room ? fits : tooMany) = tried;
  }
  return fits == 0 ? std::string() : firstCharacters(text, fits) + "…";
}

std::vector<LadderItem> LadderLayout::header() const {
  std::vector<LadderItem> out;
  for (std::size_t i = 0; i < m_lanes.size(); ++i) {
    const double left = i == 0 ? m_lanes[0] : m_lanes[i] - m_lanes[i - 1];
    const double right = i + 1 == m_lanes.size() ? m_width - m_lanes[i] : m_lanes[i + 1] - m_lanes[i];
    const double outer = i == 0 || i + 1 == m_lanes.size() ? 2 : 1;
    const double room = m_lanes.size() == 1 ? m_width : outer * std::min(left, right) - 16;
    LadderItem title{.shape = LadderItem::Shape::kText, .x1 = m_lanes[i], .y1 = 22};
    title.text = cut(m_words.lane(m_timeline->lanes()[i]), LadderFace::kStrong, room);
    title.face = LadderFace::kStrong;
    title.anchor = LadderAnchor::kMiddle;
    out.push_back(std::move(title));
  }
  return out;
}

std::vector<LadderItem> LadderLayout::items(double top, double bottom) const {
  std::vector<LadderItem> out;
  addLanes(out, top, bottom);
  addBars(out, top, bottom);
  const auto& rows = m_rows.rows();
  for (std::size_t i = m_rows.firstRowAt(top - m_rows.longestArrow()); i < rows.size() && rows[i].top < bottom; ++i)
    addRow(out, rows[i]);
  return out;
}

std::optional<std::size_t> LadderLayout::eventAt(double x, double y) const {
  const std::size_t index = m_rows.firstRowAt(y);
  if (index >= m_rows.rows().size() || m_lanes.empty()) return std::nullopt;
  const LadderRow& row = m_rows.rows()[index];
  if (y < row.top || row.wait) return std::nullopt;
  std::vector<std::uint32_t> wanted{row.arrow, row.inside, row.arrival, row.left, row.right};
  if (x < m_lanes.front() - 5) wanted.insert(wanted.begin(), row.left);
  if (x > m_lanes.back() + 5) wanted.insert(wanted.begin(), row.right);
  const auto found = std::ranges::find_if(wanted, [](std::uint32_t event) { return event != LadderRow::kNone; });
  return found == wanted.end() ? std::nullopt : std::optional<std::size_t>(*found);
}

std::optional<LadderBox> LadderLayout::boxOf(std::size_t event) const {
  const auto index = m_rows.rowOf(event);
  if (!index) return std::nullopt;
  const LadderRow& row = m_rows.rows()[*index];
  LadderBox box{4, row.top, m_width - 4, row.top + row.height};
  const bool shared = (row.arrow != LadderRow::kNone) + (row.left != LadderRow::kNone) +
                          (row.right != LadderRow::kNone) + (row.arrival != LadderRow::kNone) >
                      1;
  if (const auto arrival = m_rows.arrivalRowOf(event)) box.bottom = m_rows.rows()[*arrival].middle() + 6;
  if (!shared) return box;
  if (row.left == event) box.right = laneX(0) - 6;
  if (row.right == event) box.left = m_lanes.back() + 6;
  if (row.arrow != event) return box;
  const TimelineEvent& arrow = m_timeline->events()[event];
  box.left = laneX(std::min(arrow.from, arrow.to)) + 6;
  box.right = laneX(std::max(arrow.from, arrow.to)) - 6;
  return box;
}

std::optional<std::size_t> LadderLayout::neighbour(std::optional<std::size_t> event, int step) const {
  const auto count = static_cast<std::ptrdiff_t>(m_timeline->events().size());
  std::ptrdiff_t at = event ? static_cast<std::ptrdiff_t>(*event) + step : (step > 0 ? 0 : count - 1);
  for (; at >= 0 && at < count; at += step) {
    if (m_rows.rowOf(static_cast<std::size_t>(at))) return static_cast<std::size_t>(at);
  }
  return event;
}

}  // namespace synscope
