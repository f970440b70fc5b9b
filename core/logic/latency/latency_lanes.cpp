#include "core/logic/latency/latency_lanes.h"

#include <algorithm>

namespace synscope {

LatencyLanes::LatencyLanes(std::vector<LatencyTarget> targets, bool everyAddress)
    : m_targets(std::move(targets)), m_everyAddress(everyAddress) {}

LatencyLanes::Change LatencyLanes::resolved(std::size_t target, std::span<const IpAddress> addresses) {
  Change change;
  if (addresses.empty()) return change;
  const std::vector<IpAddress> keep = wanted(target, addresses);
  for (Live& live : m_live) {
    if (live.target != target || std::ranges::find(keep, live.lane.address.address) != keep.end()) continue;
    live.lane.retired = true;
    change.retired.push_back(live.lane);
  }
  std::erase_if(m_live, [](const Live& live) { return live.lane.retired; });
  for (const IpAddress& address : keep) {
    if (isLive(target, address)) continue;
    const LatencyLane lane{m_nextId++, m_targets[target], {address, m_targets[target].port}, false};
    m_live.push_back({target, lane});
    change.opened.push_back(lane);
  }
  return change;
}

bool LatencyLanes::isLive(std::size_t target, const IpAddress& address) const {
  return std::ranges::any_of(
      m_live, [&](const Live& live) { return live.target == target && live.lane.address.address == address; });
}

std::vector<IpAddress> LatencyLanes::wanted(std::size_t target, std::span<const IpAddress> addresses) const {
  if (!m_everyAddress) {
    const auto current = std::ranges::find_if(addresses, [&](const IpAddress& one) { return isLive(target, one); });
    return {current == addresses.end() ? addresses.front() : *current};
  }
  std::vector<IpAddress> all;
  for (const IpAddress& address : addresses.first(std::min(addresses.size(), kMostAddresses)))
    if (std::ranges::find(all, address) == all.end()) all.push_back(address);
  return all;
}

}  // namespace synscope
