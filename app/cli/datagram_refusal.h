#pragma once

#include "core/logic/base/error.h"
#include "core/logic/reach/attempt.h"

#include <optional>

namespace synscope {

/// What a failed datagram says about the port of its peer, as evidence for judge(). nullopt where it says nothing.
std::optional<Attempt> refusedDatagram(const Error& error, const IpEndpoint& peer);

}  // namespace synscope
