#pragma once

#include "core/logic/kernel/socket_view.h"

#include <QByteArray>

namespace synscope {

enum class SocketExportFormat { kCsv, kJson };

/// The sockets of a view: what the filter lets through, folded ones each by itself, gone ones left out. CSV as RFC
/// 4180; JSON as "synscope/sockets/1" of the command line.
QByteArray exportSockets(const SocketSnapshot& snapshot, const SocketViewSettings& settings, SocketExportFormat format);

}  // namespace synscope
