#pragma once

#include "core/logic/kernel/socket_view.h"
#include "ui/widgets/fact_grid.h"

#include <vector>

namespace synscope {

/// What the system tells about a socket, as named values: the socket itself first, then the live numbers of its
/// connection. What is not reported says so, or is left out where no such socket has it.
std::vector<Fact> factsOf(const SocketSnapshot& snapshot, const SocketRow& row);

}  // namespace synscope
