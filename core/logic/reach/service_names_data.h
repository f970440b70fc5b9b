#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace synscope {

/// One registered name of a port.
struct ServiceRow {
  std::uint16_t port;
  std::uint8_t protocols;  ///< Bit 0: TCP, bit 1: UDP.
  std::string_view name;
};

/// The registry, ascending by port.
std::span<const ServiceRow> serviceRows();

}  // namespace synscope
