#include "core/engine/reach/native_socket.h"

namespace synscope {

std::optional<TcpInfo> tcpInfo(qintptr) {
  return std::nullopt;
}

}  // namespace synscope
