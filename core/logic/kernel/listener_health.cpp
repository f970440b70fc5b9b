#include "core/logic/kernel/listener_health.h"

#include <algorithm>
#include <map>

namespace synscope {
namespace {

bool isListener(const SocketRow& row) {
  return row.protocol == Protocol::kTcp && row.state == TcpState::kListen;
}

bool isUnspecified(const IpAddress& address) {
  return std::ranges::all_of(address.octets(), [](std::uint8_t octet) { return octet == 0; });
}

/// 2: the very address, 1: all addresses (an IPv6 listener may take IPv4 as well), 0: not this listener.
int fitOf(const SocketRow& listener, const SocketRow& request) {
  if (listener.local.port != request.local.port) return 0;
  if (listener.local.address == request.local.address) return 2;
  const bool family = listener.local.address.family() == request.local.address.family() ||
                      (listener.local.address.isV6() && listener.v6Only == false);
  return family && isUnspecified(listener.local.address) ? 1 : 0;
}

ListenerLevel levelOf(std::uint32_t queue, std::uint32_t backlog) {
  if (queue > backlog) return ListenerLevel::kFull;
  return queue > 0 && queue >= backlog - backlog / 2 ? ListenerLevel::kFilling : ListenerLevel::kHealthy;
}

}  // namespace

std::string_view name(ListenerLevel level) {
  switch (level) {
    case ListenerLevel::kFilling: return "filling";
    case ListenerLevel::kFull: return "full";
    case ListenerLevel::kHealthy: break;
  }
  return "healthy";
}

void judgeListeners(std::span<SocketRow> rows) {
  std::multimap<std::uint16_t, SocketRow*> onPort;
  for (SocketRow& row : rows) {
    if (!isListener(row)) continue;
    row.listener = ListenerHealth{row.receiveQueue, row.sendQueue, 0, levelOf(row.receiveQueue, row.sendQueue)};
    onPort.emplace(row.local.port, &row);
  }
  for (const SocketRow& request : rows) {
    if (request.protocol != Protocol::kTcp || request.state != TcpState::kSynReceived) continue;
    const auto [first, last] = onPort.equal_range(request.local.port);
    const auto best = std::max_element(first, last, [&](const auto& a, const auto& b) {
      return fitOf(*a.second, request) < fitOf(*b.second, request);
    });
    if (best != last && fitOf(*best->second, request) > 0) ++best->second->listener->halfOpen;
  }
}

std::optional<ListenerHealth> healthOfListener(std::span<const SocketRow> rows, const IpEndpoint& local) {
  std::optional<ListenerHealth> all;
  for (const SocketRow& row : rows) {
    if (!row.listener || row.local.port != local.port) continue;
    const bool anyAddress = isUnspecified(row.local.address) && isUnspecified(local.address);
    if (row.local.address != local.address && !anyAddress) continue;
    const std::size_t halfOpen = row.listener->halfOpen + (all ? all->halfOpen : 0);
    if (!all || row.listener->acceptQueue > all->acceptQueue) all = row.listener;
    all->halfOpen = halfOpen;
  }
  return all;
}

}  // namespace synscope
