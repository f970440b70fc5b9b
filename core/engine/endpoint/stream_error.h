#pragma once

#include "core/engine/endpoint/stream_calls.h"
#include "core/logic/base/error.h"
#include "core/logic/endpoint/life_cycle.h"

namespace synscope {

/// What ended a connection, as an Error about its peer: kConnectionReset, kBrokenPipe, kConnectionTimedOut,
/// kHostUnreachable, or kSystemCall for what has no name of its own.
Error streamError(EndpointCall call, const IpEndpoint& peer, const StreamResult& result);

/// Why a socket could not be set up at `local`: kAddressInUse, kAddressNotAvailable, kNotPermitted, kOutOfDescriptors,
/// kSystemCall.
Error socketSetupError(std::string_view operation, std::string_view subject, SocketError error, int osCode);

}  // namespace synscope
