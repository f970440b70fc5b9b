#pragma once

#include "app/cli/command.h"

namespace synscope {

Command probeCommand();  ///< Is the port reachable?

}  // namespace synscope
