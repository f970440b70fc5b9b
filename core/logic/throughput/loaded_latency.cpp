#include "core/logic/throughput/loaded_latency.h"

#include "core/logic/latency/latency_series.h"

#include <algorithm>
#include <array>
#include <utility>

namespace synscope {
namespace {

using std::chrono::milliseconds;

constexpr std::array kGrades = {
    LatencyGrade{"A+", "latency-grade.a-plus", milliseconds(5)},
    LatencyGrade{"A", "latency-grade.a", milliseconds(30)},
    LatencyGrade{"B", "latency-grade.b", milliseconds(60)},
    LatencyGrade{"C", "latency-grade.c", milliseconds(200)},
    LatencyGrade{"D", "latency-grade.d", milliseconds(400)},
    LatencyGrade{"F", "latency-grade.f", Duration::max()},
};

std::optional<Duration> medianOf(const std::optional<LatencyNumbers>& numbers) {
  return numbers ? numbers->p50 : std::nullopt;
}

/// Above the quickest handshake by so much, it is not the way that takes the time.
constexpr auto kDelayedAck = milliseconds(20);

/// In the order they came, for the jitter.
std::optional<LatencyNumbers> numbersOf(std::span<const LoadSample> samples, LoadState load) {
  LatencySeries series;
  for (const LoadSample& sample : samples)
    if (sample.load == load && sample.counted && sample.time) series.add(*sample.time);
  const LatencyNumbers numbers = series.numbers();
  return numbers.count > 0 ? std::optional(numbers) : std::nullopt;
}

std::vector<Duration> idleTimes(std::span<const LoadSample> samples, LoadMethod method) {
  std::vector<Duration> times;
  for (const LoadSample& sample : samples)
    if (sample.load == LoadState::kIdle && sample.method == method && sample.time) times.push_back(*sample.time);
  return times;
}

bool acknowledgementsAreLate(std::span<const LoadSample> samples) {
  const auto handshakes = idleTimes(samples, LoadMethod::kHandshake);
  auto acknowledged = idleTimes(samples, LoadMethod::kAcknowledgement);
  if (handshakes.empty() || acknowledged.empty()) return false;
  const auto middle = acknowledged.begin() + static_cast<std::ptrdiff_t>(acknowledged.size() / 2);
  std::ranges::nth_element(acknowledged, middle);
  return *middle >= std::ranges::min(handshakes) + kDelayedAck;
}

bool onlyLeastRtt(std::span<const LoadSample> samples) {
  return idleTimes(samples, LoadMethod::kHandshake).empty() && idleTimes(samples, LoadMethod::kAcknowledgement).empty();
}

void leaveOut(std::vector<LoadSample>& samples, LoadMethod method, bool out) {
  for (LoadSample& sample : samples)
    if (sample.load == LoadState::kIdle && sample.method == method) sample.counted = !out;
}

}  // namespace

std::span<const LatencyGrade> latencyGrades() {
  return kGrades;
}

const LatencyGrade& latencyGrade(Duration added) {
  const auto* found = std::ranges::find_if(kGrades, [&](const LatencyGrade& grade) { return added < grade.below; });
  return found == kGrades.end() ? kGrades.back() : *found;
}

std::string_view latencyGradeKey(std::string_view gradeName) {
  const auto* found = std::ranges::find(kGrades, gradeName, &LatencyGrade::name);
  return found == kGrades.end() ? std::string_view() : found->key;
}

std::span<const LoadState> allLoads() {
  static constexpr std::array kAll = {LoadState::kUp, LoadState::kDown, LoadState::kBoth};
  return kAll;
}

LoadEffect effectOf(const std::optional<LatencyNumbers>& idle, const std::optional<LatencyNumbers>& loaded) {
  const auto before = medianOf(idle), under = medianOf(loaded);
  LoadEffect effect;
  if (under && *under > Duration{}) effect.roundTripsPerMinute = 60'000 / toMs(*under);
  if (!before || !under) return effect;
  effect.added = *under - *before;
  effect.grade = latencyGrade(*effect.added).name;
  return effect;
}

LoadedLatency judgeLoadedLatency(std::optional<LatencyNumbers> idle, std::optional<LatencyNumbers> up,
                                 std::optional<LatencyNumbers> down, std::optional<LatencyNumbers> both) {
  LoadedLatency latency;
  latency.idle = std::move(idle);
  latency.up = std::move(up);
  latency.down = std::move(down);
  latency.both = std::move(both);
  std::optional<Duration> worst;
  for (const LoadState load : allLoads()) {
    const std::optional<Duration> median = medianOf(latency.of(load));
    if (!median || (worst && *median <= *worst)) continue;
    worst = median;
    const LoadEffect effect = effectOf(latency.idle, latency.of(load));
    latency.roundTripsPerMinute = effect.roundTripsPerMinute;
    latency.grade = effect.grade;
  }
  return latency;
}

LoadedLatency loadedLatencyOf(std::vector<LoadSample> samples) {
  leaveOut(samples, LoadMethod::kAcknowledgement, acknowledgementsAreLate(samples));
  leaveOut(samples, LoadMethod::kLeastRtt, !onlyLeastRtt(samples));
  const auto numbers = [&samples](LoadState load) { return numbersOf(samples, load); };
  LoadedLatency latency = judgeLoadedLatency(numbers(LoadState::kIdle), numbers(LoadState::kUp),
                                             numbers(LoadState::kDown), numbers(LoadState::kBoth));
  latency.samples = std::move(samples);
  return latency;
}

LatencyBaseline baselineOf(std::span<const LoadSample> samples) {
  LatencyBaseline baseline;
  for (const LoadSample& sample : samples) {
    if (sample.load != LoadState::kIdle || !sample.time) continue;
    const bool acknowledged = sample.method == LoadMethod::kAcknowledgement;
    baseline.handshakes += sample.method == LoadMethod::kHandshake;
    baseline.acknowledgements += acknowledged && sample.counted;
    baseline.leftOut += acknowledged && !sample.counted;
    baseline.inferred |= sample.method == LoadMethod::kLeastRtt && sample.counted;
  }
  return baseline;
}

std::uint64_t unansweredOf(std::span<const LoadSample> samples, LoadState load) {
  return static_cast<std::uint64_t>(
      std::ranges::count_if(samples, [load](const LoadSample& sample) { return sample.load == load && !sample.time; }));
}

}  // namespace synscope
