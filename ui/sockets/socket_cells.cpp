#include "ui/sockets/socket_cells.h"

#include "ui/shell/language.h"
#include "ui/shell/shown_text.h"

#include <QCoreApplication>

#include <algorithm>

namespace synscope {
namespace {

QString say(const char* text) {
  return QCoreApplication::translate("SocketCells", text);
}

/// What each column is called and means, in the order of SocketColumn.
struct Words {
  const char* heading;
  const char* meaning;
};

constexpr Words kWords[] = {
    {"", QT_TRANSLATE_NOOP("SocketCells", "+ new, ~ changed, − gone")},
    {QT_TRANSLATE_NOOP("SocketCells", "Type"), QT_TRANSLATE_NOOP("SocketCells", "TCP or UDP")},
    {QT_TRANSLATE_NOOP("SocketCells", "State"), QT_TRANSLATE_NOOP("SocketCells", "State of the connection")},
    {QT_TRANSLATE_NOOP("SocketCells", "Local"), QT_TRANSLATE_NOOP("SocketCells", "Address and port of this machine")},
    {QT_TRANSLATE_NOOP("SocketCells", "Remote"), QT_TRANSLATE_NOOP("SocketCells", "Address and port of the peer")},
    {QT_TRANSLATE_NOOP("SocketCells", "Process"), QT_TRANSLATE_NOOP("SocketCells", "Program that holds the socket")},
    {QT_TRANSLATE_NOOP("SocketCells", "User"), QT_TRANSLATE_NOOP("SocketCells", "Owner of the socket")},
    {QT_TRANSLATE_NOOP("SocketCells", "Timer"), QT_TRANSLATE_NOOP("SocketCells", "What the connection waits for")},
    {QT_TRANSLATE_NOOP("SocketCells", "Recv-Q"),
     QT_TRANSLATE_NOOP("SocketCells",
                       "Bytes the program has not read; of a listener: connections it has not accepted")},
    {QT_TRANSLATE_NOOP("SocketCells", "Send-Q"),
     QT_TRANSLATE_NOOP("SocketCells", "Bytes the peer has not acknowledged; of a listener: its limit")},
    {QT_TRANSLATE_NOOP("SocketCells", "RTT"), QT_TRANSLATE_NOOP("SocketCells", "Smoothed round-trip time")},
    {QT_TRANSLATE_NOOP("SocketCells", "cwnd"),
     QT_TRANSLATE_NOOP("SocketCells", "Congestion window: segments that may be under way at once")},
    {QT_TRANSLATE_NOOP("SocketCells", "Retr."),
     QT_TRANSLATE_NOOP("SocketCells", "Segments sent again since the connection began")},
};
static_assert(std::size(kWords) == kSocketColumns);

const Words& wordsOf(SocketColumn column) {
  return kWords[static_cast<std::size_t>(column)];
}

QString number(const std::optional<std::uint32_t>& value) {
  return value ? QString::number(*value) : QString();
}

/// The kernel's numbers of a connection; a listener has none.
const TcpInfo* infoOf(const SocketRow& row) {
  return row.info && row.state != TcpState::kListen ? &*row.info : nullptr;
}

QString withoutPort(const std::string& endpoint) {
  return shown(endpoint.substr(0, endpoint.rfind(':') + 1)) + QLatin1Char('*');
}

QString localCell(const SocketRow& row, const SocketViewRow& shownRow) {
  return shownRow.sameLocalPort ? shown(localText(row)) : withoutPort(localText(row));
}

QString remoteCell(const SocketRow& row, const SocketViewRow& shownRow) {
  return shownRow.sameRemotePort ? shown(remoteText(row)) : withoutPort(remoteText(row));
}

QString stateCell(const SocketRow& row, const SocketViewRow& shownRow) {
  const QString state = shown(stateName(row));
  return shownRow.folded == 0 ? state : state + QStringLiteral(" ×") + shownLocale().toString(shownRow.folded);
}

const char* timerWord(SocketTimerKind kind) {
  switch (kind) {
    case SocketTimerKind::kRetransmit: return QT_TRANSLATE_NOOP("SocketCells", "resend");
    case SocketTimerKind::kKeepAlive: return QT_TRANSLATE_NOOP("SocketCells", "keepalive");
    case SocketTimerKind::kTimeWait: return QT_TRANSLATE_NOOP("SocketCells", "ends");
    case SocketTimerKind::kZeroWindowProbe: return QT_TRANSLATE_NOOP("SocketCells", "probe");
    case SocketTimerKind::kOther: break;
  }
  return QT_TRANSLATE_NOOP("SocketCells", "timer");
}

}  // namespace

QString headingOf(SocketColumn column) {
  return *wordsOf(column).heading == 0 ? QString() : say(wordsOf(column).heading);
}

QString meaningOf(SocketColumn column) {
  return say(wordsOf(column).meaning);
}

bool isNumeric(SocketColumn column) {
  switch (column) {
    case SocketColumn::kReceiveQueue:
    case SocketColumn::kSendQueue:
    case SocketColumn::kRtt:
    case SocketColumn::kCwnd:
    case SocketColumn::kRetransmits: return true;
    default: return false;
  }
}

SocketOrder orderOf(SocketColumn column) {
  // The orders stand in the order of the columns, the natural one in the place of the mark.
  return static_cast<SocketOrder>(column);
}

QString cellText(const SocketView& view, std::size_t index, SocketColumn column, Duration passed) {
  const SocketRow& row = view.socket(index);
  const SocketViewRow& shownRow = view.rows[index];
  const TcpInfo* info = infoOf(row);
  switch (column) {
    case SocketColumn::kMark: return {};
    case SocketColumn::kProtocol: return row.protocol == Protocol::kTcp ? QStringLiteral("TCP") : QStringLiteral("UDP");
    case SocketColumn::kState: return stateCell(row, shownRow);
    case SocketColumn::kLocal: return localCell(row, shownRow);
    case SocketColumn::kRemote: return remoteCell(row, shownRow);
    case SocketColumn::kProcess: return row.process ? processText(*row.process) : QString();
    case SocketColumn::kReceiveQueue: return QString::number(row.receiveQueue);
    case SocketColumn::kSendQueue: return QString::number(row.sendQueue);
    case SocketColumn::kTimer: return row.timer ? timerText(*row.timer, passed) : QString();
    case SocketColumn::kRtt:
      return info && info->rttUs ? shownTime(std::chrono::microseconds(*info->rttUs)) : QString();
    case SocketColumn::kCwnd: return info ? number(info->cwnd) : QString();
    case SocketColumn::kRetransmits: return info ? number(info->totalRetransmits) : QString();
    case SocketColumn::kUser: return row.uid ? userText(*view.snapshot, *row.uid) : QString();
  }
  return {};
}

QString markText(SocketMark mark) {
  switch (mark) {
    case SocketMark::kNew: return QStringLiteral("+");
    case SocketMark::kChanged: return QStringLiteral("~");
    case SocketMark::kGone: return QStringLiteral("−");
    case SocketMark::kNone: break;
  }
  return {};
}

QString markWord(SocketMark mark) {
  switch (mark) {
    case SocketMark::kNew: return QCoreApplication::translate("SocketCells", "new");
    case SocketMark::kChanged: return QCoreApplication::translate("SocketCells", "changed");
    case SocketMark::kGone: return QCoreApplication::translate("SocketCells", "gone");
    case SocketMark::kNone: break;
  }
  return {};
}

QString leftText(Duration left) {
  const double ms = std::max(0.0, toMs(left));
  const QLocale plain = shownLocale();
  if (ms < 1000) return plain.toString(ms, 'f', 0) + QStringLiteral(" ms");
  return plain.toString(ms / 1000, 'f', ms < 10'000 ? 1 : 0) + QStringLiteral(" s");
}

QString timerText(const SocketTimer& timer, Duration passed) {
  const Duration left = std::chrono::milliseconds(timer.expiresMs) - passed;
  QString text = say(timerWord(timer.kind)) + QLatin1Char(' ') + leftText(left);
  if (timer.retransmits > 0) text += QStringLiteral(" ×%1").arg(timer.retransmits);
  return text;
}

QString processText(const SocketProcess& process) {
  return QStringLiteral("%1 (%2)").arg(shown(process.name)).arg(process.pid);
}

QString userText(const SocketSnapshot& snapshot, std::uint32_t uid) {
  const auto name = snapshot.users.find(uid);
  return name == snapshot.users.end() ? QString::number(uid) : shown(name->second);
}

}  // namespace synscope
