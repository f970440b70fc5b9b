#pragma once

#include "core/logic/path/hop.h"
#include "core/logic/reach/judge.h"

namespace synscope {

/// What a trace says about the port, by the verdict table of a single attempt: the final answer is judged as if the
/// attempt had got it. A trace without one is silence, whether lost or out of hops.
PortVerdict judge(const Trace& trace);

}  // namespace synscope
