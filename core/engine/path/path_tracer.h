#pragma once

#include "core/engine/base/job.h"
#include "core/logic/path/hop.h"

#include <memory>

namespace synscope {

/// Unprivileged trace to one port: one connecting socket (or one datagram) per TTL, many TTLs at once as TraceStrategy
/// says; routers answer into the sockets' error queues. Retries unanswered TTLs no sooner than 1.1 s later (Linux
/// routers limit ICMP errors).
class PathTracer : public Job {
  Q_OBJECT

 public:
  struct Options {
    int maxHops = 30;                            ///< 1 to 64.
    int knownDistance = 0;                       ///< Send no TTL beyond this; 0: unknown.
    int probesPerHop = 1;                        ///< 1 to 10.
    Duration timeout = std::chrono::seconds(2);  ///< For each probe.
    bool refusalExpected = false;                ///< A device is known to refuse: spend few of its ICMP errors.
  };

  PathTracer(IpEndpoint target, Protocol protocol, Options options, QObject* parent = nullptr);
  ~PathTracer() override;

  void start() override;
  void cancel() override;
  const Trace& result() const;

 Q_SIGNALS:
  /// Something new is known; the trace so far.
  void progressed(const synscope::Trace& trace);

 private:
  class Private;
  std::unique_ptr<Private> d;
};

}  // namespace synscope
