#include "core/engine/kernel/socket_table.h"

namespace synscope {

Capability socketTableCapability() {
  return {false, "capability.socket-table.not-linux", {}};
}

Result<SocketTable> listSockets(const SocketQuery&) {
  return Error{ErrorCode::kNotSupported, "list-sockets", "sockets", 0};
}

}  // namespace synscope
