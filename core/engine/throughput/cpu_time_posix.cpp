#include "core/engine/throughput/cpu_time.h"

#include <sys/resource.h>

#include <ctime>

namespace synscope {
namespace {

Duration fromTimeval(const timeval& time) {
  return std::chrono::seconds(time.tv_sec) + std::chrono::microseconds(time.tv_usec);
}

}  // namespace

CpuTime processCpuTime() {
  rusage usage{};
  if (::getrusage(RUSAGE_SELF, &usage) != 0) return {};
  return {fromTimeval(usage.ru_utime), fromTimeval(usage.ru_stime)};
}

Duration threadCpuTime() {
  timespec time{};
  if (::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time) != 0) return {};
  return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

}  // namespace synscope
