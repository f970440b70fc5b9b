#pragma once

#include "app/cli/throughput_options.h"
#include "app/cli/throughput_values.h"

namespace synscope {

/// What a client is asked for, and what a server; after what both have. The first that cannot be read is returned.
UsageProblem readThroughputClient(const Invocation& invocation, ThroughputRequest& request);
UsageProblem readThroughputServer(const Invocation& invocation, ThroughputRequest& request);

/// "host%dev" as iperf3 takes it: cuts off and keeps the device. The zone of an IPv6 address stays where it is.
QString withoutInterface(const QString& host, std::string& interface);

}  // namespace synscope
