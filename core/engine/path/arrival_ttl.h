#pragma once

#include "core/engine/base/job.h"
#include "core/logic/diagnose/evidence.h"

#include <memory>
#include <utility>

namespace synscope {

/// Finds the TTL with which the SYN-ACK or reset of a port arrives here, without raw sockets: attempts with different
/// IP_MINTTL at once, the largest that still gets its answer is the arrival TTL (ip(7); Linux drops what has less).
/// Where the system has no such option nothing is found out. Usually 5 to 8 SYNs; 31 at most (see ArrivalSearch).
class ArrivalTtlSearch : public Job {
  Q_OBJECT

 public:
  /// @param wait How long one attempt may wait for its answer: well above the known round-trip time.
  /// @param distance Hops to the host where known, so that the likely places are tried first; 0: unknown.
  ArrivalTtlSearch(IpEndpoint target, Duration wait, int distance, QObject* parent = nullptr);
  ArrivalTtlSearch(IpEndpoint target, Duration wait, QObject* parent = nullptr)
      : ArrivalTtlSearch(std::move(target), wait, 0, parent) {}
  ~ArrivalTtlSearch() override;

  void start() override;
  void cancel() override;
  const ArrivalTtlEvidence& result() const;

 private:
  class Private;
  std::unique_ptr<Private> d;
};

}  // namespace synscope
