#pragma once

#include "core/engine/base/unique_fd.h"
#include "core/logic/base/capability.h"
#include "core/logic/kernel/socket_row.h"

#include <cstddef>
#include <optional>
#include <vector>

namespace synscope {

/// Asks the kernel for single TCP sockets, with TCP_INFO: about 3 µs each (Linux: sock_diag(7)), for sockets that no
/// descriptor of ours holds any more. Keeps one descriptor. One thread.
class SocketLookup {
 public:
  SocketLookup();

  /// Whether this system answers such questions.
  const Capability& capability() const { return m_capability; }

  /// The socket with these two ends, in whatever state; nullopt where there is none. Zones of addresses count.
  /// @param failed Set where the kernel did not answer; then nothing is known.
  std::optional<SocketRow> find(const IpEndpoint& local, const IpEndpoint& remote, bool& failed);

 private:
  UniqueFd m_fd;
  Capability m_capability;
  std::vector<std::byte> m_buffer;
};

}  // namespace synscope
