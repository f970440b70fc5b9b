#pragma once

#include "core/logic/kernel/socket_row.h"
#include "core/logic/kernel/tcp_counters.h"

#include <QStringList>

#include <optional>
#include <vector>

namespace synscope {

class Console;

/// What stands below the table, the most urgent first: listeners that do not keep up, the system's counters of what
/// listeners turned away, and how many sockets are in each state and what that means.
/// @param width Columns to fit into; 0: as wide as it is.
/// @param grown What the counters have grown by since the last table; nullopt for a first table.
QStringList socketSummary(const std::vector<SocketRow>& rows, const std::optional<TcpCounters>& counters,
                          const std::optional<TcpCounters>& grown, int width, const Console& console);

}  // namespace synscope
