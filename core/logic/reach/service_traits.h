#pragma once

#include <cstdint>

namespace synscope {

/// How the service usually found on a TCP port behaves at the start of a connection. A habit, not a promise.
struct ServiceTraits {
  bool speaksFirst = false;   ///< The server sends a greeting before the client says anything.
  bool tlsFromStart = false;  ///< The client begins with a TLS ClientHello.
  bool http = false;          ///< Answers an HTTP request (inside TLS where tlsFromStart).

  bool operator==(const ServiceTraits&) const = default;
};

ServiceTraits serviceTraits(std::uint16_t tcpPort);

}  // namespace synscope
