#pragma once

#include "core/engine/endpoint/datagram_calls.h"
#include "core/engine/reach/native_socket.h"
#include "core/logic/base/error.h"

namespace synscope {

/// Why a datagram could not be sent: kNotPermitted, kDatagramTooLong, or kSystemCall.
Error notSentError(const IpEndpoint& peer, const DatagramResult& result);

/// What came back for a datagram that had been sent. kIcmpError: the subject is the device that sent the error, the
/// operation its catalogue key ("icmp.v4.3.3"). What this machine itself reported later is as in notSentError().
Error refusedError(const IpEndpoint& peer, const QueuedError& report);

}  // namespace synscope
