#pragma once

#include "core/logic/reach/attempt.h"

#include <cstdint>
#include <string>

namespace synscope {

/// Which program holds a port of this machine: "nginx, 4711"; empty where the system does not tell.
std::string portHolder(std::uint16_t port, Protocol protocol);

}  // namespace synscope
