#pragma once

#include "app/cli/invocation.h"
#include "core/logic/reach/target_text.h"

namespace synscope {

class Console;

/// Reads the two arguments HOST and PORT, or one that holds both (host:port, a URL). Gives the usage error, if any.
std::optional<UsageError> readSingleTarget(const Invocation& invocation, TargetText& target);

/// The first address of the host, in the family asked for; looks the name up, which an interrupt ends.
Result<IpAddress> firstAddress(const TargetText& target, const CommonOptions& common, Console& console);

}  // namespace synscope
