#include "core/engine/base/net_thread.h"
#include "core/engine/latency/latency_run.h"
#include "core/logic/latency/latency_statistics.h"
#include "tests/bench/loopback_listeners.h"
#include "tests/bench/process_usage.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTimer>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <vector>

using namespace synscope;
using namespace synscope::bench;
using namespace std::chrono_literals;

namespace {

constexpr int kLanes = 4;
constexpr double kPerSecond = 1000;
constexpr double kMostGrowthMiB = 8;

/// Takes what a window would take, 30 times a second.
class Watcher {
 public:
  explicit Watcher(LatencyRun& run) : m_run(run) {
    QObject::connect(&m_frames, &QTimer::timeout, [this] { look(); });
    m_frames.start(33);
  }
  std::uint64_t seen() const { return m_seen; }

 private:
  void look() {
    m_seen += m_run.drain().size();
    (void)m_run.table();
  }

  LatencyRun& m_run;
  QTimer m_frames;
  std::uint64_t m_seen = 0;
};

/// A month of one lane at ten samples a second, without waiting for it. Returns whether memory stays where it was.
bool runThroughAMonth() {
  constexpr std::uint64_t kSamples = 30ULL * 24 * 3600 * 10;
  LatencyStatistics statistics({});
  LatencySample sample;
  sample.verdict = PortState::kOpen;
  sample.reason = Reason::kSynAck;
  std::mt19937_64 random(1);
  std::int64_t settled = 0;
  const double before = processorSeconds();
  for (std::uint64_t seq = 1; seq <= kSamples; ++seq) {
    sample.seq = seq;
    sample.at += 100ms;
    sample.ok = random() % 100 != 0;
    sample.connect = sample.wall = sample.kernelRtt = Duration(10'000'000 + random() % 5'000'000);
    statistics.add(sample);
    if (seq == 100'000) settled = residentBytes();
  }
  const double ns = 1e9 * (processorSeconds() - before) / static_cast<double>(kSamples);
  const double growth = static_cast<double>(residentBytes() - settled) / kMiB;
  std::printf("a month at 10 samples/s: %llu samples, %.0f ns for each, %+.1f MiB after the first 100,000\n",
              static_cast<unsigned long long>(kSamples), ns, growth);
  std::fflush(stdout);
  return growth < 1 && statistics.summary().sent == kSamples;
}

}  // namespace

/// 1,000 requests a second over several lanes for as long as asked for (600 s), recorded: memory stays where it was,
/// and what it costs is printed.
int main(int argc, char** argv) {
  const int seconds = argc > 1 ? std::atoi(argv[1]) : 600;
  const std::vector<std::uint16_t> ports = startListeners(kLanes);
  QCoreApplication application(argc, argv);
  const bool bounded = runThroughAMonth();
  const QTemporaryDir folder;
  LatencySettings settings;
  for (const std::uint16_t port : ports)
    settings.targets.push_back({"127.0.0.1", port});
  settings.interval = std::chrono::milliseconds(kLanes);
  settings.recordTo = folder.filePath(QStringLiteral("soak.jsonl")).toStdString();
  auto* run = new LatencyRun(settings);
  NetThread net;
  net.adopt(run);
  QMetaObject::invokeMethod(run, [run] { run->start(); });
  Watcher watcher(*run);
  const double processorBefore = processorSeconds();
  std::int64_t settled = 0;
  QElapsedTimer clock;
  clock.start();
  QTimer minute;
  QObject::connect(&minute, &QTimer::timeout, [&] {
    // Windows of 10,000 samples are full after 40 s.
    if (settled == 0 && clock.elapsed() > 60'000) settled = residentBytes();
    std::printf("%4lld s  %8llu samples  %.1f MiB\n", static_cast<long long>(clock.elapsed() / 1000),
                static_cast<unsigned long long>(watcher.seen()), static_cast<double>(residentBytes()) / kMiB);
    std::fflush(stdout);
  });
  minute.start(std::max(5, seconds / 10) * 1000);
  QTimer::singleShot(std::chrono::seconds(seconds), &application, &QCoreApplication::quit);
  QCoreApplication::exec();
  const double took = static_cast<double>(clock.elapsed()) / 1000;
  const double processor = processorSeconds() - processorBefore;
  const auto table = run->table();
  std::uint64_t sent = 0, missed = 0, failed = 0;
  for (const LatencySummary& lane : table->lanes) {
    sent += lane.sent;
    missed += lane.missed;
    failed += lane.failed;
  }
  const double growth = settled == 0 ? 0 : static_cast<double>(residentBytes() - settled) / kMiB;
  std::printf(
      "%.0f samples/s, %llu missed, %llu failed; %.1f %% of a processor, %.1f us for each sample; "
      "peak %.1f MiB, %+.1f MiB after the first minute\n",
      static_cast<double>(sent) / took, static_cast<unsigned long long>(missed),
      static_cast<unsigned long long>(failed), 100 * processor / took,
      1e6 * processor / static_cast<double>(std::max<std::uint64_t>(sent, 1)),
      static_cast<double>(peakResidentBytes()) / kMiB, growth);
  const bool enough = static_cast<double>(sent) >= 0.95 * kPerSecond * took;
  return bounded && enough && growth < kMostGrowthMiB ? 0 : 1;
}
