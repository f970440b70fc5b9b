#include "core/logic/base/ip_endpoint.h"

namespace synscope {

std::string IpEndpoint::toString() const {
  const std::string host = address.isV6() ? '[' + address.toString() + ']' : address.toString();
  return host + ':' + std::to_string(port);
}

}  // namespace synscope
