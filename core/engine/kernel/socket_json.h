#pragma once

#include "core/engine/kernel/socket_table.h"

#include <QJsonObject>

#include <optional>
#include <vector>

namespace synscope {

/// CONTRACT "synscope/sockets/1": one row, and the whole document.
QJsonObject socketJson(const SocketRow& row);
QJsonObject socketsJson(const std::vector<SocketRow>& rows, const std::optional<TcpCounters>& counters);

/// TCP_INFO; what the kernel does not report is null.
QJsonObject tcpInfoJson(const TcpInfo& info);

QJsonObject tcpCountersJson(const TcpCounters& counters);

}  // namespace synscope
