#pragma once

#include "core/logic/base/ip_address.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace synscope {

inline constexpr std::uint8_t kIpProtocolTcp = 6;

/// An IPv4 (RFC 791) or IPv6 header (RFC 8200) with its extension headers.
struct IpHeader {
  IpAddress source, destination;
  std::uint8_t ttl = 0;              ///< Time to live, or hop limit.
  std::uint8_t protocol = 0;         ///< Of what follows the (last) header.
  std::uint8_t trafficClass = 0;     ///< DSCP in the upper six bits, ECN in the lower two (RFC 2474, RFC 3168).
  std::optional<bool> dontFragment;  ///< IPv4 only.
  std::optional<std::uint16_t> identification;  ///< IPv4, or of an IPv6 fragment header (lower half).
  std::optional<std::uint32_t> flowLabel;       ///< IPv6 only.
  std::size_t fragmentOffset = 0;               ///< Bytes.
  std::size_t headerLength = 0;                 ///< Bytes up to what is carried, extension headers included.
  std::size_t totalLength = 0;                  ///< Bytes of the whole packet, as it says; 0: a jumbogram.

  IpFamily family() const { return source.family(); }
  bool operator==(const IpHeader&) const = default;
};

/// Reads the header at the start of a packet. nullopt where it is cut off or no header at all; the packet itself may be
/// cut off behind it.
std::optional<IpHeader> decodeIpHeader(std::span<const std::byte> packet);

}  // namespace synscope
