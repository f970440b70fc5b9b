#pragma once

#include "core/logic/timeline/timeline.h"

#include <optional>
#include <string>
#include <vector>

namespace synscope {

/// What a colour of the ladder stands for; each way of drawing it has its own palette, light and dark.
enum class LadderInk { kText, kMuted, kLine, kNeutral, kGood, kWarn, kBad, kInfo };

/// "text", "muted", "line", "neutral", "good", "warn", "bad", "info".
std::string_view name(LadderInk ink);

/// How a line is drawn. Observed is solid, inferred dashed, simulated dotted: never told by colour alone.
enum class LadderStroke { kSolid, kDashed, kDotted };

enum class LadderFace { kBody, kStrong, kSmall };

enum class LadderAnchor { kStart, kMiddle, kEnd };

/// One primitive of a drawn ladder. Coordinates in device-independent pixels, y downwards from the top of the body.
struct LadderItem {
  enum class Shape {
    kLine,   ///< From (x1, y1) to (x2, y2).
    kArrow,  ///< The same, with a head at (x2, y2).
    kBox,    ///< Rounded rectangle with these corners, tinted, with an outline.
    kBar,    ///< Rounded rectangle filled with the full colour; only tinted where the stroke is not solid.
    kMark,   ///< The sign of a kind of event, centred at (x1, y1), (x2 - x1) wide.
    kCross,  ///< Where something was lost: centred at (x1, y1), (x2 - x1) wide.
    kText,   ///< On the base line y1, at x1 by `anchor`.
  };
  Shape shape = Shape::kLine;
  double x1 = 0, y1 = 0, x2 = 0, y2 = 0;
  LadderInk ink = LadderInk::kText;
  LadderStroke stroke = LadderStroke::kSolid;
  double width = 1.5;  ///< Of lines and outlines.
  std::string text = {};
  LadderFace face = LadderFace::kBody;
  LadderAnchor anchor = LadderAnchor::kStart;
  bool halo = false;  ///< What lies under the text or line is wiped out around it.
  EventKind mark = EventKind::kNote;
  std::optional<std::size_t> event = {};  ///< Index in Timeline::events() of what it belongs to.

  bool operator==(const LadderItem&) const = default;
};

struct LadderPoint {
  double x = 0, y = 0;
};

/// The outline of the sign of a kind of event: a square for calls, a diamond for timers, a disc for data, a triangle
/// for errors and ICMP, a small disc for notes.
std::vector<LadderPoint> markOutline(EventKind kind, double x, double y, double radius);

/// The three corners of the head of an arrow that ends at (x2, y2).
std::vector<LadderPoint> arrowHead(const LadderItem& arrow);

}  // namespace synscope
