#pragma once

#include "core/logic/base/ip_endpoint.h"

#include <sys/socket.h>

#include <optional>

namespace synscope {

/// A sockaddr of either family, ready for a system call.
struct NativeAddress {
  sockaddr_storage storage{};
  socklen_t length = 0;

  const sockaddr* get() const { return reinterpret_cast<const sockaddr*>(&storage); }
};

/// AF_INET or AF_INET6.
int nativeFamily(IpFamily family);

/// Returns nullopt where the zone names no interface of this machine.
std::optional<NativeAddress> toNative(const IpEndpoint& endpoint);

/// Reads an AF_INET or AF_INET6 address of `length` bytes; nullopt for anything else or shorter.
/// The zone of a scoped address is the interface's name, or its index where it has no name (any more).
std::optional<IpEndpoint> fromNative(const sockaddr* address, socklen_t length);

/// Index of the interface a zone ("eth0" or "2") names; 0 for an empty zone, nullopt for an unknown one.
std::optional<unsigned> zoneIndex(const std::string& zone);

}  // namespace synscope
