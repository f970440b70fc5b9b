#pragma once

#include <ctime>

namespace synscope::test {

/// What this thread has worked, in milliseconds; a busy machine does not change it.
inline double workedMs() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

}  // namespace synscope::test
