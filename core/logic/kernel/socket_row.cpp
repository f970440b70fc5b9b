#include "core/logic/kernel/socket_row.h"

#include "core/logic/kernel/host_order_reader.h"
#include "core/logic/kernel/linux_family.h"
#include "core/logic/kernel/netlink.h"

#include <cstring>

namespace synscope {
namespace {

// struct inet_diag_req_v2 and struct inet_diag_msg, include/uapi/linux/inet_diag.h.
constexpr std::size_t kRequestSize = 56;
constexpr std::size_t kRowSize = 72;
constexpr std::uint16_t kAttributeV6Only = 11;
constexpr std::uint8_t kTcp = 6;
constexpr std::uint8_t kUdp = 17;

std::uint16_t portAt(std::span<const std::byte> bytes, std::size_t offset) {
  return static_cast<std::uint16_t>(std::to_integer<unsigned>(bytes[offset]) << 8U |
                                    std::to_integer<unsigned>(bytes[offset + 1]));
}

std::optional<bool> v6OnlyOf(std::span<const std::byte> attributes) {
  for (const NetlinkAttribute& attribute : splitAttributes(attributes)) {
    if (attribute.type == kAttributeV6Only && !attribute.payload.empty()) return attribute.payload[0] != std::byte{0};
  }
  return std::nullopt;
}

}  // namespace

std::vector<std::byte> encodeSocketDump(IpFamily family, Protocol protocol, std::uint32_t states) {
  std::array<std::byte, kRequestSize> fixed{};
  fixed[0] = std::byte{linuxFamily(family)};
  fixed[1] = std::byte{protocol == Protocol::kTcp ? kTcp : kUdp};
  std::memcpy(fixed.data() + 4, &states, sizeof states);
  const NetlinkRequest request(kSocketDiagByFamily, kNetlinkDump, fixed);
  return {request.bytes().begin(), request.bytes().end()};
}

std::optional<SocketRow> decodeSocketRow(std::span<const std::byte> payload) {
  if (payload.size() < kRowSize) return std::nullopt;
  const HostOrderReader in(payload);
  const std::uint8_t family = *in.at<std::uint8_t>(0);
  const auto local = addressFromLinux(family, payload.subspan(8, 16));
  const auto remote = addressFromLinux(family, payload.subspan(24, 16));
  if (!local || !remote) return std::nullopt;
  SocketRow row;
  row.state = tcpStateFromLinux(*in.at<std::uint8_t>(1));
  row.local = {*local, portAt(payload, 4)};
  row.remote = {*remote, portAt(payload, 6)};
  row.interfaceIndex = *in.at<std::uint32_t>(40);
  row.receiveQueue = *in.at<std::uint32_t>(56);
  row.sendQueue = *in.at<std::uint32_t>(60);
  row.uid = *in.at<std::uint32_t>(64);
  row.inode = *in.at<std::uint32_t>(68);
  row.v6Only = v6OnlyOf(payload.subspan(kRowSize));
  return row;
}

}  // namespace synscope
