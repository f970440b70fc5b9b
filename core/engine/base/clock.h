#pragma once

#include "core/logic/base/time.h"

namespace synscope {

/// The monotonic clock of this system (CLOCK_MONOTONIC, QueryPerformanceCounter). The only now() of the program.
TimePoint monotonicNow();

}  // namespace synscope
