#pragma once

#include "core/logic/diagnose/evidence.h"

#include <string>

namespace synscope {

/// Asks the system's resolver for the addresses of one family, and blocks until it has answered: only for a thread that
/// may wait. "No address of this family" is an empty answer, not an error.
NameAnswer lookUpHost(const std::string& host, IpFamily family);

}  // namespace synscope
