#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace synscope {

enum class IpFamily : std::uint8_t { kV4, kV6 };

/// "ipv4" or "ipv6".
std::string_view name(IpFamily family);

/// An IPv4 or IPv6 address, the latter with an optional zone (RFC 4007 section 11). Always holds a valid address.
class IpAddress {
 public:
  /// 0.0.0.0.
  IpAddress() = default;

  static IpAddress v4(std::array<std::uint8_t, 4> octets);
  static IpAddress v6(std::array<std::uint8_t, 16> octets, std::string zone = {});

  /// Reads dotted-decimal IPv4 (four parts, no leading zeros: RFC 6943 section 3.1.1) or RFC 4291 section 2.2 IPv6
  /// with an optional %zone. Brackets are not part of an address. Returns nullopt for anything else.
  static std::optional<IpAddress> parse(std::string_view text);

  IpFamily family() const { return m_family; }
  bool isV4() const { return m_family == IpFamily::kV4; }
  bool isV6() const { return m_family == IpFamily::kV6; }

  /// Network-order octets: 4 of them for IPv4, 16 for IPv6.
  std::span<const std::uint8_t> octets() const { return {m_octets.data(), isV4() ? 4U : 16U}; }

  /// Zone of a scoped IPv6 address ("eth0", "2"); empty where there is none.
  const std::string& zone() const { return m_zone; }

  /// Dotted decimal, or RFC 5952 lower-case compressed IPv6 with %zone.
  std::string toString() const;

  auto operator<=>(const IpAddress&) const = default;
  bool operator==(const IpAddress&) const = default;

 private:
  IpFamily m_family = IpFamily::kV4;
  std::array<std::uint8_t, 16> m_octets{};
  std::string m_zone;
};

}  // namespace synscope
