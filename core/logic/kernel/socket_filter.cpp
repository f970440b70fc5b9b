#include "core/logic/kernel/socket_filter.h"

#include <algorithm>
#include <tuple>

namespace synscope {
namespace {

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool holds(std::string_view text, std::string_view part) {
  return !std::ranges::search(text, part, {}, lower, lower).empty() || part.empty();
}

bool textMatches(const SocketRow& row, std::string_view text) {
  if (holds(localText(row), text) || holds(remoteText(row), text)) return true;
  return row.process && (holds(row.process->name, text) || std::to_string(row.process->pid) == text);
}

auto orderOf(const SocketRow& row) {
  return std::tie(row.protocol, row.local, row.remote, row.interfaceIndex, row.cookie);
}

}  // namespace

bool SocketFilter::matches(const SocketRow& row) const {
  if (protocol && row.protocol != *protocol) return false;
  if (family && row.local.address.family() != *family) return false;
  if (!states.contains(row.state)) return false;
  if (port && row.local.port != *port && row.remote.port != *port) return false;
  return text.empty() || textMatches(row, text);
}

bool standsBefore(const SocketRow& a, const SocketRow& b) {
  const bool listensA = a.state == TcpState::kListen, listensB = b.state == TcpState::kListen;
  if (a.protocol == b.protocol && listensA != listensB) return listensA;
  return orderOf(a) < orderOf(b);
}

}  // namespace synscope
