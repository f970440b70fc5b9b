#include "core/engine/base/clock.h"
#include "core/engine/kernel/socket_table.h"
#include "core/engine/reach/netlink_query_linux.h"
#include "core/engine/reach/socket_holders_linux.h"

#include <linux/netlink.h>
#include <net/if.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <fstream>
#include <iterator>
#include <map>
#include <string>

namespace synscope {
namespace {

constexpr std::size_t kLongestCounters = 1U << 20U;

/// Appends the sockets of one family and protocol. Returns 0 or an errno.
int dump(IpFamily family, Protocol protocol, const SocketQuery& query, std::vector<SocketRow>& rows) {
  const bool withInfo = query.withInfo && protocol == Protocol::kTcp;
  const auto request = encodeSocketDump(family, protocol, linuxStateMask(query.states), withInfo);
  return netlinkQuery(NETLINK_SOCK_DIAG, request, [&](const NetlinkMessage& message) {
    if (message.type != kSocketDiagByFamily) return;
    auto row = decodeSocketRow(message.payload, protocol);
    if (row && query.states.contains(row->state)) rows.push_back(std::move(*row));
  });
}

/// Both families of a protocol. A kernel without one of them (ENOENT: no such module) has no sockets of it either.
int dump(Protocol protocol, const SocketQuery& query, std::vector<SocketRow>& rows) {
  const int v4 = dump(IpFamily::kV4, protocol, query, rows);
  const int v6 = dump(IpFamily::kV6, protocol, query, rows);
  if (v4 != 0 && v4 != ENOENT) return v4;
  if (v6 != 0 && v6 != ENOENT) return v6;
  return v4 == ENOENT && v6 == ENOENT ? ENOENT : 0;
}

Error failure(int error) {
  const bool missing = error == ENOENT || error == EPROTONOSUPPORT || error == EAFNOSUPPORT;
  return {missing ? ErrorCode::kNotSupported : ErrorCode::kSystemCall, "list-sockets", "sock_diag", error};
}

void nameInterfaces(std::vector<SocketRow>& rows) {
  std::map<std::uint32_t, std::string> names;
  for (SocketRow& row : rows) {
    if (row.interfaceIndex == 0) continue;
    const auto [known, isNew] = names.try_emplace(row.interfaceIndex);
    std::array<char, IF_NAMESIZE> room{};
    if (isNew && if_indextoname(row.interfaceIndex, room.data()) != nullptr) known->second = room.data();
    row.interfaceName = known->second;
  }
}

/// Names the processes; says whether any socket that has a holder was left without a name.
Capability nameProcesses(std::vector<SocketRow>& rows, Duration budget) {
  std::vector<std::uint32_t> inodes;
  inodes.reserve(rows.size());
  for (const SocketRow& row : rows)
    inodes.push_back(row.inode);
  const SocketHolders holders = findSocketHolders(inodes, budget);
  bool all = true;
  for (SocketRow& row : rows) {
    const auto holder = holders.find(row.inode);
    if (holder != holders.end()) row.process = SocketProcess{holder->second.pid, holder->second.name};
    all = all && (row.inode == 0 || row.process);
  }
  if (all) return {};
  return {false, "capability.processes.other-users", "capability.processes.more-rights"};
}

/// /proc/net/netstat of this network namespace, proc(5).
std::optional<TcpCounters> readCounters() {
  std::ifstream file("/proc/net/netstat");
  if (!file) return std::nullopt;
  std::string text(kLongestCounters, '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(std::max<std::streamsize>(file.gcount(), 0)));
  return parseTcpCounters(text);
}

}  // namespace

Capability socketTableCapability() {
  std::vector<SocketRow> rows;
  SocketQuery query;
  query.states = SocketStates::of(TcpState::kListen);
  query.withInfo = false;
  if (dump(Protocol::kTcp, query, rows) == 0) return {};
  return {false, "capability.socket-table.refused", {}};
}

Result<SocketTable> listSockets(const SocketQuery& query) {
  SocketTable table;
  table.at = monotonicNow();
  if (query.tcp)
    if (const int error = dump(Protocol::kTcp, query, table.rows); error != 0) return failure(error);
  if (query.udp)
    if (const int error = dump(Protocol::kUdp, query, table.rows); error != 0) return failure(error);
  nameInterfaces(table.rows);
  table.counters = readCounters();
  if (query.processBudget) table.processes = nameProcesses(table.rows, *query.processBudget);
  return table;
}

}  // namespace synscope
