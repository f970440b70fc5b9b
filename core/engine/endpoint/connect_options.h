#pragma once

#include "core/engine/endpoint/socket_options.h"
#include "core/engine/reach/tcp_attempt.h"
#include "core/logic/base/error.h"

namespace synscope {

/// How a connection with these settings is made: time-out, source address and port, interface, buffers, options.
TcpAttempt::Options connectOptions(const EndpointSettings& settings);

/// Why an attempt brought no connection; the Attempt itself says it exactly. kConnectFailed, or what this machine
/// refused: kAddressInUse, kAddressNotAvailable, kNotPermitted, kOutOfDescriptors.
Error connectError(const Attempt& attempt);

/// kOutOfRange for a setting outside its limits: keepalive, buffer sizes, reconnect, time-outs.
std::optional<Error> findBadSetting(const EndpointSettings& settings);

}  // namespace synscope
