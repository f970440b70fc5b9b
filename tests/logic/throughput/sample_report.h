#pragma once

#include "core/logic/throughput/throughput_report.h"

namespace synscope::sample {

/// Two seconds after one of omit time; both streams send.
ThroughputReport tcpUp();
/// One stream each way.
ThroughputReport tcpBoth();
/// As a client receives it.
ThroughputReport udpDown();

}  // namespace synscope::sample
