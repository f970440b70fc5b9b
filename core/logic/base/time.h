#pragma once

#include <chrono>

namespace synscope {

using Duration = std::chrono::nanoseconds;

/// Tag of the monotonic time line every timestamp lies on. It has no now(): logic is handed the time, and only
/// core/engine/base/clock.h reads it from the system.
struct MonotonicClock {
  using duration = Duration;
  using rep = duration::rep;
  using period = duration::period;
  using time_point = std::chrono::time_point<MonotonicClock, duration>;
  static constexpr bool is_steady = true;
};

using TimePoint = MonotonicClock::time_point;

/// A duration in milliseconds, as JSON and people write it.
constexpr double toMs(Duration d) {
  return std::chrono::duration<double, std::milli>(d).count();
}

}  // namespace synscope
