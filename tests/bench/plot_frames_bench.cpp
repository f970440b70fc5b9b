#include "tests/support/plot_frames.h"
#include "tests/ui/ui_test.h"

#include <cstdio>
#include <cstdlib>

/// plot_frames_bench [SECONDS [PLOTS [SAMPLES_PER_SECOND]]]: 600 s, 6 plots, 1,000 samples a second each.
int main(int argc, char** argv) {
  if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
  QApplication app(argc, argv);
  const auto argument = [&](int index, int fallback) { return argc > index ? std::atoi(argv[index]) : fallback; };
  const int seconds = argument(1, 600), plots = argument(2, 6), perSecond = argument(3, 1000);
  synscope::UiTestBed bed;
  const synscope::PlotFrames frames =
      synscope::runPlotFrames(bed.settings, bed.file(QStringLiteral("runs")), plots, perSecond, seconds);
  const double first = frames.firstMs[frames.firstMs.size() / 2], last = frames.lastMs[frames.lastMs.size() / 2];
  std::printf("%d plots, %d samples/s each, %d s: %zu frames\n", plots, perSecond, seconds, frames.workMs.size());
  std::printf("work of a frame: p50 %.2f ms, p90 %.2f, p99 %.2f, most %.2f; first tenth %.2f, last tenth %.2f\n",
              frames.at(50), frames.at(90), frames.at(99), frames.at(100), first, last);
  std::printf("points drawn at most: %d; resident %.0f MiB after a tenth, %.0f MiB at the end\n", frames.mostPoints,
              frames.residentBeforeMiB, frames.residentAfterMiB);
  const bool good = frames.at(99) < 16.7 && frames.residentAfterMiB - frames.residentBeforeMiB < 64;
  std::puts(good ? "good" : "TOO MUCH");
  return good ? 0 : 1;
}
