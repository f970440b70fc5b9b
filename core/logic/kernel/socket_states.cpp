#include "core/logic/kernel/socket_states.h"

#include "core/logic/base/display_text.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace synscope {
namespace {

constexpr std::size_t kLongest = 4096;

using S = TcpState;

constexpr SocketStates setOf(std::initializer_list<TcpState> states) {
  SocketStates set;
  for (const TcpState state : states)
    set |= SocketStates::of(state);
  return set;
}

constexpr SocketStates kConnected = SocketStates::all().without(setOf({S::kListen, S::kClosed, S::kUnknown}));
constexpr SocketStates kBucket = setOf({S::kSynReceived, S::kTimeWait});

/// Words in lower case without hyphens and underscores. Groups as in ss(8).
constexpr std::pair<std::string_view, SocketStates> kWords[] = {
    {"all", SocketStates::all()},
    {"connected", kConnected},
    {"synchronized", kConnected.without(setOf({S::kSynSent}))},
    {"bucket", kBucket},
    {"big", SocketStates::all().without(kBucket)},
    {"established", setOf({S::kEstablished})},
    {"estab", setOf({S::kEstablished})},
    {"synsent", setOf({S::kSynSent})},
    {"synrecv", setOf({S::kSynReceived})},
    {"synrcvd", setOf({S::kSynReceived})},
    {"synreceived", setOf({S::kSynReceived})},
    {"finwait1", setOf({S::kFinWait1})},
    {"finwait2", setOf({S::kFinWait2})},
    {"timewait", setOf({S::kTimeWait})},
    {"closed", setOf({S::kClosed})},
    {"close", setOf({S::kClosed})},
    {"unconn", setOf({S::kClosed})},
    {"unconnected", setOf({S::kClosed})},
    {"closewait", setOf({S::kCloseWait})},
    {"lastack", setOf({S::kLastAck})},
    {"listen", setOf({S::kListen})},
    {"listening", setOf({S::kListen})},
    {"closing", setOf({S::kClosing})},
};

constexpr std::string_view kSeparators = ",; \t";

std::string folded(std::string_view word) {
  std::string result;
  for (const char c : word) {
    if (c == '-' || c == '_') continue;
    result += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return result;
}

}  // namespace

Result<SocketStates> parseStates(std::string_view text) {
  if (text.size() > kLongest) return Error{ErrorCode::kTooLong, "parse-states", excerpt(text), 0};
  SocketStates states;
  bool any = false;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of(kSeparators), text.size());
    const std::string_view word = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (word.empty()) continue;
    const auto known = std::ranges::find(kWords, folded(word), &std::pair<std::string_view, SocketStates>::first);
    if (known == std::end(kWords)) return Error{ErrorCode::kBadState, "parse-states", excerpt(word), 0};
    states |= known->second;
    any = true;
  }
  if (!any) return Error{ErrorCode::kEmptyInput, "parse-states", {}, 0};
  return states;
}

std::uint32_t linuxStateMask(SocketStates states) {
  constexpr std::uint8_t kBoundOnly = 13;  // TCP_BOUND_INACTIVE: listed as CLOSED.
  std::uint32_t mask = 0;
  for (std::uint8_t number = 1; number <= 12; ++number)
    if (states.contains(tcpStateFromLinux(number))) mask |= 1U << number;
  if (states.contains(TcpState::kClosed)) mask |= 1U << kBoundOnly;
  return mask;
}

}  // namespace synscope
