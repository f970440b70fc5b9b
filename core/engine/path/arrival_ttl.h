#pragma once

#include <memory>

#include "core/engine/base/job.h"
#include "core/logic/diagnose/evidence.h"

namespace synscope {

/// Finds the TTL with which the SYN-ACK or reset of a port arrives here, without raw sockets: attempts with different
/// IP_MINTTL at once, the largest that still gets its answer is the arrival TTL (ip(7); Linux drops what has less).
class ArrivalTtlSearch : public Job {
  Q_OBJECT

 public:
  /// @param wait How long one attempt may wait for its answer: well above the known round-trip time.
  ArrivalTtlSearch(IpEndpoint target, Duration wait, QObject* parent = nullptr);
  ~ArrivalTtlSearch() override;

  void start() override;
  void cancel() override;
  const ArrivalTtlEvidence& result() const;

 private:
  class Private;
  std::unique_ptr<Private> d;
};

}  // namespace synscope
