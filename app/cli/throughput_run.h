#pragma once

namespace synscope {

class Console;
struct ThroughputRequest;

/// `throughput -c`: one test to its end. Returns the exit code.
int measureThroughput(const ThroughputRequest& request, Console& console);

/// `throughput -s`: serves until interrupted, or one test with -1.
int serveThroughput(const ThroughputRequest& request, Console& console);

}  // namespace synscope
