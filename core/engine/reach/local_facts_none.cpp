#include "core/engine/reach/local_facts.h"

namespace synscope {

RouteEvidence routeTo(const IpAddress& destination) {
  RouteEvidence route;
  route.destination = destination;
  route.localDestination = isOwnAddress(destination);
  return route;
}

ListenerEvidence listenersOn(std::uint16_t, Protocol) {
  return {};
}

std::optional<NeighbourState> neighbourTowards(const IpAddress&) {
  return std::nullopt;
}

}  // namespace synscope
