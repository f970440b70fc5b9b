#include "core/engine/base/clock.h"

#include <chrono>

namespace synscope {

TimePoint monotonicNow() {
  return TimePoint(std::chrono::duration_cast<Duration>(std::chrono::steady_clock::now().time_since_epoch()));
}

}  // namespace synscope
