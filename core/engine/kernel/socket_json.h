#pragma once

#include "core/engine/kernel/socket_table.h"
#include "core/logic/base/json_writer.h"

#include <optional>
#include <span>
#include <string>

namespace synscope {

/// null where none runs.
void writeTimer(JsonWriter& json, const std::optional<SocketTimer>& timer);

/// The members of a CONTRACT "synscope/sockets/1" document, into an object that the caller opened.
/// @param linePerSocket Each socket on a line of its own, else everything on one.
void writeSocketTable(JsonWriter& json, std::span<const SocketRow> rows, const std::optional<TcpCounters>& counters,
                      bool linePerSocket);

/// The whole document, one socket per line.
std::string socketsJson(std::span<const SocketRow> rows, const std::optional<TcpCounters>& counters);

}  // namespace synscope
