#pragma once

#include "app/cli/invocation.h"
#include "app/cli/throughput_output.h"
#include "core/logic/throughput/throughput_settings.h"

namespace synscope {

/// What a command line of `throughput` asks for.
struct ThroughputRequest {
  bool serves = false;
  bool announces = false;  ///< The server lets itself be found on the local network.
  ThroughputOutputForm output;
  std::string logFile, pidFile;     ///< Empty: none.
  ThroughputConnection connection;  ///< Of a client.
  ThroughputSettings settings;
  ThroughputServerSettings server;
};

/// The options, spelled as iperf3's; and those of it that are not taken.
std::vector<Option> throughputOptions();
std::vector<RefusedOption> refusedThroughputOptions();

/// The usage error of the first that cannot be read, if any.
std::optional<UsageError> readThroughputOptions(const Invocation& invocation, ThroughputRequest& request);

}  // namespace synscope
