#pragma once

#include "core/logic/path/hop.h"

namespace synscope {

class Console;

/// The trace for a person: one line for each hop, and how it ended.
void printTrace(const Trace& trace, Console& console);

/// The hops answered so far in one line, for the progress line: "10.9.1.1 → 10.9.2.1 → …".
void showTraceProgress(const Trace& trace, Console& console);

}  // namespace synscope
