#pragma once

#include "core/logic/base/ip_address.h"

#include <compare>
#include <cstdint>
#include <string>

namespace synscope {

/// An address and a transport port.
struct IpEndpoint {
  IpAddress address;
  std::uint16_t port = 0;

  /// "10.9.0.2:443" or "[2001:db8::1]:443".
  std::string toString() const;

  auto operator<=>(const IpEndpoint&) const = default;
  bool operator==(const IpEndpoint&) const = default;
};

}  // namespace synscope
