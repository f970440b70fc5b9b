#pragma once

#include "app/cli/invocation.h"
#include "core/logic/throughput/throughput_settings.h"

namespace synscope {

/// What a command line of `throughput` asks for.
struct ThroughputRequest {
  bool serves = false;
  bool json = false;
  ThroughputConnection connection;  ///< Of a client.
  ThroughputSettings settings;
  ThroughputServerSettings server;
};

/// The options, spelled as iperf3's.
std::vector<Option> throughputOptions();

/// The usage error of the first that cannot be read, if any.
std::optional<UsageError> readThroughputOptions(const Invocation& invocation, ThroughputRequest& request);

}  // namespace synscope
