#pragma once

#include "tests/support/sample_latency.h"

#include <vector>

namespace synscope {

/// What drawing cost.
struct PlotFrames {
  std::vector<double> workMs;    ///< Of this thread for each frame, ascending.
  std::vector<double> firstMs;   ///< The first tenth of the frames, as they came.
  std::vector<double> lastMs;    ///< The last tenth.
  double residentBeforeMiB = 0;  ///< After a tenth of the time: what is kept first has been kept by then.
  double residentAfterMiB = 0;
  int mostPoints = 0;  ///< Drawn in one frame, over all plots.

  double at(double percent) const;
};

/// The Latency page with `lanes` live plots and so many samples a second of each, 30 frames a second, in made-up time:
/// as fast as this machine can.
PlotFrames runPlotFrames(class SettingsStore& settings, const QString& folder, int lanes, int perSecond, int seconds);

}  // namespace synscope
