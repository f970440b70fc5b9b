#include "core/logic/kernel/socket_ends.h"

#include <algorithm>
#include <array>

namespace synscope {
namespace {

void mix(std::size_t& hash, const IpEndpoint& endpoint) {
  constexpr std::size_t kPrime = 1099511628211U;  // FNV-1a, 64 bits
  for (const std::uint8_t octet : endpoint.address.octets())
    hash = (hash ^ octet) * kPrime;
  hash = (hash ^ endpoint.port) * kPrime;
}

}  // namespace

SocketEnds::SocketEnds(const IpEndpoint& ours, const IpEndpoint& theirs)
    : local(bareEndpoint(ours)), peer(bareEndpoint(theirs)) {}

std::size_t SocketEndsHash::operator()(const SocketEnds& ends) const {
  std::size_t hash = 14695981039346656037U;
  mix(hash, ends.local);
  mix(hash, ends.peer);
  return hash;
}

IpEndpoint unmapped(const IpEndpoint& endpoint) {
  static constexpr std::array<std::uint8_t, 12> kMapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
  const auto octets = endpoint.address.octets();
  if (endpoint.address.isV4() || !std::ranges::equal(octets.first(12), kMapped)) return endpoint;
  return {IpAddress::v4({octets[12], octets[13], octets[14], octets[15]}), endpoint.port};
}

IpEndpoint bareEndpoint(const IpEndpoint& endpoint) {
  if (endpoint.address.zone().empty()) return unmapped(endpoint);
  std::array<std::uint8_t, 16> octets{};
  std::ranges::copy(endpoint.address.octets(), octets.begin());
  return {IpAddress::v6(octets), endpoint.port};
}

}  // namespace synscope
