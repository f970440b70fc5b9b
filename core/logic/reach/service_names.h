#pragma once

#include "core/logic/reach/attempt.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace synscope {

/// Name registered with IANA for a port ("https"), or empty. A name says what the port is set aside for, not who is
/// there.
std::string_view serviceName(std::uint16_t port, Protocol protocol);

/// Ports of a service by its registered name or a common other name ("rdp", "postgres"), any case, ascending; empty for
/// an unknown one. A name registered for one protocol only is found for that protocol only.
std::vector<std::uint16_t> portsOfService(std::string_view service, Protocol protocol);

}  // namespace synscope
