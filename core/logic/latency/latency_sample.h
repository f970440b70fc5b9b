#pragma once

#include "core/logic/base/ip_endpoint.h"
#include "core/logic/base/time.h"
#include "core/logic/latency/latency_settings.h"
#include "core/logic/reach/judge.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace synscope {

/// What is timed within one request. Each is a series of its own.
enum class LatencyStep {
  kConnect,  ///< From the SYN to its answer by the kernel's clock; without one, from connect(2) to the handshake's end.
  kTls,      ///< From the first TLS byte to the end of the TLS handshake.
  kFirstByte,  ///< From the request (or, where none is sent, the connection) to the first byte back.
  kEcho,       ///< From the datagram to its return.
  kReused,     ///< kFirstByte, for UDP kEcho, of a request on a connection (socket) that was open already.
};

std::string_view name(LatencyStep step);
std::span<const LatencyStep> allLatencySteps();

/// One address of one target that is measured; requests of different lanes do not wait for each other.
struct LatencyLane {
  std::uint32_t id = 0;
  LatencyTarget target;
  IpEndpoint address;
  bool retired = false;  ///< The name resolves to something else now; nothing more is sent to it.

  bool operator==(const LatencyLane&) const = default;
};

/// One request and everything measured on it.
struct LatencySample {
  std::uint32_t lane = 0;
  std::uint64_t seq = 0;  ///< From 1, in its lane.
  TimePoint at{};         ///< When the connecting or sending call was made.
  PortState verdict = PortState::kCancelled;
  Reason reason = Reason::kCancelled;
  bool ok = false;      ///< Every step of the method was completed in time.
  bool reused = false;  ///< Made on a connection that was open already.
  std::optional<Duration> connect, tls, firstByte, echo;
  std::optional<Duration> wall;       ///< From connect(2) until this program ran again: with our calls and wake-up.
  std::optional<Duration> kernelRtt;  ///< tcpi_rtt of the handshake (tcp(7)): without them.
  std::optional<std::uint32_t>
      synRetransmits;  ///< > 0: not a slow network but a lost SYN (RFC 6298: 1 s, then doubled).

  /// nullopt where this step was not part of the request or was not reached.
  std::optional<Duration> of(LatencyStep step) const;

  bool operator==(const LatencySample&) const = default;
};

}  // namespace synscope
