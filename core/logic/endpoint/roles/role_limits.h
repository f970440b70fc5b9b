#pragma once

#include <cstddef>
#include <cstdint>

namespace synscope {

/// A role that has this much queued for a peer adds nothing before it is drained (bytes).
constexpr std::size_t kRoleQueueLimit = 256 * 1024;

/// Ports of UDP services that answer whatever comes: echo, daytime, quote, character generator, time (RFC 862 to 868).
/// Answering them would never end, so they get no answer, as inetd does it.
constexpr bool answersByItself(std::uint16_t port) {
  return port == 7 || port == 13 || port == 17 || port == 19 || port == 37;
}

}  // namespace synscope
