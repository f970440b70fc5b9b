#include "core/logic/throughput/iperf_wire.h"

#include <algorithm>
#include <initializer_list>

namespace synscope {
namespace {

constexpr std::array<std::uint32_t, 4> kUdpReplies = {0x36373839, 0x39383736, 0xb168de3a, 0x3ade68b1};

}  // namespace

std::optional<IperfState> iperfState(std::byte byte) {
  using enum IperfState;
  const auto state = static_cast<IperfState>(byte);
  const auto known = {kTestStart,       kTestRunning,     kTestEnd,         kParameterExchange, kCreateStreams,
                      kServerTerminate, kClientTerminate, kExchangeResults, kDisplayResults,    kIperfStart,
                      kIperfDone,       kServerError,     kAccessDenied};
  return std::ranges::find(known, state) == known.end() ? std::nullopt : std::optional(state);
}

IperfCookie makeIperfCookie(Rng& rng) {
  constexpr std::string_view kAlphabet = "abcdefghijklmnopqrstuvwxyz234567";
  IperfCookie cookie{};
  for (std::byte& byte : std::span(cookie).first(cookie.size() - 1))
    byte = static_cast<std::byte>(kAlphabet[rng.below(kAlphabet.size())]);
  return cookie;
}

bool sameIperfCookie(std::span<const std::byte> begun, const IperfCookie& cookie) {
  if (begun.size() < cookie.size()) return false;
  for (std::size_t i = 0; i < cookie.size(); ++i) {
    if (begun[i] != cookie[i]) return false;
    if (cookie[i] == std::byte{0}) return true;
  }
  return true;
}

Bytes frameIperfJson(std::string_view json) {
  return ByteWriter().u32(static_cast<std::uint32_t>(json.size())).text(json).take();
}

Bytes iperfServerError(std::uint32_t number, std::uint32_t osCode) {
  return ByteWriter().u8(static_cast<unsigned>(IperfState::kServerError)).u32(number).u32(osCode).take();
}

bool isIperfUdpReply(std::span<const std::byte> datagram) {
  if (datagram.size() < 4) return false;
  std::uint32_t word = 0;
  for (const std::byte byte : datagram.first(4))
    word = word << 8U | std::to_integer<std::uint32_t>(byte);
  return std::ranges::find(kUdpReplies, word) != kUdpReplies.end();
}

}  // namespace synscope
