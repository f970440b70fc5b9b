#include "core/logic/timeline/ladder_layout.h"
#include "core/logic/timeline/ladder_look.h"

#include <algorithm>

/// The primitives of a LadderLayout.

namespace synscope {
namespace {

using Shape = LadderItem::Shape;

constexpr double kTimeRight = 66;
constexpr double kBesideLane = 14;
constexpr double kBarHalf = 3.5;
constexpr double kSlant = 4;  ///< Half the fall of an arrow whose time on the way is not known.
constexpr double kArrowEnds = 30;
constexpr double kMark = 5.5;
constexpr double kBaseline = 4.5;  ///< From the middle of a row to the base line of its text.
constexpr double kPillHalf = 10;
constexpr double kBreakInset = 9;

LadderItem line(double x1, double y1, double x2, double y2, LadderInk ink, LadderStroke stroke, double width) {
  return {.shape = Shape::kLine, .x1 = x1, .y1 = y1, .x2 = x2, .y2 = y2, .ink = ink, .stroke = stroke, .width = width};
}

LadderItem text(double x, double y, std::string words, LadderFace face, LadderInk ink, LadderAnchor anchor) {
  LadderItem item{.shape = Shape::kText, .x1 = x, .y1 = y, .ink = ink};
  item.text = std::move(words);
  item.face = face;
  item.anchor = anchor;
  return item;
}

}  // namespace

void LadderLayout::addLanes(std::vector<LadderItem>& out, double top, double bottom) const {
  const double end = std::min(bottom, height());
  for (const double x : m_lanes)
    out.push_back(line(x, std::max(0.0, top), x, end, LadderInk::kLine, LadderStroke::kSolid, 1.5));
}

void LadderLayout::addBars(std::vector<LadderItem>& out, double top, double bottom) const {
  for (LaneId lane = 0; lane < m_spans.size(); ++lane) {
    const auto& spans = m_spans[lane];
    auto span = std::ranges::lower_bound(spans, top, {}, &Span::bottom);
    for (; span != spans.end() && span->top < bottom; ++span) {
      const TimelineEvent& event = m_timeline->events()[span->event];
      if (stateOfCode(event.code) == TcpState::kClosed || span->bottom - span->top < 1) continue;
      LadderItem bar{.shape = Shape::kBar,
                     .x1 = laneX(lane) - kBarHalf,
                     .y1 = std::max(span->top, top - 20),
                     .x2 = laneX(lane) + kBarHalf,
                     .y2 = std::min(span->bottom, bottom + 20),
                     .ink = inkOf(event),
                     .stroke = strokeOf(event.source)};
      bar.event = span->event;
      out.push_back(std::move(bar));
    }
  }
}

void LadderLayout::addRow(std::vector<LadderItem>& out, const LadderRow& row) const {
  if (row.wait) return addBreak(out, row);
  addTime(out, row);
  if (row.arrow != LadderRow::kNone) addArrow(out, row.arrow, row);
  if (row.left != LadderRow::kNone) addLocal(out, row.left, row, true);
  if (row.right != LadderRow::kNone) addLocal(out, row.right, row, false);
  if (row.inside != LadderRow::kNone) addLocal(out, row.inside, row, false);
}

void LadderLayout::addTime(std::vector<LadderItem>& out, const LadderRow& row) const {
  if (!row.startsMoment) return;
  out.push_back(text(kTimeRight, row.middle() + kBaseline, timeColumn(*m_timeline, row, m_rows.rows().front().at),
                     LadderFace::kSmall, LadderInk::kMuted, LadderAnchor::kEnd));
}

void LadderLayout::addBreak(std::vector<LadderItem>& out, const LadderRow& row) const {
  const double top = row.top + kBreakInset, bottom = row.top + row.height - kBreakInset;
  for (const double x : m_lanes) {
    LadderItem gap = line(x, top, x, bottom, LadderInk::kMuted, LadderStroke::kDotted, 2);
    gap.halo = true;
    out.push_back(std::move(gap));
  }
  const double middle = m_lanes.size() > 1 ? (m_lanes[0] + m_lanes[1]) / 2 : laneX(0) + 80;
  out.push_back(text(middle, row.middle() + kBaseline, "· " + shortTime(*row.wait) + " ·", LadderFace::kSmall,
                     LadderInk::kMuted, LadderAnchor::kMiddle));
}

void LadderLayout::addArrow(std::vector<LadderItem>& out, std::uint32_t index, const LadderRow& row) const {
  const TimelineEvent& event = m_timeline->events()[index];
  const double way = laneX(event.to) > laneX(event.from) ? 1 : -1;
  LadderItem arrow{.shape = Shape::kArrow, .ink = inkOf(event), .stroke = strokeOf(event.source), .width = 1.8};
  arrow.x1 = laneX(event.from) + way * (kBarHalf + 2);
  arrow.x2 = laneX(event.to) - way * (kBarHalf + 3);
  arrow.y1 = row.middle() - (m_rows.arrivalRowOf(index) ? 0 : kSlant) + 4;
  arrow.y2 = row.middle() + kSlant + 4;
  if (const auto arrival = m_rows.arrivalRowOf(index)) arrow.y2 = m_rows.rows()[*arrival].middle() + 4;
  arrow.event = index;
  addArrowLabel(out, index, arrow, row.middle());
  if (event.lost) {
    arrow.x2 = arrow.x1 + (arrow.x2 - arrow.x1) * 0.62;
    arrow.y2 = arrow.y1 + (arrow.y2 - arrow.y1) * 0.62;
    arrow.shape = Shape::kLine;
    out.push_back(
        {.shape = Shape::kCross, .x1 = arrow.x2, .y1 = arrow.y2, .x2 = arrow.x2 + 12, .ink = LadderInk::kBad});
  }
  out.push_back(std::move(arrow));
}

/// Above the middle of an arrow; above the beginning of one that spans rows, where no other can be.
void LadderLayout::addArrowLabel(std::vector<LadderItem>& out, std::uint32_t index, const LadderItem& arrow,
                                 double middle) const {
  const LadderLabel label = m_words.event(m_timeline->events()[index]);
  const double room = std::abs(arrow.x2 - arrow.x1) - kArrowEnds;
  const double nameWidth = m_measure(label.name, LadderFace::kStrong);
  const double between = label.name.empty() || label.detail.empty() ? 0 : 8;
  const bool both = nameWidth + between + m_measure(label.detail, LadderFace::kBody) <= room;
  const std::string detail = both || label.name.empty() ? cut(label.detail, LadderFace::kBody, room) : std::string();
  const std::string title = cut(label.name, LadderFace::kStrong, room);
  const double gap = title.empty() || detail.empty() ? 0 : between;
  const double titleWidth = m_measure(title, LadderFace::kStrong);
  const double total = titleWidth + gap + m_measure(detail, LadderFace::kBody);
  const bool spans = m_rows.arrivalRowOf(index).has_value();
  const double beginning = arrow.x2 > arrow.x1 ? arrow.x1 + kBesideLane : arrow.x1 - kBesideLane - total;
  double x = spans ? beginning : (arrow.x1 + arrow.x2 - total) / 2;
  const auto add = [&](const std::string& words, LadderFace face, LadderInk ink) {
    if (words.empty()) return;
    LadderItem item = text(x, middle - 4, words, face, ink, LadderAnchor::kStart);
    item.halo = true;
    item.event = index;
    out.push_back(std::move(item));
    x += titleWidth + gap;
  };
  const LadderInk ink = inkOf(m_timeline->events()[index]);
  add(title, LadderFace::kStrong, ink == LadderInk::kNeutral ? LadderInk::kText : ink);
  add(detail, LadderFace::kBody, LadderInk::kMuted);
}

double LadderLayout::roomBeside(LaneId lane, bool toTheLeft) const {
  if (toTheLeft) return m_leftColumn - 2 * kBesideLane;
  if (lane + 1 >= m_lanes.size()) return m_width - laneX(lane) - 2 * kBesideLane;
  return laneX(lane + 1) - laneX(lane) - 2 * kBesideLane;
}

void LadderLayout::addLocal(std::vector<LadderItem>& out, std::uint32_t index, const LadderRow& row,
                            bool toTheLeft) const {
  const TimelineEvent& event = m_timeline->events()[index];
  const double lane = laneX(event.from), y = row.middle();
  const double x = toTheLeft ? lane - kBesideLane : lane + kBesideLane;
  const double room = roomBeside(event.from, toTheLeft);
  if (event.kind == EventKind::kState) return addPill(out, index, x, y, room, toTheLeft);
  LadderItem sign{.shape = Shape::kMark, .x1 = lane, .y1 = y, .x2 = lane + 2 * kMark, .ink = inkOf(event)};
  sign.stroke = strokeOf(event.source);
  sign.mark = event.kind;
  sign.event = index;
  out.push_back(sign);
  const LadderLabel label = m_words.event(event);
  const LadderFace face = label.name.empty() ? LadderFace::kBody : LadderFace::kStrong;
  const LadderInk ink = sign.ink == LadderInk::kNeutral ? LadderInk::kText : sign.ink;
  LadderItem words = text(x, y + kBaseline, cut(label.name.empty() ? label.detail : label.name, face, room), face, ink,
                          toTheLeft ? LadderAnchor::kEnd : LadderAnchor::kStart);
  words.event = index;
  words.halo = true;
  out.push_back(std::move(words));
}

void LadderLayout::addPill(std::vector<LadderItem>& out, std::uint32_t index, double x, double y, double room,
                           bool left) const {
  const TimelineEvent& event = m_timeline->events()[index];
  const LadderLabel label = m_words.event(event);
  const std::string words = cut(label.name.empty() ? label.detail : label.name, LadderFace::kStrong, room - 12);
  const double width = m_measure(words, LadderFace::kStrong) + 16;
  const double start = left ? x - width : x;
  LadderItem pill{.shape = Shape::kBox,
                  .x1 = start,
                  .y1 = y - kPillHalf,
                  .x2 = start + width,
                  .y2 = y + kPillHalf,
                  .ink = inkOf(event),
                  .stroke = strokeOf(event.source),
                  .width = 1.2};
  pill.event = index;
  out.push_back(std::move(pill));
  LadderItem name =
      text(start + width / 2, y + kBaseline, words, LadderFace::kStrong, inkOf(event), LadderAnchor::kMiddle);
  name.event = index;
  out.push_back(std::move(name));
}

}  // namespace synscope
