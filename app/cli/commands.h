#pragma once

#include "app/cli/command.h"

namespace synscope {

Command diagnoseCommand();  ///< Why can't I connect?
Command probeCommand();     ///< Is the port reachable?
Command socketsCommand();   ///< Every socket of this system.
Command traceCommand();     ///< The way to a port.

}  // namespace synscope
