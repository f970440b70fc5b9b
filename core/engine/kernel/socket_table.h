#pragma once

#include "core/logic/base/capability.h"
#include "core/logic/base/result.h"
#include "core/logic/base/time.h"
#include "core/logic/kernel/socket_row.h"
#include "core/logic/kernel/socket_states.h"
#include "core/logic/kernel/tcp_counters.h"

#include <optional>
#include <vector>

namespace synscope {

/// Which sockets to ask the system for.
struct SocketQuery {
  bool tcp = true;
  bool udp = true;
  SocketStates states = SocketStates::all();
  bool withInfo = true;                     ///< TCP_INFO of each (Linux: INET_DIAG_INFO).
  std::optional<Duration> processBudget{};  ///< Look for the processes that hold them, for at most this long.
};

/// The socket table at one moment.
struct SocketTable {
  TimePoint at{};
  std::vector<SocketRow> rows;          ///< As the kernel lists them.
  std::optional<TcpCounters> counters;  ///< nullopt where the system keeps none.
  /// Whether the holder of every socket could be told; without more rights only those of our own processes.
  Capability processes;
};

/// Whether this system lists its sockets at all.
Capability socketTableCapability();

/// Every socket of this system (network namespace), of all users, as the kernel lists them (Linux: sock_diag(7)). One
/// call costs about 0.6 ms plus 0.5 µs per socket; meant for the sampler thread.
///
/// Errors: kNotSupported where the system has no such table, kSystemCall where the kernel refuses.
Result<SocketTable> listSockets(const SocketQuery& query);

}  // namespace synscope
