#pragma once

#include "core/logic/path/hop.h"

#include <string_view>
#include <vector>

namespace synscope::test {

/// The target every written trace goes to: 10.0.9.9 port 443.
IpEndpoint writtenTarget();

/// Reads probes from lines such as
///   "1 te r1 10", "2 silent", "3.1 pending", "4 syn-ack host", "4 icmp 3/13 r3"
/// TTL[.round], answer, ICMP type/code where it is an error, who ("r1" is 10.0.1.1, "host" the target, "self" this
/// machine) and milliseconds. Lines end with ";" or a line break.
std::vector<HopProbe> probes(std::string_view text);

/// The trace of such probes, with 30 hops at most.
Trace trace(std::string_view text, Protocol protocol = Protocol::kTcp);

}  // namespace synscope::test
