#include "core/engine/base/native_address_posix.h"
#include "core/engine/base/native_error.h"
#include "core/engine/base/unique_fd.h"
#include "core/engine/reach/local_facts.h"
#include "core/engine/reach/netlink_query_linux.h"
#include "core/engine/reach/socket_holders_linux.h"
#include "core/logic/kernel/route_codec.h"
#include "core/logic/kernel/socket_row.h"

#include <linux/netlink.h>
#include <net/if.h>
#include <netinet/in.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

#include <array>
#include <cerrno>
#include <cstring>

namespace synscope {
namespace {

struct RouteLookup {
  int error = 0;
  std::optional<RouteAnswer> answer;
};

RouteLookup lookUpRoute(const IpAddress& destination) {
  RouteLookup lookup;
  const auto zone = zoneIndex(destination.zone());
  if (!zone) return {ENODEV, std::nullopt};
  const auto query = encodeRouteQuery(destination, *zone);
  lookup.error = netlinkQuery(NETLINK_ROUTE, query, [&](const NetlinkMessage& message) {
    if (message.type == kNewRoute) lookup.answer = decodeRoute(message.payload);
  });
  return lookup;
}

/// What connect(2) says for a route of this type. IPv4 look-ups give the error itself, IPv6 ones the route.
SocketError errorOfType(RouteType type) {
  switch (type) {
    case RouteType::kBlackhole: return SocketError::kInvalidArgument;
    case RouteType::kUnreachable: return SocketError::kHostUnreachable;
    case RouteType::kProhibit: return SocketError::kAccessDenied;
    case RouteType::kThrow: return SocketError::kNetworkUnreachable;
    default: return SocketError::kNone;
  }
}

bool isRouteError(int error) {
  return error == EINVAL || error == EACCES || error == EHOSTUNREACH || error == ENETUNREACH || error == ENODEV;
}

std::string interfaceName(std::uint32_t index) {
  std::array<char, IF_NAMESIZE> name{};
  return if_indextoname(index, name.data()) != nullptr ? name.data() : std::string();
}

std::optional<std::uint32_t> interfaceMtu(const std::string& interface) {
  const UniqueFd fd(::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0));
  ifreq request{};
  if (!fd || interface.empty() || interface.size() >= sizeof request.ifr_name) return std::nullopt;
  std::memcpy(request.ifr_name, interface.data(), interface.size());
  if (ioctl(static_cast<int>(fd.get()), SIOCGIFMTU, &request) != 0 || request.ifr_mtu <= 0) return std::nullopt;
  return static_cast<std::uint32_t>(request.ifr_mtu);
}

/// Nothing is known of an entry that was made, but not yet asked for (NUD_NONE).
std::optional<NeighbourState> neighbourState(std::uint16_t nud) {
  if (nud == 0) return std::nullopt;
  if ((nud & kNeighbourIncomplete) != 0) return NeighbourState::kIncomplete;
  if ((nud & kNeighbourFailed) != 0) return NeighbourState::kFailed;
  if ((nud & kNeighbourReachable) != 0) return NeighbourState::kReachable;
  return NeighbourState::kOther;
}

std::optional<SocketRow> rowOnPort(const NetlinkMessage& message, std::uint16_t port) {
  if (message.type != kSocketDiagByFamily) return std::nullopt;
  auto row = decodeSocketRow(message.payload);
  if (!row || row->local.port != port) return std::nullopt;
  return row;
}

int collectRows(IpFamily family, std::uint16_t port, Protocol protocol, std::vector<SocketRow>& rows) {
  const std::uint32_t states = protocol == Protocol::kTcp ? kStatesListen : kStatesUnconnected;
  return netlinkQuery(NETLINK_SOCK_DIAG, encodeSocketDump(family, protocol, states),
                      [&](const NetlinkMessage& message) {
                        if (auto row = rowOnPort(message, port)) rows.push_back(std::move(*row));
                      });
}

Listener listenerOf(const SocketRow& row, Protocol protocol, const SocketHolders& holders) {
  Listener listener;
  listener.local = row.local;
  listener.v6Only = row.v6Only;
  if (protocol == Protocol::kTcp) {
    listener.acceptQueue = row.receiveQueue;
    listener.backlog = row.sendQueue;
  }
  if (const auto holder = holders.find(row.inode); holder != holders.end()) {
    listener.pid = holder->second.pid;
    listener.process = holder->second.name;
  }
  return listener;
}

}  // namespace

RouteEvidence routeTo(const IpAddress& destination) {
  RouteEvidence route;
  route.destination = destination;
  route.localDestination = isOwnAddress(destination);
  const RouteLookup lookup = lookUpRoute(destination);
  if (!lookup.answer) {
    route.known = isRouteError(lookup.error);
    if (route.known) route.error = socketErrorFromNative(lookup.error);
    return route;
  }
  route.known = true;
  route.localDestination = route.localDestination || lookup.answer->type == RouteType::kLocal;
  route.source = lookup.answer->source;
  route.gateway = lookup.answer->gateway;
  route.interface = interfaceName(lookup.answer->interfaceIndex);
  route.mtu = lookup.answer->mtu ? lookup.answer->mtu : interfaceMtu(route.interface);
  route.error = errorOfType(lookup.answer->type);
  return route;
}

ListenerEvidence listenersOn(std::uint16_t port, Protocol protocol) {
  std::vector<SocketRow> rows;
  ListenerEvidence evidence;
  for (const IpFamily family : {IpFamily::kV4, IpFamily::kV6})
    evidence.known = collectRows(family, port, protocol, rows) == 0 || evidence.known;
  std::vector<std::uint32_t> inodes;
  for (const SocketRow& row : rows)
    inodes.push_back(row.inode);
  const SocketHolders holders = findSocketHolders(inodes);
  for (const SocketRow& row : rows)
    evidence.listeners.push_back(listenerOf(row, protocol, holders));
  return evidence;
}

std::optional<NeighbourState> neighbourTowards(const IpAddress& destination) {
  const auto route = lookUpRoute(destination).answer;
  if (!route || route->type != RouteType::kUnicast) return std::nullopt;
  std::optional<NeighbourState> state;
  const auto query = encodeNeighbourQuery(route->gateway.value_or(destination), route->interfaceIndex);
  netlinkQuery(NETLINK_ROUTE, query, [&](const NetlinkMessage& message) {
    const auto answer = message.type == kNewNeighbour ? decodeNeighbour(message.payload) : std::nullopt;
    if (answer) state = neighbourState(answer->state);
  });
  return state;
}

}  // namespace synscope
