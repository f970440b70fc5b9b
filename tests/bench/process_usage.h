#pragma once

#include <sys/resource.h>

#include <cstdint>
#include <fstream>
#include <malloc.h>
#include <unistd.h>

namespace synscope::bench {

/// Memory of this process in RAM now, bytes (proc(5), statm).
inline std::int64_t residentBytes() {
  std::int64_t size = 0, resident = 0;
  std::ifstream("/proc/self/statm") >> size >> resident;
  return resident * sysconf(_SC_PAGESIZE);
}

/// What the program has asked its allocator for and not given back, bytes (mallinfo(3)).
inline std::int64_t heapBytes() {
  const auto info = mallinfo2();
  return static_cast<std::int64_t>(info.uordblks + info.hblkhd);
}

inline std::int64_t peakResidentBytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return std::int64_t{usage.ru_maxrss} * 1024;
}

/// Seconds of processor time that this process has used.
inline double processorSeconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& t) {
    return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6;
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

constexpr double kMiB = 1024.0 * 1024.0;

}  // namespace synscope::bench
