#pragma once

#include "core/logic/throughput/throughput_settings.h"

#include <vector>

namespace synscope::test {

/// One mode of a test, spelled as iperf3's client and as our settings.
struct Iperf3Mode {
  const char* name;
  const char* arguments;  ///< Of `iperf3 -c`.
  ThroughputSettings settings;
  double mostBitsPerSecond = 0;  ///< All streams of a direction together; 0: no limit was asked for.
  bool v6 = false;
  const char* source = "";  ///< -B
};

/// Every mode that iperf3 has: protocol, direction, streams, end, omit, rate, sockets, reports, families.
const std::vector<Iperf3Mode>& iperf3Modes();

}  // namespace synscope::test
