#include "core/logic/kernel/socket_changes.h"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <utility>

namespace synscope {
namespace {

/// Sockets without a peer may share an endpoint (SO_REUSEPORT); connections may not.
auto identity(const SocketRow& row) {
  const std::uint64_t cookie = row.remote.port == 0 ? row.cookie : 0;
  return std::tuple<Protocol, const IpEndpoint&, const IpEndpoint&, std::uint32_t, std::uint64_t>(
      row.protocol, row.local, row.remote, row.interfaceIndex, cookie);
}

auto timerShown(const SocketRow& row) {
  using Shown = std::pair<SocketTimerKind, std::uint8_t>;
  return row.timer ? std::optional<Shown>({row.timer->kind, row.timer->retransmits}) : std::nullopt;
}

auto shown(const SocketRow& row) {
  const std::optional<std::uint32_t> retransmits = row.info ? row.info->totalRetransmits : std::nullopt;
  return std::tuple(row.state, row.receiveQueue, row.sendQueue, timerShown(row), retransmits,
                    row.process ? row.process->pid : 0);
}

std::vector<std::size_t> sortedByIdentity(std::span<const SocketRow> rows) {
  std::vector<std::size_t> order(rows.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) { return identity(rows[a]) < identity(rows[b]); });
  return order;
}

}  // namespace

bool looksChanged(const SocketRow& before, const SocketRow& after) {
  return shown(before) != shown(after);
}

SocketMatch matchSockets(std::span<const SocketRow> before, std::span<const SocketRow> after) {
  SocketMatch match{std::vector<std::size_t>(after.size(), SocketMatch::kNone), {}};
  const std::vector<std::size_t> old = sortedByIdentity(before), now = sortedByIdentity(after);
  auto o = old.begin();
  auto n = now.begin();
  while (o != old.end() || n != now.end()) {
    if (n == now.end() || (o != old.end() && identity(before[*o]) < identity(after[*n]))) {
      match.gone.push_back(*o++);
    } else if (o == old.end() || identity(after[*n]) < identity(before[*o])) {
      ++n;
    } else {
      match.before[*n++] = *o++;
    }
  }
  std::ranges::sort(match.gone);
  return match;
}

SocketChanges socketChanges(std::span<const SocketRow> before, std::span<const SocketRow> after) {
  SocketMatch match = matchSockets(before, after);
  SocketChanges changes;
  for (std::size_t i = 0; i < after.size(); ++i) {
    const std::size_t earlier = match.before[i];
    if (earlier == SocketMatch::kNone)
      changes.added.push_back(i);
    else if (looksChanged(before[earlier], after[i]))
      changes.changed.push_back({earlier, i});
  }
  changes.gone = std::move(match.gone);
  return changes;
}

}  // namespace synscope
