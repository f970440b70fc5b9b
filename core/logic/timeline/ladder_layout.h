#pragma once

#include "core/logic/timeline/ladder_item.h"
#include "core/logic/timeline/ladder_rows.h"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace synscope {

/// What stands beside an event: the name that engineers use, and what it does in plain words. One may be empty.
struct LadderLabel {
  std::string name;
  std::string detail;
};

/// Where the words come from. What these return must be safe to show.
struct LadderWords {
  std::function<LadderLabel(const TimelineEvent&)> event;
  std::function<std::string(std::string_view lane)> lane;
  std::function<std::string(EventSource)> source;  ///< "observed", for the legend.
};

/// Width of a text in pixels.
using LadderMeasure = std::function<double(std::string_view text, LadderFace face)>;

struct LadderBox {
  double left = 0, top = 0, right = 0, bottom = 0;
};

/// A Timeline as a picture: lanes from left to right, time downwards. Gives the primitives of any horizontal slice, so
/// that a view draws only what it shows. Texts never meet: each has its own row or column, and is cut with "…" where
/// it is too long. Refers to the timeline.
class LadderLayout {
 public:
  static constexpr double kHeaderHeight = 34;

  LadderLayout(const Timeline& timeline, const LadderOptions& options, LadderWords words, LadderMeasure measure);

  /// Goes on with a timeline that has grown at its end; the one before must still be there. False where events have
  /// changed or come in between: then a new layout is needed, and this one is as it was.
  bool growWith(const Timeline& grown);

  double width() const { return m_width; }
  double height() const { return m_rows.height(); }
  const LadderRows& rows() const { return m_rows; }

  /// The titles of the lanes, y from 0 to kHeaderHeight.
  std::vector<LadderItem> header() const;
  /// What is to be seen between two heights, background first.
  std::vector<LadderItem> items(double top, double bottom) const;

  std::optional<std::size_t> eventAt(double x, double y) const;
  /// The place of an event; nullopt where it is hidden.
  std::optional<LadderBox> boxOf(std::size_t event) const;
  /// The event drawn before or after this one; the first or last where there is none. nullopt: nothing is drawn.
  std::optional<std::size_t> neighbour(std::optional<std::size_t> event, int step) const;

 private:
  struct Span {
    double top, bottom;
    std::uint32_t event;
  };

  void placeLanes();
  void fillWidth();
  void fitLabels();
  void collectSpans(std::size_t first);
  double laneX(LaneId lane) const;
  bool hasLocalOn(LaneId lane) const;
  std::string cut(const std::string& text, LadderFace face, double room) const;

  void addLanes(std::vector<LadderItem>& out, double top, double bottom) const;
  void addBars(std::vector<LadderItem>& out, double top, double bottom) const;
  void addRow(std::vector<LadderItem>& out, const LadderRow& row) const;
  void addTime(std::vector<LadderItem>& out, const LadderRow& row) const;
  void addBreak(std::vector<LadderItem>& out, const LadderRow& row) const;
  void addArrow(std::vector<LadderItem>& out, std::uint32_t event, const LadderRow& row) const;
  void addArrowLabel(std::vector<LadderItem>& out, std::uint32_t event, const LadderItem& arrow, double middle) const;
  void addLocal(std::vector<LadderItem>& out, std::uint32_t event, const LadderRow& row, bool toTheLeft) const;
  void addPill(std::vector<LadderItem>& out, std::uint32_t event, double x, double y, double room, bool left) const;
  double roomBeside(LaneId lane, bool toTheLeft) const;

  const Timeline* m_timeline;
  LadderOptions m_options;
  LadderWords m_words;
  LadderMeasure m_measure;
  LadderRows m_rows;
  std::vector<double> m_lanes;
  std::vector<std::vector<Span>> m_spans;  ///< By lane: the states it was in.
  double m_leftColumn = 0, m_rightColumn = 0, m_width = 0;
};

}  // namespace synscope
