#pragma once

#include "core/logic/base/ip_endpoint.h"

#include <cstddef>

namespace synscope {

/// The two ends of a TCP connection, as a key. IPv4 addresses that an IPv6 socket carries count as IPv4; zones do not.
struct SocketEnds {
  SocketEnds(const IpEndpoint& ours, const IpEndpoint& theirs);

  IpEndpoint local, peer;

  SocketEnds reversed() const { return {peer, local}; }
  bool operator==(const SocketEnds&) const = default;
};

struct SocketEndsHash {
  std::size_t operator()(const SocketEnds& ends) const;
};

/// ::ffff:10.0.0.1 becomes 10.0.0.1.
IpEndpoint unmapped(const IpEndpoint& endpoint);

/// Neither mapped nor with a zone, which only the machine that gave it understands (RFC 4007 section 11.2): for
/// comparing what two machines, or a socket and the socket table, say.
IpEndpoint bareEndpoint(const IpEndpoint& endpoint);

}  // namespace synscope
