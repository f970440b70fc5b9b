#include "core/logic/kernel/socket_row.h"

#include "core/logic/kernel/host_order_reader.h"
#include "core/logic/kernel/linux_family.h"
#include "core/logic/kernel/netlink.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace synscope {
namespace {

// struct inet_diag_req_v2 and struct inet_diag_msg, include/uapi/linux/inet_diag.h.
constexpr std::size_t kRequestSize = 56;
constexpr std::size_t kRowSize = 72;
constexpr std::uint16_t kAttributeInfo = 2;     // INET_DIAG_INFO
constexpr std::uint16_t kAttributeV6Only = 11;  // INET_DIAG_SKV6ONLY
constexpr std::uint8_t kTcp = 6;
constexpr std::uint8_t kUdp = 17;

std::uint16_t portAt(std::span<const std::byte> bytes, std::size_t offset) {
  return static_cast<std::uint16_t>(std::to_integer<unsigned>(bytes[offset]) << 8U |
                                    std::to_integer<unsigned>(bytes[offset + 1]));
}

void putPort(std::span<std::byte> bytes, std::uint16_t port) {
  bytes[0] = static_cast<std::byte>(port >> 8U);
  bytes[1] = static_cast<std::byte>(port & 0xffU);
}

/// idiag_timer, 0 where none runs.
std::optional<SocketTimerKind> timerKind(std::uint8_t number) {
  constexpr std::array kKinds = {SocketTimerKind::kRetransmit, SocketTimerKind::kKeepAlive, SocketTimerKind::kTimeWait,
                                 SocketTimerKind::kZeroWindowProbe};
  if (number == 0) return std::nullopt;
  return number <= kKinds.size() ? kKinds[number - 1U] : SocketTimerKind::kOther;
}

std::optional<SocketTimer> timerOf(const HostOrderReader& in) {
  const auto kind = timerKind(*in.at<std::uint8_t>(2));
  if (!kind) return std::nullopt;
  return SocketTimer{*kind, *in.at<std::uint32_t>(52), *in.at<std::uint8_t>(3)};
}

/// Where no process holds the socket the kernel writes 0 for the owner it has forgotten.
std::optional<std::uint32_t> uidOf(const HostOrderReader& in, std::uint32_t inode) {
  const std::uint32_t uid = *in.at<std::uint32_t>(64);
  if (inode == 0 && uid == 0) return std::nullopt;
  return uid;
}

void decodeAttributes(std::span<const std::byte> attributes, SocketRow& row) {
  for (const NetlinkAttribute& attribute : splitAttributes(attributes)) {
    if (attribute.type == kAttributeV6Only && !attribute.payload.empty())
      row.v6Only = attribute.payload[0] != std::byte{0};
    if (attribute.type == kAttributeInfo && row.protocol == Protocol::kTcp)
      row.info = decodeLinuxTcpInfo(attribute.payload);
  }
}

std::string zoneOf(const SocketRow& row) {
  return row.interfaceName.empty() ? std::to_string(row.interfaceIndex) : row.interfaceName;
}

std::string zonedText(const IpEndpoint& endpoint, const std::string& zone) {
  std::string text = endpointText(endpoint);
  if (!endpoint.address.zone().empty()) return text;
  return text.insert(text.rfind(endpoint.address.isV6() ? ']' : ':'), '%' + zone);
}

/// fe80::/10, RFC 4291 section 2.5.6.
bool isLinkLocal(const IpAddress& address) {
  return address.isV6() && address.octets()[0] == 0xfe && (address.octets()[1] & 0xc0) == 0x80;
}

}  // namespace

std::string_view name(SocketTimerKind kind) {
  switch (kind) {
    case SocketTimerKind::kRetransmit: return "retransmit";
    case SocketTimerKind::kKeepAlive: return "keepalive";
    case SocketTimerKind::kTimeWait: return "time-wait";
    case SocketTimerKind::kZeroWindowProbe: return "zero-window-probe";
    case SocketTimerKind::kOther: break;
  }
  return "other";
}

