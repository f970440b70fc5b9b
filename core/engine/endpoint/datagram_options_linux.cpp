#include "core/engine/base/native_error.h"
#include "core/engine/endpoint/datagram_calls.h"
#include "core/engine/endpoint/datagram_options_posix.h"

#include <linux/sock_diag.h>
#include <netinet/in.h>

#include <algorithm>

namespace synscope {
namespace {

constexpr int kUnicastInterface = 50;  // IP_UNICAST_IF, linux/in.h
constexpr int kMulticastAllV4 = 49;    // IP_MULTICAST_ALL, linux/in.h
constexpr int kMulticastAllV6 = 29;    // IPV6_MULTICAST_ALL, linux/in6.h
constexpr int kSocketMemoryInfo = 55;  // SO_MEMINFO, asm-generic/socket.h

PeerKey localOf(const in_pktinfo& info) {
  PeerKey local;
  std::memcpy(local.octets.data(), &info.ipi_spec_dst, sizeof info.ipi_spec_dst);
  return local;
}

PeerKey localOf(const in6_pktinfo& info) {
  PeerKey local;
  local.family = IpFamily::kV6;
  if (IN6_IS_ADDR_MULTICAST(&info.ipi6_addr)) return local;
  if (IN6_IS_ADDR_LINKLOCAL(&info.ipi6_addr)) local.zone = static_cast<std::uint32_t>(info.ipi6_ifindex);
  std::memcpy(local.octets.data(), &info.ipi6_addr, sizeof info.ipi6_addr);
  return local;
}

template <typename Info>
void putControl(msghdr& message, int level, int type, const Info& info, std::span<std::byte> room) {
  message.msg_control = room.data();
  message.msg_controllen = CMSG_SPACE(sizeof info);
  cmsghdr* control = CMSG_FIRSTHDR(&message);
  control->cmsg_level = level;
  control->cmsg_type = type;
  control->cmsg_len = CMSG_LEN(sizeof info);
  std::memcpy(CMSG_DATA(control), &info, sizeof info);
}

}  // namespace

static_assert(CMSG_SPACE(sizeof(in6_pktinfo)) <= kDestinationControl);

const int kSharedPortOption = SO_REUSEADDR;

void tellDestination(qintptr fd, IpFamily family) {
  const int on = 1;
  const bool v4 = family == IpFamily::kV4;
  setsockopt(static_cast<int>(fd), v4 ? IPPROTO_IP : IPPROTO_IPV6, v4 ? IP_PKTINFO : IPV6_RECVPKTINFO, &on, sizeof on);
}

PeerKey destinationOf(const msghdr& received) {
  msghdr message = received;
  const cmsghdr* control = CMSG_FIRSTHDR(&message);
  if (control == nullptr) return {};
  if (control->cmsg_level == IPPROTO_IP && control->cmsg_type == IP_PKTINFO) {
    in_pktinfo info{};
    std::memcpy(&info, CMSG_DATA(control), sizeof info);
    return localOf(info);
  }
  if (control->cmsg_level == IPPROTO_IPV6 && control->cmsg_type == IPV6_PKTINFO) {
    in6_pktinfo info{};
    std::memcpy(&info, CMSG_DATA(control), sizeof info);
    return localOf(info);
  }
  return {};
}

void setSource(msghdr& message, const PeerKey& from, std::span<std::byte> control) {
  if (!from.hasAddress()) return;
  if (from.family == IpFamily::kV4) {
    in_pktinfo info{};
    std::memcpy(&info.ipi_spec_dst, from.octets.data(), sizeof info.ipi_spec_dst);
    return putControl(message, IPPROTO_IP, IP_PKTINFO, info, control);
  }
  in6_pktinfo info{};
  std::memcpy(&info.ipi6_addr, from.octets.data(), sizeof info.ipi6_addr);
  info.ipi6_ifindex = from.zone;
  putControl(message, IPPROTO_IPV6, IPV6_PKTINFO, info, control);
}

SocketError setBroadcastInterface(qintptr fd, unsigned index) {
  const std::uint32_t networkOrder = htonl(index);
  const int returned =
      setsockopt(static_cast<int>(fd), IPPROTO_IP, kUnicastInterface, &networkOrder, sizeof networkOrder);
  return returned == 0 ? SocketError::kNone : lastSocketError();
}

void hearOwnGroupsOnly(qintptr fd, IpFamily family) {
  const int off = 0;
  const bool v4 = family == IpFamily::kV4;
  setsockopt(static_cast<int>(fd), v4 ? IPPROTO_IP : IPPROTO_IPV6, v4 ? kMulticastAllV4 : kMulticastAllV6, &off,
             sizeof off);
}

std::optional<std::uint32_t> droppedDatagrams(qintptr fd) {
  std::array<std::uint32_t, SK_MEMINFO_VARS> info{};
  socklen_t length = sizeof info;
  if (getsockopt(static_cast<int>(fd), SOL_SOCKET, kSocketMemoryInfo, info.data(), &length) != 0) return std::nullopt;
  if (length < (SK_MEMINFO_DROPS + 1) * sizeof(std::uint32_t)) return std::nullopt;
  return info[SK_MEMINFO_DROPS];
}

}  // namespace synscope
