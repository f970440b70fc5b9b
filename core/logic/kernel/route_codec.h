#pragma once

#include "core/logic/base/ip_address.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace synscope {

/// Codecs of rtnetlink(7) for one route and one neighbour. Pure; the bytes come from core/engine/reach.

/// RTN_* of include/uapi/linux/rtnetlink.h.
enum class RouteType : std::uint8_t {
  kUnicast = 1,
  kLocal = 2,
  kBroadcast = 3,
  kAnycast = 4,
  kMulticast = 5,
  kBlackhole = 6,
  kUnreachable = 7,
  kProhibit = 8,
  kThrow = 9,
};

struct RouteAnswer {
  RouteType type = RouteType::kUnicast;
  std::optional<IpAddress> source;
  std::optional<IpAddress> gateway;
  std::uint32_t interfaceIndex = 0;  ///< 0: none.
  std::optional<std::uint32_t> mtu;  ///< Bytes, where the route carries the metric.
};

/// RTM_GETROUTE for one destination; `interfaceIndex` is the zone of a scoped address, else 0.
std::vector<std::byte> encodeRouteQuery(const IpAddress& destination, std::uint32_t interfaceIndex);
/// @param payload Of an RTM_NEWROUTE message.
std::optional<RouteAnswer> decodeRoute(std::span<const std::byte> payload);

/// NUD_* of include/uapi/linux/neighbour.h.
struct NeighbourAnswer {
  std::uint16_t state = 0;
};

inline constexpr std::uint16_t kNeighbourIncomplete = 0x01;
inline constexpr std::uint16_t kNeighbourReachable = 0x02;
inline constexpr std::uint16_t kNeighbourFailed = 0x20;

/// RTM_GETNEIGH for one address on one interface (Linux 5.0).
std::vector<std::byte> encodeNeighbourQuery(const IpAddress& neighbour, std::uint32_t interfaceIndex);
/// @param payload Of an RTM_NEWNEIGH message.
std::optional<NeighbourAnswer> decodeNeighbour(std::span<const std::byte> payload);

inline constexpr std::uint16_t kNewRoute = 24;      ///< RTM_NEWROUTE
inline constexpr std::uint16_t kNewNeighbour = 28;  ///< RTM_NEWNEIGH

}  // namespace synscope
