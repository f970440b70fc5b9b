#pragma once

#include <QColor>
#include <QPalette>

namespace synscope {

/// Colours that tell lines of a plot apart, in the order they are given out. They differ in lightness too, so that they
/// stay apart for people who do not see every hue. After kPlotColors they begin again.
inline constexpr int kPlotColors = 8;

QColor plotColor(int index, const QPalette& palette);

}  // namespace synscope
