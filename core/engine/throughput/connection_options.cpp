#include "core/engine/throughput/connection_options.h"

#include "core/engine/endpoint/socket_options.h"

namespace synscope {

SocketError applyConnectionOptions(qintptr fd, const ThroughputConnection& connection, Protocol protocol) {
  if (!connection.interface.empty()) {
    const SocketError error = bindToInterface(fd, connection.interface);
    if (error != SocketError::kNone) return error;
  }
  if (!connection.userTimeout || protocol != Protocol::kTcp) return SocketError::kNone;
  EndpointSettings settings;
  settings.userTimeout = connection.userTimeout;
  return applyTcpOptions(fd, settings);
}

}  // namespace synscope
