#pragma once

#include "core/logic/base/result.h"
#include "core/logic/diagnose/evidence.h"
#include "core/logic/diagnose/request.h"

#include <deque>

namespace synscope {

FamilyChoice familyChoice(std::optional<IpFamily> family, const std::optional<IpAddress>& bindAddress);

/// The endpoints to try, IPv6 first (RFC 6724 section 2.1), or why there is none: kNameNotFound or what the name server
/// said.
Result<std::deque<IpEndpoint>> targetsOf(const NameEvidence& names, std::uint16_t port);

}  // namespace synscope
