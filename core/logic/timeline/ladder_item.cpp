#include "core/logic/timeline/ladder_item.h"

#include <cmath>
#include <numbers>

namespace synscope {
namespace {

/// @param start Angle of the first corner, in turns clockwise from the right.
std::vector<LadderPoint> regularPolygon(int corners, double start, double x, double y, double radius) {
  std::vector<LadderPoint> points;
  for (int i = 0; i < corners; ++i) {
    const double angle = 2 * std::numbers::pi * (start + static_cast<double>(i) / corners);
    points.push_back({x + radius * std::cos(angle), y + radius * std::sin(angle)});
  }
  return points;
}

}  // namespace

std::string_view name(LadderInk ink) {
  switch (ink) {
    case LadderInk::kText: return "text";
    case LadderInk::kMuted: return "muted";
    case LadderInk::kLine: return "line";
    case LadderInk::kNeutral: return "neutral";
    case LadderInk::kGood: return "good";
    case LadderInk::kWarn: return "warn";
    case LadderInk::kBad: return "bad";
    case LadderInk::kInfo: return "info";
  }
  return "text";
}

std::vector<LadderPoint> markOutline(EventKind kind, double x, double y, double radius) {
  constexpr int kRound = 24;
  switch (kind) {
    case EventKind::kSyscall: return regularPolygon(4, 0.125, x, y, radius * 1.2);
    case EventKind::kTimer: return regularPolygon(4, 0, x, y, radius * 1.25);
    case EventKind::kError:
    case EventKind::kIcmp: return regularPolygon(3, 0.75, x, y + radius * 0.2, radius * 1.3);
    case EventKind::kNote: return regularPolygon(kRound, 0, x, y, radius * 0.7);
    default: return regularPolygon(kRound, 0, x, y, radius);
  }
}

std::vector<LadderPoint> arrowHead(const LadderItem& arrow) {
  constexpr double kLength = 10, kHalfWidth = 4.5;
  const double dx = arrow.x2 - arrow.x1, dy = arrow.y2 - arrow.y1;
  const double length = std::hypot(dx, dy);
  if (length == 0) return {};
  const double ux = dx / length, uy = dy / length;
  const double bx = arrow.x2 - ux * kLength, by = arrow.y2 - uy * kLength;
  return {
      {arrow.x2, arrow.y2}, {bx - uy * kHalfWidth, by + ux * kHalfWidth}, {bx + uy * kHalfWidth, by - ux * kHalfWidth}};
}

}  // namespace synscope
