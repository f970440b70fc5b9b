#include "tests/bench/frame_meter.h"
#include "tests/bench/loopback_listeners.h"
#include "tests/bench/process_usage.h"
#include "tests/ui/ui_test.h"
#include "ui/latency/latency_page.h"
#include "ui/plots/plot_stack.h"
#include "ui/shell/main_window.h"

#include <QTimer>

#include <cstdio>
#include <cstdlib>

using namespace synscope;
using namespace synscope::bench;

namespace {

constexpr int kLanes = 6;
constexpr double kPerSecond = 1000;
constexpr double kMostGrowthMiB = 3;         ///< Resident, what autosaving takes for a moment each minute included.
constexpr double kMostHeapGrowthMiB = 0.5;   ///< In use, apart from that.
constexpr std::size_t kMostPerSecond = 100;  ///< Pictures.
constexpr int kOpeningMs = 1000;             ///< The window is laid out and drawn for the first time.
constexpr int kSettledSeconds = 75;          ///< Lines and windows are full, and the run was saved once.

LatencySettings settingsFor(const std::vector<std::uint16_t>& ports) {
  LatencySettings settings;
  for (const std::uint16_t port : ports)
    settings.targets.push_back({"127.0.0.1", port});
  settings.interval = std::chrono::milliseconds(kLanes);
  return settings;
}

struct Memory {
  double settledMiB = 0, endMiB = 0, settledHeapMiB = 0, endHeapMiB = 0;
};

bool isAutosaving(qint64 second) {
  return (second + 3) % 60 < 8;
}

void endOpening(FrameMeter& app, int seconds) {
  const FrameMeter::Frames frames = app.take();
  std::printf("opening: %zu pictures in the first second, work for one at most %.1f ms\n", frames.gapsMs.size(),
              FrameMeter::Frames::at(frames.workMs, 100));
  app.begin(static_cast<std::size_t>(seconds) * kMostPerSecond);
}

/// Runs the window for so long, and tells now and then where it is.
Memory watch(FrameMeter& app, int seconds) {
  Memory memory;
  QElapsedTimer clock;
  clock.start();
  QTimer tell;
  QObject::connect(&tell, &QTimer::timeout, &app, [&] {
    const auto at = clock.elapsed() / 1000;
    memory.endMiB = static_cast<double>(residentBytes()) / kMiB;
    const double heap = static_cast<double>(heapBytes()) / kMiB;
    if (!isAutosaving(at)) memory.endHeapMiB = heap;
    if (memory.settledMiB == 0 && at >= std::min(kSettledSeconds, seconds / 2)) {
      memory.settledMiB = memory.endMiB;
      memory.settledHeapMiB = heap;
    }
    if (at % std::max(5, seconds / 10) != 0) return;
    std::printf("%4lld s  %.1f MiB, heap in use %.2f MiB\n", static_cast<long long>(at), memory.endMiB, heap);
    std::fflush(stdout);
  });
  tell.start(1000);
  app.begin();
  QTimer::singleShot(kOpeningMs, &app, [&app, seconds] { endOpening(app, seconds); });
  QTimer::singleShot(std::chrono::seconds(seconds), &app, &QCoreApplication::quit);
  QCoreApplication::exec();
  return memory;
}

void print(const char* what, const std::vector<double>& sorted) {
  std::printf("%s: p50 %.1f ms, p90 %.1f, p99 %.1f, p99.9 %.1f, longest %.1f\n", what,
              FrameMeter::Frames::at(sorted, 50), FrameMeter::Frames::at(sorted, 90),
              FrameMeter::Frames::at(sorted, 99), FrameMeter::Frames::at(sorted, 99.9),
              FrameMeter::Frames::at(sorted, 100));
}

/// Prints what the pictures cost. Returns whether 60 came each second, with time to spare.
bool judge(const FrameMeter::Frames& frames, int seconds) {
  const double painted = static_cast<double>(frames.gapsMs.size()) / (seconds - kOpeningMs / 1000.0);
  std::printf("%.1f pictures/s (%zu), %d of 60 a second left out, %d of them because this thread worked for so long\n",
              painted, frames.gapsMs.size(), frames.left, frames.ours);
  print("work for a picture", frames.workMs);
  print("the same, waiting for a processor included", frames.wallMs);
  print("from one picture to the next", frames.gapsMs);
  return painted >= 59 && frames.ours == 0 && FrameMeter::Frames::at(frames.workMs, 99) < FrameMeter::kFrameMs;
}

bool judge(const LatencyRunRecord& record, int seconds) {
  std::uint64_t sent = 0, missed = 0, failed = 0;
  for (const LatencySummary& lane : record.table->lanes) {
    sent += lane.sent;
    missed += lane.missed;
    failed += lane.failed;
  }
  const double perSecond = static_cast<double>(sent) / seconds;
  std::printf("%.0f samples/s, %llu missed, %llu failed, %llu not drawn\n", perSecond,
              static_cast<unsigned long long>(missed), static_cast<unsigned long long>(failed),
              static_cast<unsigned long long>(record.dropped));
  return perSecond >= 0.95 * kPerSecond;
}

bool judge(const Memory& memory) {
  const double growth = memory.endMiB - memory.settledMiB, heap = memory.endHeapMiB - memory.settledHeapMiB;
  std::printf(
      "resident %.1f MiB after %d s (or half the time), %.1f MiB at the end (%+.1f); heap in use %.2f, %.2f "
      "(%+.2f)\n",
      memory.settledMiB, kSettledSeconds, memory.endMiB, growth, memory.settledHeapMiB, memory.endHeapMiB, heap);
  return growth < kMostGrowthMiB && heap < kMostHeapGrowthMiB;
}

}  // namespace

/// latency_page_bench [SECONDS]: the program's own window with six targets on the loopback, 1,000 requests a second in
/// all, in real time (600 s): pictures a second, what each cost, memory. Offscreen where there is no DISPLAY.
int main(int argc, char** argv) {
  const int seconds = argc > 1 ? std::atoi(argv[1]) : 600;
  const std::vector<std::uint16_t> ports = startListeners(kLanes);
  if (!qEnvironmentVariableIsSet("DISPLAY") && !qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
    qputenv("QT_QPA_PLATFORM", "offscreen");
  FrameMeter app(argc, argv);
  UiTestBed bed;
  qputenv("XDG_DATA_HOME", bed.file(QStringLiteral("data")).toUtf8());
  MainWindow window(bed.settings);
  window.resize(1280, 800);
  window.showPage(MainWindow::kLatency);
  window.show();
  auto& page = static_cast<LatencyPage&>(*window.page(MainWindow::kLatency));
  page.begin(settingsFor(ports));
  const double processor = processorSeconds(), work = test::workedMs();
  const Memory memory = watch(app, seconds);
  const double all = processorSeconds() - processor, gui = (test::workedMs() - work) / 1000;
  page.refresh();
  std::printf("%s, %d plots, %d s, %.0f %% of a processor, of which the window's thread %.0f %%\n",
              qPrintable(QGuiApplication::platformName()), page.view().plots().count(), seconds, 100 * all / seconds,
              100 * gui / seconds);
  const bool smooth = judge(app.take(), seconds);
  const bool enough = judge(*page.view().records().front(), seconds);
  const bool flat = judge(memory);
  page.stop();
  std::puts(smooth && flat && enough ? "good" : "NOT REACHED");
  return smooth && flat && enough ? 0 : 1;
}
