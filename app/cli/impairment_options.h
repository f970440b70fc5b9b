#pragma once

#include "app/cli/endpoint_request.h"
#include "app/cli/invocation.h"

#include <vector>

namespace synscope {

/// What `listen --forward` may do to what passes through.
std::vector<Option> impairmentOptions();
/// Reads them; the settings stay without an impairment where none was given. Gives the first usage error.
std::optional<UsageError> readImpairment(const Invocation& invocation, EndpointRequest& request);

}  // namespace synscope
