#include "core/logic/kernel/route_codec.h"

#include "core/logic/kernel/host_order_reader.h"
#include "core/logic/kernel/linux_family.h"
#include "core/logic/kernel/netlink.h"

namespace synscope {
namespace {

constexpr std::uint16_t kGetRoute = 26;
constexpr std::uint16_t kGetNeighbour = 30;
constexpr std::size_t kFixedSize = 12;  // struct rtmsg, and struct ndmsg

/// RTA_*, RTAX_* and NDA_* of the headers named above.
enum RouteAttribute : std::uint16_t {
  kDestination = 1,
  kOutInterface = 4,
  kGateway = 5,
  kPreferredSource = 7,
  kMetrics = 8,
  kVia = 18,
};
constexpr std::uint16_t kMetricMtu = 2;

std::span<const std::byte> octetsOf(const IpAddress& address) {
  return std::as_bytes(address.octets());
}

std::optional<std::uint32_t> mtuOf(std::span<const std::byte> metrics) {
  for (const NetlinkAttribute& metric : splitAttributes(metrics)) {
    if (metric.type == kMetricMtu) return HostOrderReader(metric.payload).at<std::uint32_t>(0);
  }
  return std::nullopt;
}

/// RTA_VIA: a gateway of another family than the route's, family first.
std::optional<IpAddress> viaOf(std::span<const std::byte> bytes) {
  const auto family = HostOrderReader(bytes).at<std::uint16_t>(0);
  if (!family || *family > 0xff) return std::nullopt;
  return addressFromLinux(static_cast<std::uint8_t>(*family), bytes.subspan(2));
}

void decodeAttribute(std::uint8_t family, const NetlinkAttribute& attribute, RouteAnswer& answer) {
  switch (attribute.type) {
    case kOutInterface:
      answer.interfaceIndex = HostOrderReader(attribute.payload).at<std::uint32_t>(0).value_or(0);
      break;
    case kGateway: answer.gateway = addressFromLinux(family, attribute.payload); break;
    case kVia: answer.gateway = viaOf(attribute.payload); break;
    case kPreferredSource: answer.source = addressFromLinux(family, attribute.payload); break;
    case kMetrics: answer.mtu = mtuOf(attribute.payload); break;
    default: break;
  }
}

}  // namespace

std::vector<std::byte> encodeRouteQuery(const IpAddress& destination, std::uint32_t interfaceIndex) {
  std::array<std::byte, kFixedSize> fixed{};
  fixed[0] = std::byte{linuxFamily(destination.family())};
  fixed[1] = static_cast<std::byte>(destination.octets().size() * 8);  // prefix length
  NetlinkRequest request(kGetRoute, 0, fixed);
  request.add(kDestination, octetsOf(destination));
  if (interfaceIndex != 0) request.add(kOutInterface, std::as_bytes(std::span(&interfaceIndex, 1)));
  return {request.bytes().begin(), request.bytes().end()};
}

std::optional<RouteAnswer> decodeRoute(std::span<const std::byte> payload) {
  const HostOrderReader in(payload);
  const auto family = in.at<std::uint8_t>(0);
  const auto type = in.at<std::uint8_t>(7);
  if (payload.size() < kFixedSize || !family || !type) return std::nullopt;
  if (*type < 1 || *type > static_cast<std::uint8_t>(RouteType::kThrow)) return std::nullopt;
  RouteAnswer answer;
  answer.type = static_cast<RouteType>(*type);
  for (const NetlinkAttribute& attribute : splitAttributes(payload.subspan(kFixedSize)))
    decodeAttribute(*family, attribute, answer);
  return answer;
}

std::vector<std::byte> encodeNeighbourQuery(const IpAddress& neighbour, std::uint32_t interfaceIndex) {
  std::array<std::byte, kFixedSize> fixed{};
  fixed[0] = std::byte{linuxFamily(neighbour.family())};
  std::memcpy(fixed.data() + 4, &interfaceIndex, sizeof interfaceIndex);
  NetlinkRequest request(kGetNeighbour, 0, fixed);
  request.add(kDestination, octetsOf(neighbour));
  return {request.bytes().begin(), request.bytes().end()};
}

std::optional<NeighbourAnswer> decodeNeighbour(std::span<const std::byte> payload) {
  const auto state = HostOrderReader(payload).at<std::uint16_t>(8);
  if (payload.size() < kFixedSize || !state) return std::nullopt;
  return NeighbourAnswer{*state};
}

}  // namespace synscope
