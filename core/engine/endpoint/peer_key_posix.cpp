#include "core/engine/base/native_address_posix.h"
#include "core/engine/endpoint/datagram_address_posix.h"

#include <algorithm>

namespace synscope {

std::optional<PeerKey> peerKey(const IpEndpoint& endpoint) {
  const auto zone = endpoint.address.isV6() ? zoneIndex(endpoint.address.zone()) : 0U;
  if (!zone) return std::nullopt;
  PeerKey key;
  key.zone = *zone;
  key.port = endpoint.port;
  key.family = endpoint.address.family();
  std::ranges::copy(endpoint.address.octets(), key.octets.begin());
  return key;
}

IpEndpoint endpointOf(const PeerKey& key) {
  DatagramAddress address;
  const socklen_t length = pack(key, address);
  return fromNative(&address.any, length).value_or(IpEndpoint{});
}

socklen_t pack(const PeerKey& key, DatagramAddress& address) {
  std::memset(&address, 0, sizeof address);
  if (key.family == IpFamily::kV4) {
    address.v4.sin_family = AF_INET;
    address.v4.sin_port = htons(key.port);
    std::memcpy(&address.v4.sin_addr, key.octets.data(), sizeof address.v4.sin_addr);
    return sizeof address.v4;
  }
  address.v6.sin6_family = AF_INET6;
  address.v6.sin6_port = htons(key.port);
  address.v6.sin6_scope_id = key.zone;
  std::memcpy(&address.v6.sin6_addr, key.octets.data(), sizeof address.v6.sin6_addr);
  return sizeof address.v6;
}

PeerKey unpack(const DatagramAddress& address) {
  PeerKey key;
  if (address.any.sa_family == AF_INET) {
    key.port = ntohs(address.v4.sin_port);
    std::memcpy(key.octets.data(), &address.v4.sin_addr, sizeof address.v4.sin_addr);
    return key;
  }
  key.family = IpFamily::kV6;
  key.port = ntohs(address.v6.sin6_port);
  key.zone = address.v6.sin6_scope_id;
  std::memcpy(key.octets.data(), &address.v6.sin6_addr, sizeof address.v6.sin6_addr);
  return key;
}

}  // namespace synscope
