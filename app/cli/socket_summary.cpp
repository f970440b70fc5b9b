#include "app/cli/socket_summary.h"

#include "app/cli/console.h"
#include "app/cli/text_width.h"

#include <algorithm>
#include <array>
#include <map>
#include <span>

namespace synscope {
namespace {

QString text(std::string_view words) {
  return QString::fromUtf8(words.data(), static_cast<qsizetype>(words.size()));
}

struct Line {
  QString text;
  Colour colour = Colour::kNone;
};

using Lines = std::vector<Line>;

void addStates(const std::vector<SocketRow>& rows, const Console& console, Lines& lines) {
  std::map<TcpState, std::size_t> counts;
  for (const SocketRow& row : rows)
    if (row.protocol == Protocol::kTcp) ++counts[row.state];
  for (const TcpState state : kTcpStates) {
    const auto count = counts.find(state);
    if (count == counts.end()) continue;
    lines.push_back({QStringLiteral("%1  ").arg(count->second, 6) + padded(text(name(state)), 13) +
                     console.say({"tcp-state." + std::string(name(state)), {}})});
  }
}

void addListeners(const std::vector<SocketRow>& rows, const Console& console, Lines& lines) {
  for (const SocketRow& row : rows) {
    if (!row.listener || row.listener->level == ListenerLevel::kHealthy) continue;
    const Phrase words{"listener." + std::string(name(row.listener->level)),
                       {{"address", endpointText(row.local)},
                        {"queue", std::to_string(row.listener->acceptQueue)},
                        {"backlog", std::to_string(row.listener->backlog)}}};
    const bool full = row.listener->level == ListenerLevel::kFull;
    lines.push_back({console.say(words), full ? Colour::kRed : Colour::kYellow});
  }
}

struct Counter {
  const char* key;
  std::optional<std::uint64_t> TcpCounters::*field;
  Colour colour;
};

void addCounters(const TcpCounters& counters, std::span<const Counter> which, const Console& console, Lines& lines) {
  for (const auto& [key, field, colour] : which)
    if (const auto count = (counters.*field).value_or(0); count > 0)
      lines.push_back({console.say({key, {{"count", std::to_string(count)}}}), colour});
}

constexpr std::array kGrowing = {
    Counter{"listener.overflows-growing", &TcpCounters::listenOverflows, Colour::kRed},
    Counter{"listener.syn-drops-growing", &TcpCounters::requestQueueFullDrops, Colour::kRed},
    Counter{"listener.syncookies-growing", &TcpCounters::syncookiesSent, Colour::kYellow},
};
constexpr std::array kTotals = {
    Counter{"listener.overflows", &TcpCounters::listenOverflows, Colour::kDim},
    Counter{"listener.syn-drops", &TcpCounters::requestQueueFullDrops, Colour::kDim},
    Counter{"listener.syncookies", &TcpCounters::syncookiesSent, Colour::kDim},
};

}  // namespace

QStringList socketSummary(const std::vector<SocketRow>& rows, const std::optional<TcpCounters>& counters,
                          const std::optional<TcpCounters>& grown, int width, const Console& console) {
  Lines lines;
  addListeners(rows, console, lines);
  const bool listens = std::ranges::any_of(rows, [](const SocketRow& row) { return row.listener.has_value(); });
  if (listens && grown) addCounters(*grown, kGrowing, console, lines);
  if (listens && counters) addCounters(*counters, kTotals, console, lines);
  addStates(rows, console, lines);
  QStringList painted;
  for (const Line& line : lines)
    painted << console.paint(width > 0 ? elided(line.text, width) : line.text, line.colour);
  return painted;
}

}  // namespace synscope
