#include "tests/bench/frame_meter.h"
#include "tests/bench/process_usage.h"
#include "tests/support/long_recording.h"
#include "tests/ui/ui_test.h"
#include "ui/history/history_view.h"
#include "ui/latency/latency_page.h"
#include "ui/latency/latency_recovery.h"

#include <QDateTime>
#include <QFile>

#include <cstdio>
#include <cstdlib>

using namespace synscope;
using namespace synscope::bench;

namespace {

constexpr std::uint32_t kLanes = 4;
constexpr double kMostGrowthMiB = 256;
constexpr double kMostTurnMs = 100;

/// A recording that nobody has touched for a minute. Returns its size.
qint64 leaveRecording(const QString& file, std::uint64_t samples) {
  QFile out(file);
  if (!out.open(QIODevice::WriteOnly)) return 0;
  makeLongRecording(samples, kLanes,
                    [&out](const std::string& line) { out.write(line.data(), static_cast<qint64>(line.size())); });
  out.flush();
  const qint64 size = out.size();
  out.setFileTime(QDateTime::currentDateTime().addSecs(-60), QFileDevice::FileModificationTime);
  return size;
}

/// Turns the loop of events until `over()`; returns what the longest turn worked, and how long all took.
std::pair<double, double> turnUntil(const std::function<bool()>& over) {
  double longest = 0;
  QElapsedTimer clock;
  clock.start();
  while (!over() && clock.elapsed() < 600'000) {
    const double before = test::workedMs();
    QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    longest = std::max(longest, test::workedMs() - before);
  }
  return {longest, static_cast<double>(clock.elapsed()) / 1000};
}

}  // namespace

/// long_recording_bench [SAMPLES]: what the window does while a recording of 5,000,000 samples is summed up, and when
/// the run is opened.
int main(int argc, char** argv) {
  const auto samples = static_cast<std::uint64_t>(argc > 1 ? std::atoll(argv[1]) : 5'000'000);
  if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
  QApplication app(argc, argv);
  UiTestBed bed;
  LatencyPage page(bed.settings, {}, bed.file(QStringLiteral("runs")));
  page.store().prepare();
  const qint64 size = leaveRecording(samplesFile(page.store(), QStringLiteral("20260301-093005-000")), samples);
  page.resize(1104, 720);
  page.show();
  const double before = static_cast<double>(residentBytes()) / kMiB;
  page.showHistory();
  const auto [longest, took] = turnUntil([&] { return page.history().model().rowCount() == 1; });
  const double growth = static_cast<double>(peakResidentBytes()) / kMiB - before;
  std::printf("%llu samples, %.0f MiB: summed up in %.1f s, longest turn of the window %.1f ms, %+.0f MiB at most\n",
              static_cast<unsigned long long>(samples), static_cast<double>(size) / kMiB, took, longest, growth);
  page.openKept({QStringLiteral("20260301-093005-000")});
  const auto [opening, waited] = turnUntil([&] { return !page.view().records().empty(); });
  if (page.view().records().empty()) return 1;
  std::uint64_t counted = 0;
  for (const LatencySummary& lane : page.view().records().front()->table->lanes)
    counted += lane.ok;
  std::printf("opened in %.2f s, longest turn %.1f ms; %llu samples counted, %.1f MiB on disk\n", waited, opening,
              static_cast<unsigned long long>(counted),
              static_cast<double>(QFile(page.store().fileOf(QStringLiteral("20260301-093005-000"))).size()) / kMiB);
  const bool good = counted == samples && longest < kMostTurnMs && opening < kMostTurnMs && growth < kMostGrowthMiB;
  std::puts(good ? "good" : "NOT REACHED");
  return good ? 0 : 1;
}