std::string_view stateName(const SocketRow& row) {
  if (row.protocol == Protocol::kTcp) return name(row.state);
  return row.state == TcpState::kEstablished ? "CONNECTED" : "UNCONNECTED";
}

std::string endpointText(const IpEndpoint& endpoint) {
  std::string text = endpoint.toString();
  if (endpoint.port == 0) text.replace(text.rfind(':') + 1, std::string::npos, "*");
  return text;
}

std::string localText(const SocketRow& row) {
  return row.interfaceIndex == 0 ? endpointText(row.local) : zonedText(row.local, zoneOf(row));
}

std::string remoteText(const SocketRow& row) {
  const bool zoned = row.interfaceIndex != 0 && isLinkLocal(row.remote.address);
  return zoned ? zonedText(row.remote, zoneOf(row)) : endpointText(row.remote);
}

std::vector<std::byte> encodeSocketDump(IpFamily family, Protocol protocol, std::uint32_t states, bool withInfo) {
  std::array<std::byte, kRequestSize> fixed{};
  fixed[0] = std::byte{linuxFamily(family)};
  fixed[1] = std::byte{protocol == Protocol::kTcp ? kTcp : kUdp};
  fixed[2] = withInfo ? std::byte{1U << (kAttributeInfo - 1U)} : std::byte{0};
  std::memcpy(fixed.data() + 4, &states, sizeof states);
  const NetlinkRequest request(kSocketDiagByFamily, kNetlinkDump, fixed);
  return {request.bytes().begin(), request.bytes().end()};
}

std::vector<std::byte> encodeSocketLookup(const IpEndpoint& local, const IpEndpoint& remote,
                                          std::uint32_t interfaceIndex) {
  std::array<std::byte, kRequestSize> fixed{};
  fixed[0] = std::byte{linuxFamily(local.address.family())};
  fixed[1] = std::byte{kTcp};
  fixed[2] = std::byte{1U << (kAttributeInfo - 1U)};
  std::fill_n(fixed.begin() + 4, 4, std::byte{0xff});  // every state
  putPort(std::span(fixed).subspan(8), local.port);
  putPort(std::span(fixed).subspan(10), remote.port);
  std::ranges::transform(local.address.octets(), fixed.begin() + 12,
                         [](std::uint8_t octet) { return std::byte{octet}; });
  std::ranges::transform(remote.address.octets(), fixed.begin() + 28,
                         [](std::uint8_t octet) { return std::byte{octet}; });
  std::memcpy(fixed.data() + 44, &interfaceIndex, sizeof interfaceIndex);
  std::fill_n(fixed.begin() + 48, 8, std::byte{0xff});  // INET_DIAG_NOCOOKIE
  const NetlinkRequest request(kSocketDiagByFamily, kNetlinkRequest, fixed);
  return {request.bytes().begin(), request.bytes().end()};
}

std::optional<SocketRow> decodeSocketRow(std::span<const std::byte> payload, Protocol protocol) {
  if (payload.size() < kRowSize) return std::nullopt;
  const HostOrderReader in(payload);
  const std::uint8_t family = *in.at<std::uint8_t>(0);
  const auto local = addressFromLinux(family, payload.subspan(8, 16));
  const auto remote = addressFromLinux(family, payload.subspan(24, 16));
  if (!local || !remote) return std::nullopt;
  SocketRow row;
  row.protocol = protocol;
  row.state = tcpStateFromLinux(*in.at<std::uint8_t>(1));
  row.local = {*local, portAt(payload, 4)};
  row.remote = {*remote, portAt(payload, 6)};
  row.interfaceIndex = *in.at<std::uint32_t>(40);
  row.cookie = *in.at<std::uint64_t>(44);
  row.receiveQueue = *in.at<std::uint32_t>(56);
  row.sendQueue = *in.at<std::uint32_t>(60);
  row.inode = *in.at<std::uint32_t>(68);
  row.uid = uidOf(in, row.inode);
  row.timer = timerOf(in);
  decodeAttributes(payload.subspan(kRowSize), row);
  return row;
}

}  // namespace synscope
