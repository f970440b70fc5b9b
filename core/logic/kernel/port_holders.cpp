#include "core/logic/kernel/port_holders.h"

#include "core/logic/base/display_text.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <string>
#include <utility>

namespace synscope {
namespace {

bool listens(const SocketRow& row) {
  return row.protocol == Protocol::kTcp ? row.state == TcpState::kListen : row.remote.port == 0;
}

/// "TCP" or "UDP": how people write it.
std::string protocolWord(Protocol protocol) {
  return protocol == Protocol::kTcp ? "TCP" : "UDP";
}

/// Who and over which protocol: what one sentence is about.
using Holder = std::pair<Protocol, int>;

struct Held {
  std::string process;
  std::vector<std::string> addresses;
  std::size_t connections = 0;
};

void note(Held& held, const SocketRow& row) {
  if (row.process) held.process = row.process->name;
  ++held.connections;
  const std::string address = localText(row);
  if (std::ranges::find(held.addresses, address) == held.addresses.end()) held.addresses.push_back(address);
}

std::string joined(const std::vector<std::string>& words) {
  constexpr std::size_t kMost = 4;
  std::string text;
  for (std::size_t i = 0; i < std::min(words.size(), kMost); ++i)
    text += (i == 0 ? "" : ", ") + words[i];
  return words.size() > kMost ? text + ", …" : text;
}

Phrase sentence(const Holder& holder, const Held& held, std::uint16_t port, const std::string& what) {
  Phrase phrase{"socket.port." + what, {}};
  phrase.args = {{"port", std::to_string(port)},
                 {"protocol", protocolWord(holder.first)},
                 {"addresses", joined(held.addresses)},
                 {"count", std::to_string(held.connections)}};
  if (holder.second == 0) {
    phrase.key += "-unnamed";
  } else {
    phrase.args.emplace_back("process", sanitizeForDisplay(held.process));
    phrase.args.emplace_back("pid", std::to_string(holder.second));
  }
  return phrase;
}

}  // namespace

std::optional<std::uint16_t> portAskedFor(std::string_view text) {
  if (text.starts_with(':')) text.remove_prefix(1);
  std::uint16_t port = 0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), port);
  if (error != std::errc{} || stop != text.data() + text.size() || port == 0) return std::nullopt;
  return port;
}

std::vector<Phrase> portHolders(std::span<const SocketRow> rows, std::uint16_t port) {
  std::map<Holder, Held> listening, connected;
  for (const SocketRow& row : rows) {
    if (row.local.port != port) continue;
    auto& group = listens(row) ? listening : connected;
    note(group[{row.protocol, row.process ? row.process->pid : 0}], row);
  }
  std::vector<Phrase> sentences;
  for (const auto& [holder, held] : listening)
    if (sentences.size() < kMostHolders) sentences.push_back(sentence(holder, held, port, "listening"));
  if (!sentences.empty()) return sentences;
  for (const auto& [holder, held] : connected)
    if (sentences.size() < kMostHolders) sentences.push_back(sentence(holder, held, port, "used"));
  if (sentences.empty()) sentences.push_back({"socket.port.free", {{"port", std::to_string(port)}}});
  return sentences;
}

}  // namespace synscope
