#pragma once

#include "core/logic/companion/clock_match.h"
#include "core/logic/companion/two_sided_verdict.h"
#include "core/logic/timeline/timeline.h"

#include <string>

namespace synscope {

/// One attempt seen from both ends: what each saw, what it means, and the order it happened in.
struct BothEnds {
  std::string companion;  ///< How the other machine calls itself: hostile text.
  std::string program;    ///< Its version of SynScope: hostile text.
  Attempt ours;
  CompanionView theirs;
  TwoSidedVerdict verdict;
  ClockMatch clock;
  Timeline timeline;  ///< See bothEndsTimeline().
};

}  // namespace synscope
