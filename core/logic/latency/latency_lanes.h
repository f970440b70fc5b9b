#pragma once

#include "core/logic/latency/latency_sample.h"

#include <span>
#include <vector>

namespace synscope {

/// Decides which addresses of the targets are measured, each time a name has been asked.
/// An address that is still among the answers keeps its lane, whatever their order (name servers rotate it).
class LatencyLanes {
 public:
  struct Change {
    std::vector<LatencyLane> opened;
    std::vector<LatencyLane> retired;
  };

  /// Addresses of one name that are measured at once at most.
  static constexpr std::size_t kMostAddresses = 32;

  LatencyLanes(std::vector<LatencyTarget> targets, bool everyAddress);

  const std::vector<LatencyTarget>& targets() const { return m_targets; }
  /// @param addresses What the name resolves to, the preferred one first; nothing changes where there is none.
  Change resolved(std::size_t target, std::span<const IpAddress> addresses);

 private:
  struct Live {
    std::size_t target;
    LatencyLane lane;
  };

  std::vector<IpAddress> wanted(std::size_t target, std::span<const IpAddress> addresses) const;
  bool isLive(std::size_t target, const IpAddress& address) const;

  std::vector<LatencyTarget> m_targets;
  bool m_everyAddress;
  std::vector<Live> m_live;
  std::uint32_t m_nextId = 1;
};

}  // namespace synscope
