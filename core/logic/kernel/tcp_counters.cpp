#include "core/logic/kernel/tcp_counters.h"

#include <algorithm>
#include <charconv>
#include <utility>

namespace synscope {
namespace {

using Field = std::optional<std::uint64_t> TcpCounters::*;

constexpr std::pair<std::string_view, Field> kFields[] = {
    {"ListenOverflows", &TcpCounters::listenOverflows},
    {"ListenDrops", &TcpCounters::listenDrops},
    {"SyncookiesSent", &TcpCounters::syncookiesSent},
    {"SyncookiesRecv", &TcpCounters::syncookiesReceived},
    {"SyncookiesFailed", &TcpCounters::syncookiesFailed},
    {"TCPReqQFullDoCookies", &TcpCounters::requestQueueFullCookies},
    {"TCPReqQFullDrop", &TcpCounters::requestQueueFullDrops},
};

constexpr std::string_view kPrefix = "TcpExt:";

/// Cuts the front of a text off, up to a separator that is dropped.
std::string_view take(std::string_view& text, char separator) {
  const std::size_t end = std::min(text.find(separator), text.size());
  const std::string_view front = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return front;
}

std::string_view takeWord(std::string_view& text) {
  text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
  return take(text, ' ');
}

std::optional<std::uint64_t> numberOf(std::string_view word) {
  std::uint64_t value = 0;
  const auto [stop, error] = std::from_chars(word.data(), word.data() + word.size(), value);
  if (word.empty() || error != std::errc{} || stop != word.data() + word.size()) return std::nullopt;
  return value;
}

void readPair(std::string_view names, std::string_view values, TcpCounters& counters) {
  for (std::string_view word = takeWord(names); !word.empty(); word = takeWord(names)) {
    const auto value = numberOf(takeWord(values));
    const auto known = std::ranges::find(kFields, word, &std::pair<std::string_view, Field>::first);
    if (known == std::end(kFields)) continue;
    if (auto& field = counters.*known->second; !field) field = value;
  }
}

}  // namespace

TcpCounters parseTcpCounters(std::string_view text) {
  TcpCounters counters;
  std::optional<std::string_view> names;
  while (!text.empty()) {
    std::string_view line = take(text, '\n');
    if (!line.starts_with(kPrefix)) continue;
    line.remove_prefix(kPrefix.size());
    if (names)
      readPair(*std::exchange(names, std::nullopt), line, counters);
    else
      names = line;
  }
  return counters;
}

TcpCounters growth(const TcpCounters& before, const TcpCounters& after) {
  TcpCounters grown;
  for (const auto& [word, field] : kFields) {
    const auto &old = before.*field, &now = after.*field;
    if (old && now && *now >= *old) grown.*field = *now - *old;
  }
  return grown;
}

}  // namespace synscope
