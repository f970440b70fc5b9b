#include "core/engine/throughput/cpu_time.h"

#include <ctime>

namespace synscope {

std::optional<CpuTime> threadCpuTime() {
  timespec time{};
  if (::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time) != 0) return std::nullopt;
  return CpuTime{std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec), std::nullopt};
}

}  // namespace synscope
