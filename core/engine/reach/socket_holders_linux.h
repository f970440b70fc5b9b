#pragma once

#include "core/logic/base/time.h"

#include <chrono>
#include <cstdint>
#include <span>
#include <string>
#include <unordered_map>

namespace synscope {

struct SocketHolder {
  int pid = 0;
  std::string name;  ///< /proc/PID/comm, at most 15 bytes of the process's choosing.
};

/// By inode of the socket.
using SocketHolders = std::unordered_map<std::uint32_t, SocketHolder>;

/// Which processes hold these sockets, as far as proc(5) lets us look (other users' need CAP_SYS_PTRACE).
/// Bounded: gives up when the budget is over, with what was found so far.
SocketHolders findSocketHolders(std::span<const std::uint32_t> inodes, Duration budget = std::chrono::milliseconds(50));

}  // namespace synscope
