#pragma once

#include "app/cli/invocation.h"
#include "core/logic/reach/target_text.h"

namespace synscope {

class Console;

/// Reads the two arguments HOST and PORT, or one that holds both (host:port, a URL). Gives the usage error, if any.
std::optional<UsageError> readSingleTarget(const QStringList& arguments, TargetText& target);
inline std::optional<UsageError> readSingleTarget(const Invocation& invocation, TargetText& target) {
  return readSingleTarget(invocation.positional(), target);
}

/// The first address of a host (ASCII name or literal), in the family asked for. An interrupt ends the look-up; the
/// error then says nothing (see Interrupts::requested()).
Result<IpAddress> firstAddress(const std::string& host, const CommonOptions& common, Console& console);

}  // namespace synscope
