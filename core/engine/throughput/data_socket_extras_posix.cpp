#include "core/engine/throughput/data_socket.h"
#include "core/engine/throughput/data_socket_extras.h"

namespace synscope {

SocketError setCongestion(qintptr, const std::string&) {
  return SocketError::kProtocolNotAvailable;
}

SocketError setPacing(qintptr, std::uint64_t) {
  return SocketError::kProtocolNotAvailable;
}

SocketError setDontFragment(qintptr, IpFamily) {
  return SocketError::kProtocolNotAvailable;
}

void sendFlowLabel(qintptr) {}

std::string congestionOf(qintptr) {
  return {};
}

}  // namespace synscope
