#pragma once

#include "ui/plots/plot_series.h"
#include "ui/plots/plot_unit.h"
#include "ui/theme/tokens.h"

#include <QString>

namespace synscope {

/// How one line of a plot is shown.
struct PlotLineLook {
  enum class Shape {
    kLine,   ///< The mean; where there are several samples in a column, a soft band from the least to the greatest.
    kSteps,  ///< Holds its value until the next: totals of an interval.
    kTicks,  ///< A short mark at the bottom for every column that has a sample.
    kDots,   ///< Every sample apart.
  };

  QString name;
  PlotUnit unit = PlotUnit::kMilliseconds;
  int color = 0;  ///< Index for plotColor(), unless a tone speaks.
  std::optional<Tone> tone = {};
  Shape shape = Shape::kLine;
  bool right = false;   ///< On the axis at the right.
  bool strong = false;  ///< Drawn thicker: the sum among its parts.
  bool dashed = false;
};

/// A moment worth a word.
struct PlotMark {
  double time = 0;
  QString words;
  Tone tone = Tone::kNeutral;
};

/// A stretch of time that is different: an outage, a warm-up.
struct PlotSpan {
  double begin = 0;
  double end = 0;
  Tone tone = Tone::kBad;

  bool operator==(const PlotSpan&) const = default;
};

}  // namespace synscope
