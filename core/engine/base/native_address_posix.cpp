#include "core/engine/base/native_address_posix.h"

#include <arpa/inet.h>
#include <net/if.h>
#include <netinet/in.h>

#include <array>
#include <charconv>
#include <cstring>

namespace synscope {
namespace {

NativeAddress pack(const void* address, socklen_t length) {
  NativeAddress native;
  std::memcpy(&native.storage, address, length);
  native.length = length;
  return native;
}

NativeAddress pack4(const IpEndpoint& endpoint) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(endpoint.port);
  std::memcpy(&address.sin_addr, endpoint.address.octets().data(), 4);
  return pack(&address, sizeof address);
}

NativeAddress pack6(const IpEndpoint& endpoint, unsigned scope) {
  sockaddr_in6 address{};
  address.sin6_family = AF_INET6;
  address.sin6_port = htons(endpoint.port);
  address.sin6_scope_id = scope;
  std::memcpy(&address.sin6_addr, endpoint.address.octets().data(), 16);
  return pack(&address, sizeof address);
}

std::string zoneName(std::uint32_t index) {
  if (index == 0) return {};
  std::array<char, IF_NAMESIZE> name{};
  if (if_indextoname(index, name.data()) != nullptr) return name.data();
  return std::to_string(index);
}

IpEndpoint unpack4(const sockaddr* raw) {
  sockaddr_in address;
  std::memcpy(&address, raw, sizeof address);
  std::array<std::uint8_t, 4> octets{};
  std::memcpy(octets.data(), &address.sin_addr, octets.size());
  return {IpAddress::v4(octets), ntohs(address.sin_port)};
}

IpEndpoint unpack6(const sockaddr* raw) {
  sockaddr_in6 address;
  std::memcpy(&address, raw, sizeof address);
  std::array<std::uint8_t, 16> octets{};
  std::memcpy(octets.data(), &address.sin6_addr, octets.size());
  return {IpAddress::v6(octets, zoneName(address.sin6_scope_id)), ntohs(address.sin6_port)};
}

}  // namespace

int nativeFamily(IpFamily family) {
  return family == IpFamily::kV4 ? AF_INET : AF_INET6;
}

std::optional<NativeAddress> toNative(const IpEndpoint& endpoint) {
  if (endpoint.address.isV4()) return pack4(endpoint);
  const auto scope = zoneIndex(endpoint.address.zone());
  if (!scope) return std::nullopt;
  return pack6(endpoint, *scope);
}

std::optional<IpEndpoint> fromNative(const sockaddr* address, socklen_t length) {
  if (address == nullptr || length < sizeof(sa_family_t)) return std::nullopt;
  if (address->sa_family == AF_INET && length >= sizeof(sockaddr_in)) return unpack4(address);
  if (address->sa_family == AF_INET6 && length >= sizeof(sockaddr_in6)) return unpack6(address);
  return std::nullopt;
}

std::optional<unsigned> zoneIndex(const std::string& zone) {
  if (zone.empty()) return 0U;
  if (const unsigned index = if_nametoindex(zone.c_str()); index != 0) return index;
  unsigned index = 0;
  const char* end = zone.data() + zone.size();
  const auto [stop, error] = std::from_chars(zone.data(), end, index);
  if (error != std::errc{} || stop != end || index == 0) return std::nullopt;
  return index;
}

}  // namespace synscope
