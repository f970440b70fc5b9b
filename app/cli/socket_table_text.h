#pragma once

#include "core/logic/kernel/socket_row.h"
#include "core/logic/kernel/socket_tracker.h"

#include <QStringList>

#include <vector>

namespace synscope {

class Console;

/// A row and what became of it since the table was shown last.
struct MarkedSocket {
  SocketRow row;
  SocketMark mark = SocketMark::kNone;
};

/// Which columns a table has.
struct SocketColumns {
  bool marks = false;    ///< "+", "~" and "-" in front.
  bool process = false;  ///< Who holds each socket.
  int width = 0;         ///< Columns of the terminal to fit into; 0: as wide as it is.
};

/// The table as lines of text, the heading first. Too wide for the terminal, it loses its least important columns, and
/// then the ends of long cells.
QStringList socketTableText(const std::vector<MarkedSocket>& sockets, const SocketColumns& columns,
                            const Console& console);

}  // namespace synscope
