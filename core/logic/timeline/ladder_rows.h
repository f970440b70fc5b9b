#pragma once

#include "core/logic/timeline/timeline.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace synscope {

struct LadderOptions {
  bool linearTime = false;                               ///< Distances follow time; else rows stand close together …
  Duration breakAfter = std::chrono::milliseconds(150);  ///< … and longer waits are drawn as a break that names them.
  double pixelsPerSecond = 100;                          ///< Of linear time.
  bool showData = true;                                  ///< Events that only move payload.
  double width = 0;                                      ///< To fill; 0: as wide as the labels need.

  bool operator==(const LadderOptions&) const = default;
};

/// One row of the ladder: up to one arrow and what happens at its two ends at the same moment, or a break.
struct LadderRow {
  static constexpr std::uint32_t kNone = 0xffffffff;

  double top = 0, height = 0;
  TimePoint at;
  std::uint32_t arrow = kNone;                  ///< Event that leaves here, by its index in the timeline.
  std::uint32_t left = kNone;                   ///< Event on the first lane.
  std::uint32_t right = kNone;                  ///< Event on the last lane.
  std::uint32_t inside = kNone;                 ///< Event on a lane in between.
  std::uint32_t arrival = kNone;                ///< Event that left earlier and arrives here.
  bool startsMoment = false;                    ///< Its time differs from the row above: worth a time stamp.
  std::optional<Duration> wait = std::nullopt;  ///< A break: nothing happened for that long.

  double middle() const { return top + height / 2; }
};

/// The vertical half of a ladder: which events share a row, and where the rows stand. A state entered at the moment of
/// an arrow stands beside it; everything else has a row of its own, so labels cannot meet.
class LadderRows {
 public:
  LadderRows(const Timeline& timeline, const LadderOptions& options);

  /// Places the events from `first` on behind those that are there. False, and nothing is changed, where an arrival
  /// stands among them: then everything has to be placed anew.
  bool append(const Timeline& timeline, std::size_t first, const LadderOptions& options);

  const std::vector<LadderRow>& rows() const { return m_rows; }
  double height() const { return m_height; }
  /// Row where the event stands or leaves; nullopt where it is hidden.
  std::optional<std::size_t> rowOf(std::size_t event) const { return known(m_rowOf, event); }
  /// Row where it arrives; nullopt for what has no known arrival.
  std::optional<std::size_t> arrivalRowOf(std::size_t event) const { return known(m_arrivalOf, event); }
  /// Longest way of an arrow that spans rows, in pixels.
  double longestArrow() const { return m_longestArrow; }
  /// First row that ends below `y`.
  std::size_t firstRowAt(double y) const;
  std::uint64_t hiddenEvents() const { return m_hidden; }

 private:
  struct Moment {
    TimePoint at;
    std::uint32_t event;
    bool arrives;
  };

  std::vector<Moment> momentsOf(const Timeline& timeline, const LadderOptions& options);
  void placeInOrder(const Timeline& timeline, std::size_t first, const LadderOptions& options);
  void place(const Timeline& timeline, const Moment& moment, const LadderOptions& options);
  bool joins(const Timeline& timeline, const Moment& moment) const;
  LadderRow& newRow(TimePoint at, const LadderOptions& options);
  void addBreak(Duration wait);
  static std::uint32_t& slotOf(LadderRow& row, const Timeline& timeline, const Moment& moment);
  static std::optional<std::size_t> known(const std::vector<std::uint32_t>& rows, std::size_t event);

  std::vector<LadderRow> m_rows;
  std::vector<std::uint32_t> m_rowOf, m_arrivalOf;
  double m_height = 0;
  double m_longestArrow = 0;
  std::uint64_t m_hidden = 0;
};

/// Whether the time of the row was told by another clock and is known only roughly: it happened elsewhere than on the
/// first lane, which is ours, and has an uncertainty.
bool isRoughTime(const Timeline& timeline, const LadderRow& row);

/// What stands in the column of times: "12.4 ms"; "≈12.4 ms" where it is known only roughly.
std::string timeColumn(const Timeline& timeline, const LadderRow& row, TimePoint start);

}  // namespace synscope
