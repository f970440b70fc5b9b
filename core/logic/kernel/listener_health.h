#pragma once

#include "core/logic/kernel/socket_row.h"

#include <span>

namespace synscope {

/// Fills in `listener` of every TCP listener of a whole table. A half-open connection counts for the listener on its
/// own address, else for the one on all addresses of its port.
void judgeListeners(std::span<SocketRow> rows);

}  // namespace synscope
