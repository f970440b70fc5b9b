#pragma once

#include "core/logic/kernel/socket_view.h"

#include <QString>

namespace synscope {

/// The columns of the socket table, in the order shown at first.
enum class SocketColumn {
  kMark,
  kProtocol,
  kState,
  kLocal,
  kRemote,
  kProcess,
  kUser,
  kTimer,
  kReceiveQueue,
  kSendQueue,
  kRtt,
  kCwnd,
  kRetransmits,
};

inline constexpr int kSocketColumns = static_cast<int>(SocketColumn::kRetransmits) + 1;

/// The heading of a column, and the sentence that says what stands in it.
QString headingOf(SocketColumn column);
QString meaningOf(SocketColumn column);
/// Numbers stand at the right.
bool isNumeric(SocketColumn column);
SocketOrder orderOf(SocketColumn column);

/// What a cell says, made safe to show. Empty where the system reports nothing.
/// @param passed Since the table was read: timers have run down by as much.
QString cellText(const SocketView& view, std::size_t row, SocketColumn column, Duration passed);

/// "+", "~", "−": new, changed, gone.
QString markText(SocketMark mark);
/// "new", "changed", "gone".
QString markWord(SocketMark mark);

/// "57 s", "3.2 s", "240 ms".
QString leftText(Duration left);
/// "retransmission 0.8 s ×2".
QString timerText(const SocketTimer& timer, Duration passed);
/// "nginx (812)".
QString processText(const SocketProcess& process);
/// The login name, or the number of one who has none.
QString userText(const SocketSnapshot& snapshot, std::uint32_t uid);

}  // namespace synscope
