#pragma once

#include "core/engine/path/path_tracer.h"
#include "core/logic/diagnose/evidence.h"
#include "core/logic/path/where_it_dies.h"

#include <QString>

namespace synscope::test {

IpAddress address(const char* text);

/// The server of a NetnsChain.
IpAddress server(bool v6);

/// "r1 r2 r3 syn-ack", "r1 r2 -", "r1 icmp:r1": who answered at each hop of a NetnsChain.
QString text(const Trace& trace);

/// "blocked-after after 2", "rejected-by hop 2 by r2".
QString text(const Break& found);

/// A time-out too short for second tries.
PathTracer::Options hasty();

/// The finished trace.
Trace traced(const IpEndpoint& target, Protocol protocol = Protocol::kTcp, PathTracer::Options options = {});

/// The arrival TTL a finished search found; the rest of its result goes to `evidence`.
std::optional<int> arrivalTtl(const IpEndpoint& target, int distance, ArrivalTtlEvidence* evidence = nullptr);

}  // namespace synscope::test
