#pragma once

#include "core/logic/base/time.h"

#include <cstdint>
#include <string>

namespace synscope {

/// What turns the TimePoints of a log into times people read.
struct WallClock {
  std::int64_t epochNs = 0;  ///< Wall time of TimePoint zero, ns since 1970 UTC.
  int utcOffsetSeconds = 0;  ///< Of the time zone to show.

  std::int64_t wallNs(TimePoint at) const { return epochNs + at.time_since_epoch().count(); }
};

/// RFC 3339 with microseconds: "2026-03-01T09:30:01.123456+08:00".
std::string isoTime(const WallClock& clock, TimePoint at);
/// "09:30:01.123456".
std::string timeOfDay(const WallClock& clock, TimePoint at);
/// Seconds with microseconds, cut, not rounded: "12.003456", "-0.500000".
std::string secondsText(Duration elapsed);

}  // namespace synscope
