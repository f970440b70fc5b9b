#pragma once

#include "core/logic/endpoint/life_story.h"
#include "core/logic/kernel/tcp_info.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace synscope {

/// What happened to a connection between two looks at TCP_INFO.
struct LifeSign {
  std::string_view code;  ///< Of life_codes.h.
  std::uint64_t n = 0;
  bool sent = false;  ///< A segment of ours went to the peer; otherwise a timer here.

  bool operator==(const LifeSign&) const = default;
};

/// Segments sent again, timers that fired, probes, and the peer heard again. Empty where the system does not tell.
std::vector<LifeSign> signsBetween(const TcpInfo& before, const TcpInfo& now);

/// What the handshake agreed on and measured, as details of the event ESTABLISHED: "rtt-us", "mss",
/// "send-window-scale", "receive-window-scale", "sack", "timestamps", "ecn", "syn-retransmits". Only what the system
/// reports.
LifeFields handshakeFields(const TcpInfo& info);

}  // namespace synscope
