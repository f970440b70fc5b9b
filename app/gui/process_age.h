#pragma once

#include "core/logic/base/time.h"

#include <optional>

namespace synscope {

/// Time since this process was started; nullopt where the system does not tell.
std::optional<Duration> processAge();

}  // namespace synscope
