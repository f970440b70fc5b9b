#pragma once

#include "core/logic/base/ip_endpoint.h"

#include <array>
#include <cstdint>
#include <cstring>
#include <functional>
#include <optional>
#include <string_view>

namespace synscope {

/// Address, port and zone of a UDP peer as the kernel tells them: compared and hashed for every datagram, without the
/// look-up of an interface's name that an IpEndpoint may need.
struct PeerKey {
  std::array<std::uint8_t, 16> octets{};
  std::uint32_t zone = 0;  ///< Interface index of a scoped IPv6 address.
  std::uint16_t port = 0;
  IpFamily family = IpFamily::kV4;
  std::uint8_t unused = 0;

  bool operator==(const PeerKey&) const = default;
  /// Any but 0.0.0.0 and ::.
  bool hasAddress() const { return octets != std::array<std::uint8_t, 16>{}; }
};

/// nullopt where the zone names no interface of this machine.
std::optional<PeerKey> peerKey(const IpEndpoint& endpoint);
IpEndpoint endpointOf(const PeerKey& key);

}  // namespace synscope

template <>
struct std::hash<synscope::PeerKey> {
  static_assert(sizeof(synscope::PeerKey) == 24, "every byte of a key is hashed: it has no padding");

  std::size_t operator()(const synscope::PeerKey& key) const noexcept {
    std::array<char, sizeof key> bytes;
    std::memcpy(bytes.data(), &key, sizeof key);
    return std::hash<std::string_view>{}({bytes.data(), bytes.size()});
  }
};
