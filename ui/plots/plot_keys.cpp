#include "ui/plots/plot_keys.h"

#include "ui/plots/plot_time_view.h"

#include <QKeyEvent>

#include <algorithm>

namespace synscope {
namespace {

constexpr double kZoomStep = 0.5;
constexpr double kPanStep = 0.2;
constexpr double kCursorStep = 0.01;

void move(PlotTimeView& view, double direction, bool cursor) {
  if (!cursor) return view.pan(direction * kPanStep);
  const double at = view.cursor().value_or(view.from() + view.span() / 2) + direction * kCursorStep * view.span();
  view.setCursor(std::clamp(at, view.from(), view.to()));
}

}  // namespace

bool plotKey(PlotTimeView& view, const QKeyEvent& event) {
  const bool cursor = event.modifiers().testFlag(Qt::ShiftModifier);
  switch (event.key()) {
    case Qt::Key_Left: return move(view, -1, cursor), true;
    case Qt::Key_Right: return move(view, 1, cursor), true;
    case Qt::Key_Plus:
    case Qt::Key_Equal: return view.zoom(kZoomStep), true;
    case Qt::Key_Minus: return view.zoom(1 / kZoomStep), true;
    case Qt::Key_Home: return view.toBegin(), true;
    case Qt::Key_End: return view.follow(), true;
    case Qt::Key_0: return view.fit(), true;
    case Qt::Key_Space: return view.isFollowing() ? view.freeze() : view.follow(), true;
    default: return false;
  }
}

}  // namespace synscope
