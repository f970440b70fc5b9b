#pragma once

#include "core/logic/timeline/timeline.h"

#include <string_view>

namespace synscope {

/// A timeline written as a trace, one event per line:
///
///     0      us       call.connect
///     0      us>peer  segment.syn ?
///     10.2   peer>us  segment.syn-ack ? flags=SYN,ACK
///     10.2   us       tcp-state.ESTABLISHED
///
/// First the milliseconds, then the lane or the way, then the code; its first part tells the kind. "?" stands for
/// inferred, "~" for simulated, "@12" for the millisecond of arrival, "lost" for what never arrived, "key=value" for
/// fields ("_" becomes a space). The line "lanes a b" gives the lanes their order.
Timeline timelineFrom(std::string_view script);

}  // namespace synscope
