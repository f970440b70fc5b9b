#pragma once

#include "core/logic/base/ip_address.h"

#include <vector>

namespace synscope {

/// Addresses at which others can reach this machine now: of interfaces that are up, IPv4 first, without link-local
/// ones; where there are none, the loopback address. At most `most`.
std::vector<IpAddress> ownAddresses(std::size_t most = 3);

}  // namespace synscope
