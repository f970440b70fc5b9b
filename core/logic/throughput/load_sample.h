#pragma once

#include "core/logic/base/time.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace synscope {

/// What the line was doing while a round trip was timed. Directions are seen from the client.
enum class LoadState { kIdle, kUp, kDown, kBoth };

/// "idle", "up", "down", "both".
std::string_view name(LoadState load);

/// How a round trip came to be known.
enum class LoadMethod {
  kHandshake,        ///< SYN to SYN-ACK of a connection of its own, or of the test's own ones; observed.
  kAcknowledgement,  ///< A write on the control connection to its acknowledgement, by the kernel's stamps; observed.
  kLeastRtt,         ///< The least that TCP saw while data flowed (tcpi_min_rtt): taken for idle, so inferred.
};

/// "handshake", "acknowledgement", "least-rtt".
std::string_view name(LoadMethod method);

/// One round trip beside a test: the raw value that every number of latency under load is made of.
struct LoadSample {
  Duration at{};  ///< When it began, since TEST_START; below zero before it.
  LoadState load = LoadState::kIdle;
  LoadMethod method = LoadMethod::kHandshake;
  std::optional<Duration> time;      ///< nullopt: no answer in time.
  std::uint32_t synRetransmits = 0;  ///< SYNs sent again; `time` then has the waiting in it.
  bool counted = true;               ///< False: in none of the numbers; see loadedLatencyOf().

  bool operator==(const LoadSample&) const = default;
};

/// A round trip by stamps of the wall clock, which may be set meanwhile: nullopt where it cannot be, below zero or
/// longer than `elapsed`, what has passed since the write by a clock that nobody sets.
std::optional<Duration> believableTime(Duration stamped, Duration elapsed);

}  // namespace synscope
