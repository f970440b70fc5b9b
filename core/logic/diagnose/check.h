#pragma once

#include "core/logic/base/ip_endpoint.h"
#include "core/logic/reach/attempt.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace synscope {

/// One thing the diagnosis can do. The plan asks for checks, the runner does them, each brings one Evidence.
enum class CheckKind {
  kResolve,         ///< Ask for A and AAAA records, each timed.
  kRoute,           ///< Which route, interface and source address this machine would use.
  kListeners,       ///< Target on this machine: who listens on the port, on which addresses.
  kConnect,         ///< Attempt the port itself.
  kRetry,           ///< A second attempt with a new socket.
  kTrace,           ///< The way to the port, hop by hop.
  kControlPort,     ///< Attempt another port of the same host.
  kControlTrace,    ///< The way to a control port that answered.
  kControlAddress,  ///< Attempt the same port on an address that must not answer.
  kArrivalTtl,      ///< At which TTL the answer arrives here (IP_MINTTL search).
  kTls,             ///< TLS handshake.
  kFirstByte,       ///< First byte of the application.
  kFullSize,        ///< Small, then full-size data; watch which is acknowledged.
};

/// Catalogue and JSON name: "connect", "control-port", ...
std::string_view name(CheckKind kind);

/// A check to be done. `id` is given by the plan and is the id of the Evidence it will bring.
struct Check {
  int id = 0;
  CheckKind kind = CheckKind::kConnect;
  Protocol protocol = Protocol::kTcp;
  std::optional<IpEndpoint> target;  ///< nullopt for kResolve.
  int knownDistance = 0;         ///< kTrace: hops to the target where known, so that no probe is wasted; 0: unknown.
  bool refusalExpected = false;  ///< kTrace: the port itself was refused; few of the device's ICMP errors may be spent.
  bool quiet =
      false;  ///< kRetry, kTrace: after a pause, so that a router that limits its ICMP errors has one to give again.
  bool isHttp = false;       ///< kFirstByte: ask with an HTTP request instead of waiting for a greeting.
  bool speaksFirst = false;  ///< kFirstByte: this service greets before it is asked, so silence means something.
  bool overTls = false;      ///< kFirstByte: inside TLS.
};

}  // namespace synscope
