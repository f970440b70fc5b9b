#pragma once

#include "core/logic/base/ip_address.h"

#include <span>
#include <string_view>

namespace synscope {

/// What an address is set aside for, from the IANA special-purpose address registries (RFC 6890) and RFC 4291.
/// An IPv4-mapped IPv6 address is classified as the IPv4 address it holds.
enum class AddressClass {
  kGlobal,
  kUnspecified,    ///< 0.0.0.0/8, ::
  kLoopback,       ///< 127.0.0.0/8, ::1
  kPrivate,        ///< RFC 1918
  kCarrierNat,     ///< 100.64.0.0/10, RFC 6598
  kLinkLocal,      ///< 169.254.0.0/16, fe80::/10
  kUniqueLocal,    ///< fc00::/7, RFC 4193
  kDocumentation,  ///< RFC 5737, RFC 3849
  kBenchmarking,   ///< 198.18.0.0/15, 2001:2::/48
  kMulticast,      ///< 224.0.0.0/4, ff00::/8
  kBroadcast,      ///< 255.255.255.255
  kReserved,       ///< 240.0.0.0/4 and what else no host can own
};

AddressClass classify(const IpAddress& address);

/// Catalogue name of a class: "carrier-nat" for `address.carrier-nat`.
std::string_view name(AddressClass addressClass);
std::span<const AddressClass> allAddressClasses();

}  // namespace synscope
