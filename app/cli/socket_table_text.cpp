#include "app/cli/socket_table_text.h"

#include "app/cli/console.h"
#include "app/cli/text_width.h"
#include "core/logic/base/display_text.h"

#include <algorithm>
#include <array>

namespace synscope {
namespace {

enum Column { kMark, kProtocol, kState, kReceive, kSend, kLocal, kRemote, kTimer, kRtt, kProcess, kCount };

using Cells = std::array<QString, kCount>;
using Widths = std::array<int, kCount>;

constexpr std::array<const char*, kCount> kHeadings = {"",      "protocol", "state", "receive-queue", "send-queue",
                                                       "local", "remote",   "timer", "rtt",           "process"};
constexpr int kGap = 2;
constexpr int kNarrowest = 12;  ///< An address is not cut below this.

QString text(std::string_view words) {
  return QString::fromUtf8(words.data(), static_cast<qsizetype>(words.size()));
}

QString markText(SocketMark mark) {
  switch (mark) {
    case SocketMark::kNew: return QStringLiteral("+");
    case SocketMark::kChanged: return QStringLiteral("~");
    case SocketMark::kGone: return QStringLiteral("-");
    case SocketMark::kNone: break;
  }
  return {};
}

/// "12.3 s", or "240 ms" below one second.
QString leftText(std::uint32_t ms) {
  if (ms < 1000) return QStringLiteral("%1 ms").arg(ms);
  return QStringLiteral("%1 s").arg(ms / 1000.0, 0, 'f', ms < 100'000 ? 1 : 0);
}

QString timerText(const SocketRow& row, const Console& console) {
  if (!row.timer) return {};
  const Phrase kind{"tcp-timer." + std::string(name(row.timer->kind)), {}};
  QString cell = console.say(kind) + QLatin1Char(' ') + leftText(row.timer->expiresMs);
  if (row.timer->retransmits > 0) cell += QStringLiteral(" ×%1").arg(row.timer->retransmits);
  return cell;
}

QString rttText(const SocketRow& row) {
  if (!row.info || !row.info->rttUs || row.state == TcpState::kListen) return {};
  const double ms = *row.info->rttUs / 1000.0;
  return QStringLiteral("%1 ms").arg(ms, 0, 'f', ms < 10 ? 2 : 1);
}

QString processText(const SocketRow& row) {
  if (!row.process) return {};
  return text(sanitizeForDisplay(row.process->name)) + QStringLiteral(" %1").arg(row.process->pid);
}

Cells cellsOf(const MarkedSocket& socket, const Console& console) {
  const SocketRow& row = socket.row;
  return {markText(socket.mark),
          text(name(row.protocol)),
          text(stateName(row)),
          QString::number(row.receiveQueue),
          QString::number(row.sendQueue),
          text(localText(row)),
          text(remoteText(row)),
          timerText(row, console),
          rttText(row),
          processText(row)};
}

/// One language only: pairs would be wider than the numbers below them.
Cells headings(const Console& console) {
  const Language language = console.language() == Language::kBoth ? Language::kEnglish : console.language();
  Cells cells;
  for (std::size_t i = kProtocol; i < kCount; ++i)
    cells[i] = Catalogue::instance().title(Phrase{std::string("cli.sockets.column.") + kHeadings[i], {}}).in(language);
  return cells;
}

/// A column is as wide as its widest cell; 0: left out, because nothing stands in it.
Widths naturalWidths(const std::vector<Cells>& rows, const SocketColumns& columns) {
  Widths widths{};
  for (std::size_t i = 0; i < kCount; ++i) {
    bool filled = i == kMark || i == kProcess;
    for (std::size_t r = 0; r < rows.size(); ++r) {
      widths[i] = std::max(widths[i], textWidth(rows[r][i]));
      filled = filled || (r > 0 && !rows[r][i].isEmpty());
    }
    if (!filled) widths[i] = 0;
  }
  widths[kMark] = columns.marks ? 1 : 0;
  if (!columns.process) widths[kProcess] = 0;
  return widths;
}

int totalOf(const Widths& widths) {
  int total = -kGap;
  for (const int width : widths)
    if (width > 0) total += width + kGap;
  return total;
}

void fit(Widths& widths, int limit) {
  if (limit <= 0) return;
  for (const Column least : {kRtt, kTimer})
    if (totalOf(widths) > limit) widths[least] = 0;
  while (totalOf(widths) > limit) {
    const Column widest =
        std::max({kLocal, kRemote, kProcess}, [&](Column a, Column b) { return widths[a] < widths[b]; });
    if (widths[widest] <= kNarrowest) return;
    --widths[widest];
  }
}

/// Of an endpoint the port is what people look for: the address gives way.
QString cut(const QString& cell, std::size_t column, int width) {
  if ((column != kLocal && column != kRemote) || textWidth(cell) <= width) return elided(cell, width);
  const QString port = cell.mid(std::max<qsizetype>(0, cell.lastIndexOf(QLatin1Char(':'))));
  return elided(cell.chopped(port.size()), width - textWidth(port)) + port;
}

QString lineOf(const Cells& cells, const Widths& widths) {
  QString line;
  for (std::size_t i = 0; i < kCount; ++i) {
    if (widths[i] == 0) continue;
    const QString cell = cut(cells[i], i, widths[i]);
    const bool right = i == kReceive || i == kSend || i == kRtt;
    const QString fill(std::max(0, widths[i] - textWidth(cell)), QLatin1Char(' '));
    line += (right ? fill + cell : cell + fill) + QString(kGap, QLatin1Char(' '));
  }
  while (line.endsWith(QLatin1Char(' ')))
    line.chop(1);
  return line;
}

Colour colourOf(const MarkedSocket& socket) {
  switch (socket.mark) {
    case SocketMark::kNew: return Colour::kGreen;
    case SocketMark::kChanged: return Colour::kYellow;
    case SocketMark::kGone: return Colour::kRed;
    case SocketMark::kNone: break;
  }
  if (socket.row.listener && socket.row.listener->level == ListenerLevel::kFull) return Colour::kRed;
  switch (socket.row.state) {
    case TcpState::kListen: return Colour::kBlue;
    case TcpState::kTimeWait:
    case TcpState::kClosed: return Colour::kDim;
    case TcpState::kCloseWait: return Colour::kYellow;
    default: return Colour::kNone;
  }
}

}  // namespace

QStringList socketTableText(const std::vector<MarkedSocket>& sockets, const SocketColumns& columns,
                            const Console& console) {
  std::vector<Cells> rows{headings(console)};
  rows.reserve(sockets.size() + 1);
  for (const MarkedSocket& socket : sockets)
    rows.push_back(cellsOf(socket, console));
  Widths widths = naturalWidths(rows, columns);
  fit(widths, columns.width);
  QStringList lines{console.paint(lineOf(rows.front(), widths), Colour::kBold)};
  for (std::size_t i = 0; i < sockets.size(); ++i)
    lines << console.paint(lineOf(rows[i + 1], widths), colourOf(sockets[i]));
  return lines;
}

}  // namespace synscope
