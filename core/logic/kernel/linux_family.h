#pragma once

#include "core/logic/base/ip_address.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace synscope {

inline constexpr std::uint8_t kLinuxInet = 2;    ///< AF_INET
inline constexpr std::uint8_t kLinuxInet6 = 10;  ///< AF_INET6

constexpr std::uint8_t linuxFamily(IpFamily family) {
  return family == IpFamily::kV4 ? kLinuxInet : kLinuxInet6;
}

/// Reads the first 4 or 16 octets as an address of a Linux family; nullopt for other families or fewer octets.
inline std::optional<IpAddress> addressFromLinux(std::uint8_t family, std::span<const std::byte> bytes) {
  const auto octet = [](std::byte byte) { return std::to_integer<std::uint8_t>(byte); };
  if (family == kLinuxInet && bytes.size() >= 4) {
    std::array<std::uint8_t, 4> octets{};
    std::ranges::transform(bytes.first(4), octets.begin(), octet);
    return IpAddress::v4(octets);
  }
  if (family == kLinuxInet6 && bytes.size() >= 16) {
    std::array<std::uint8_t, 16> octets{};
    std::ranges::transform(bytes.first(16), octets.begin(), octet);
    return IpAddress::v6(octets);
  }
  return std::nullopt;
}

}  // namespace synscope
