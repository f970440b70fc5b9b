#include "core/logic/wire/ip_header.h"

#include "core/logic/wire/network_order_reader.h"

#include <algorithm>
#include <array>

namespace synscope {
namespace {

constexpr std::size_t kV4Fixed = 20;
constexpr std::size_t kV6Fixed = 40;
constexpr int kMostExtensions = 8;

// IPv6 extension headers that a packet may carry before TCP (RFC 8200 section 4.1, RFC 4302).
constexpr std::uint8_t kHopByHop = 0;
constexpr std::uint8_t kRouting = 43;
constexpr std::uint8_t kFragment = 44;
constexpr std::uint8_t kAuthentication = 51;
constexpr std::uint8_t kDestinationOptions = 60;

template <std::size_t N>
std::array<std::uint8_t, N> octetsAt(std::span<const std::byte> bytes, std::size_t offset) {
  std::array<std::uint8_t, N> octets{};
  std::ranges::transform(bytes.subspan(offset, N), octets.begin(),
                         [](std::byte byte) { return std::to_integer<std::uint8_t>(byte); });
  return octets;
}

std::optional<IpHeader> decodeV4(std::span<const std::byte> packet) {
  const NetworkOrderReader in(packet);
  const std::size_t length = std::size_t{4} * (in.u8(0).value_or(0) & 0x0fU);
  if (length < kV4Fixed || packet.size() < length) return std::nullopt;
  const std::uint16_t fragment = *in.u16(6);
  IpHeader header;
  header.trafficClass = *in.u8(1);
  header.totalLength = *in.u16(2);
  header.identification = *in.u16(4);
  header.dontFragment = (fragment & 0x4000U) != 0;
  header.fragmentOffset = std::size_t{8} * (fragment & 0x1fffU);
  header.ttl = *in.u8(8);
  header.protocol = *in.u8(9);
  header.source = IpAddress::v4(octetsAt<4>(packet, 12));
  header.destination = IpAddress::v4(octetsAt<4>(packet, 16));
  header.headerLength = length;
  return header;
}

std::size_t extensionLength(std::uint8_t kind, std::uint8_t lengthField) {
  if (kind == kFragment) return 8;
  if (kind == kAuthentication) return std::size_t{4} * (lengthField + 2U);
  return std::size_t{8} * (lengthField + 1U);
}

bool isExtension(std::uint8_t kind) {
  return kind == kHopByHop || kind == kRouting || kind == kFragment || kind == kAuthentication ||
         kind == kDestinationOptions;
}

/// Goes past the extension headers. Returns false where one is cut off or there are too many.
bool skipExtensions(std::span<const std::byte> packet, IpHeader& header) {
  const NetworkOrderReader in(packet);
  for (int i = 0; i < kMostExtensions; ++i) {
    if (!isExtension(header.protocol)) return true;
    const auto next = in.u8(header.headerLength), field = in.u8(header.headerLength + 1);
    if (!next || !field) return false;
    const std::size_t length = extensionLength(header.protocol, *field);
    if (packet.size() - header.headerLength < length) return false;
    if (header.protocol == kFragment) {
      header.fragmentOffset = *in.u16(header.headerLength + 2) & 0xfff8U;
      header.identification = *in.u16(header.headerLength + 6);
    }
    header.protocol = *next;
    header.headerLength += length;
  }
  return !isExtension(header.protocol);
}

std::optional<IpHeader> decodeV6(std::span<const std::byte> packet) {
  if (packet.size() < kV6Fixed) return std::nullopt;
  const NetworkOrderReader in(packet);
  const std::uint32_t first = *in.u32(0);
  IpHeader header;
  header.trafficClass = static_cast<std::uint8_t>(first >> 20U & 0xffU);
  header.flowLabel = first & 0xfffffU;
  if (const std::uint16_t payload = *in.u16(4); payload != 0) header.totalLength = kV6Fixed + payload;
  header.protocol = *in.u8(6);
  header.ttl = *in.u8(7);
  header.source = IpAddress::v6(octetsAt<16>(packet, 8));
  header.destination = IpAddress::v6(octetsAt<16>(packet, 24));
  header.headerLength = kV6Fixed;
  if (!skipExtensions(packet, header)) return std::nullopt;
  return header;
}

}  // namespace

std::optional<IpHeader> decodeIpHeader(std::span<const std::byte> packet) {
  const auto first = NetworkOrderReader(packet).u8(0);
  if (!first) return std::nullopt;
  switch (*first >> 4U) {
    case 4: return decodeV4(packet);
    case 6: return decodeV6(packet);
    default: return std::nullopt;
  }
}

}  // namespace synscope
