#pragma once

#include "core/logic/wire/ip_header.h"
#include "core/logic/wire/tcp_header.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace synscope {

/// Where the sender of a packet probably started counting down: 32, 64, 128 or 255.
std::uint8_t guessedInitialTtl(std::uint8_t arrived);

/// The SYN with which a client asked for a connection, as the kernel kept it for us (Linux tcp(7), TCP_SAVE_SYN).
struct SavedSyn {
  IpHeader ip;
  TcpHeader tcp;

  std::uint8_t guessedInitialTtl() const { return synscope::guessedInitialTtl(ip.ttl); }
  /// Routers between the client and us, if the guess is right and nobody on the way changed it.
  int guessedHops() const { return guessedInitialTtl() - ip.ttl; }
  /// The client asked for explicit congestion notification (RFC 3168 section 6.1.1).
  bool asksForEcn() const { return tcp.flags.ece && tcp.flags.cwr; }

  bool operator==(const SavedSyn&) const = default;
};

/// nullopt where the bytes are not the headers of a SYN.
std::optional<SavedSyn> decodeSavedSyn(std::span<const std::byte> bytes);

/// Details of the event "segment.syn", in the order they are shown: "isn", "window", "options", "ttl", "guessed-hops",
/// "dont-fragment", "ecn", "dscp", "flow-label".
std::vector<std::pair<std::string, std::string>> fieldsOf(const SavedSyn& syn);

}  // namespace synscope
