#pragma once

#include "app/cli/command.h"

namespace synscope {

Command companionCommand();   ///< One port seen from both ends.
Command connectCommand();     ///< A client: standard input and output joined with a port.
Command diagnoseCommand();    ///< Why can't I connect?
Command idleCommand();        ///< How long a connection may be silent.
Command latencyCommand();     ///< How long, again and again.
Command listenCommand();      ///< A server.
Command probeCommand();       ///< Is the port reachable?
Command socketsCommand();     ///< Every socket of this system.
Command throughputCommand();  ///< How fast? Speaks iperf3.
Command traceCommand();       ///< The way to a port.

}  // namespace synscope
