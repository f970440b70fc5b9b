#pragma once

#include "core/engine/latency/latency_request.h"

#include <array>

namespace synscope {

/// One datagram to an echo service, and its return. What comes back is told from late answers, copies and other
/// people's datagrams by its content.
class UdpLatencyRequest : public LatencyRequest {
 public:
  /// @param run  Random; tells this run's datagrams from those of another.
  /// @param link A socket to use instead of a new one, else nullptr.
  UdpLatencyRequest(const LatencySettings& settings, const LatencyLane& lane, std::uint64_t seq, std::uint64_t run,
                    std::unique_ptr<LatencyLink> link);

  Want start() override;
  Want onReady(TimePoint arrived) override;
  void onTimeout() override;

 private:
  /// Run, lane and number, 8 bytes each.
  std::array<std::byte, 24> m_content{};

  SocketError open();
  /// `error` is what the read reported: reading it has taken it from the socket.
  Want onFailure(SocketError error, TimePoint arrived);
};

}  // namespace synscope
