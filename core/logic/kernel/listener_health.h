#pragma once

#include "core/logic/kernel/socket_row.h"

#include <optional>
#include <span>

namespace synscope {

/// Fills in `listener` of every TCP listener of a whole table. A half-open connection counts for the listener on its
/// own address, else for the one on all addresses of its port.
void judgeListeners(std::span<SocketRow> rows);

/// Of a listener bound to `local`, from judged rows; nullopt where nobody listens there. An unspecified address stands
/// for both families: the fuller queue counts, and the half-open connections of both.
std::optional<ListenerHealth> healthOfListener(std::span<const SocketRow> rows, const IpEndpoint& local);

}  // namespace synscope
