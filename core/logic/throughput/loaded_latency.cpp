#include "core/logic/throughput/loaded_latency.h"

#include <algorithm>
#include <array>

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

std::optional<Duration> worse(const std::optional<Duration>& a, const std::optional<Duration>& b) {
  if (!a || !b) return a ? a : b;
  return std::max(*a, *b);
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

std::optional<Duration> addedLatency(const std::optional<LatencyNumbers>& idle,
                                     const std::optional<LatencyNumbers>& loaded) {
  const auto before = medianOf(idle), under = medianOf(loaded);
  return before && under ? std::optional(*under - *before) : std::nullopt;
}

LoadedLatency judgeLoadedLatency(std::optional<LatencyNumbers> idle, std::optional<LatencyNumbers> up,
                                 std::optional<LatencyNumbers> down) {
  LoadedLatency latency;
  const std::optional<Duration> loaded = worse(medianOf(up), medianOf(down));
  if (loaded && *loaded > Duration{}) latency.roundTripsPerMinute = 60'000 / toMs(*loaded);
  const std::optional<Duration> added = worse(addedLatency(idle, up), addedLatency(idle, down));
  if (added) latency.grade = latencyGrade(*added).name;
  latency.idle = std::move(idle);
  latency.up = std::move(up);
  latency.down = std::move(down);
  return latency;
}

}  // namespace synscope
