#include "tests/support/plot_frames.h"

#include "core/logic/latency/latency_statistics.h"
#include "tests/support/thread_work.h"
#include "ui/latency/latency_page.h"
#include "ui/latency/latency_view.h"
#include "ui/plots/plot_stack.h"
#include "ui/plots/time_plot.h"

#include <QCoreApplication>
#include <QFile>

#include <algorithm>

namespace synscope {
namespace {

constexpr int kFramesPerSecond = 30;
constexpr int kNumbersEvery = 8;

double residentMiB() {
  QFile file(QStringLiteral("/proc/self/statm"));
  if (!file.open(QIODevice::ReadOnly)) return 0;
  return file.readAll().split(' ').value(1).toDouble() * 4096 / (1024 * 1024);
}

std::vector<SampleLane> lanesOf(int count) {
  static constexpr SampleWeather kWeather[] = {SampleWeather::kSteady, SampleWeather::kSpikes, SampleWeather::kSynLoss,
                                               SampleWeather::kOutage};
  std::vector<SampleLane> lanes;
  for (int index = 0; index < count; ++index)
    lanes.push_back({"host" + std::to_string(index) + ".example.net", 443, "192.0.2." + std::to_string(index + 1),
                     5.0 + 7 * index, kWeather[index % 4]});
  return lanes;
}

/// A run of which one frame after the other is made.
class Stream {
 public:
  Stream(int lanes, int perSecond) : m_lanes(lanesOf(lanes)), m_perSecond(perSecond) {
    for (std::size_t index = 0; index < m_lanes.size(); ++index)
      m_statistics.emplace_back(LatencyLane{static_cast<std::uint32_t>(index + 1),
                                            {m_lanes[index].host, m_lanes[index].port},
                                            {*IpAddress::parse(m_lanes[index].address), m_lanes[index].port},
                                            false});
  }

  const std::vector<SampleLane>& lanes() const { return m_lanes; }

  std::vector<LatencySample> samplesUntil(double second) {
    const auto until = static_cast<int>(second * m_perSecond);
    std::vector<LatencySample> samples = sampleLatencyStretch(m_lanes, kBegin, m_next, until, m_perSecond);
    m_next = until;
    for (const LatencySample& sample : samples) {
      LatencyStatistics& statistics = m_statistics[sample.lane - 1];
      statistics.noteSent(sample.seq, 0);
      statistics.add(sample);
    }
    return samples;
  }

  std::shared_ptr<const LatencyTable> table() const {
    auto table = std::make_shared<LatencyTable>();
    table->begin = kBegin;
    table->generation = static_cast<std::uint64_t>(m_next);
    for (const LatencyStatistics& each : m_statistics)
      table->lanes.push_back(each.summary());
    return table;
  }

  static constexpr TimePoint kBegin{std::chrono::hours(1)};

 private:
  std::vector<SampleLane> m_lanes;
  std::vector<LatencyStatistics> m_statistics;
  int m_perSecond;
  int m_next = 0;
};

}  // namespace

double PlotFrames::at(double percent) const {
  if (workMs.empty()) return 0;
  return workMs[static_cast<std::size_t>(static_cast<double>(workMs.size() - 1) * percent / 100)];
}

PlotFrames runPlotFrames(SettingsStore& settings, const QString& folder, int lanes, int perSecond, int seconds) {
  Stream stream(lanes, perSecond);
  LatencyPage page(
      settings, [](const LatencySettings&) { return std::make_unique<SampleLatency>(); }, folder);
  page.resize(1104, 720);
  page.show();
  auto record = std::make_shared<LatencyRunRecord>();
  record->settings = sampleLatencySettings(stream.lanes());
  record->table = stream.table();
  page.showRecords({record});
  page.view().plots().view().follow(60);
  PlotFrames frames;
  const int count = seconds * kFramesPerSecond;
  for (int frame = 1; frame <= count; ++frame) {
    const double now = static_cast<double>(frame) / kFramesPerSecond;
    const std::vector<LatencySample> samples = stream.samplesUntil(now);
    const bool numbers = frame % kNumbersEvery == 0;
    if (numbers) record->table = stream.table();
    const double before = test::workedMs();
    record->curves->feed(samples, Stream::kBegin);
    page.view().refresh(now);
    if (numbers) page.view().refreshNumbers();
    QCoreApplication::processEvents();
    frames.workMs.push_back(test::workedMs() - before);
    if (frame == count / 10) frames.residentBeforeMiB = residentMiB();
    if (frame % 100 != 0) continue;
    int points = 0;
    for (int plot = 0; plot < page.view().plots().count(); ++plot)
      points += page.view().plots().plot(plot).drawnPoints();
    frames.mostPoints = std::max(frames.mostPoints, points);
  }
  frames.residentAfterMiB = residentMiB();
  const auto tenth = static_cast<std::ptrdiff_t>(frames.workMs.size() / 10);
  frames.firstMs.assign(frames.workMs.begin(), frames.workMs.begin() + tenth);
  frames.lastMs.assign(frames.workMs.end() - tenth, frames.workMs.end());
  for (std::vector<double>* part : {&frames.workMs, &frames.firstMs, &frames.lastMs})
    std::sort(part->begin(), part->end());
  return frames;
}

}  // namespace synscope
