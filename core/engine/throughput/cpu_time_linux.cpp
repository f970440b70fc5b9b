#include "core/engine/throughput/cpu_time.h"

#include <sys/resource.h>

#include <ctime>

namespace synscope {
namespace {

double secondsOf(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

/// getrusage(2) since Linux 2.6.26.
std::optional<double> userShare() {
  rusage usage{};
  if (::getrusage(RUSAGE_THREAD, &usage) != 0) return std::nullopt;
  const double user = secondsOf(usage.ru_utime), both = user + secondsOf(usage.ru_stime);
  return both > 0 ? user / both : 1;
}

}  // namespace

/// clock_gettime(2) is exact to the moment; getrusage(2) lags behind by up to a tick, and divides by ticks.
std::optional<CpuTime> threadCpuTime() {
  timespec time{};
  if (::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time) != 0) return std::nullopt;
  const Duration total = std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
  const auto share = userShare();
  if (!share) return CpuTime{total, std::nullopt};
  return CpuTime{total, std::chrono::duration_cast<Duration>(total * *share)};
}

}  // namespace synscope
