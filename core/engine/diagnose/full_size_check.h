#pragma once

#include "core/engine/base/job.h"
#include "core/logic/diagnose/evidence.h"
#include "core/logic/diagnose/probe_data.h"

#include <memory>

namespace synscope {

/// Sends one byte and then full-size segments, and asks the kernel which were acknowledged. What stays unacknowledged
/// is sent again on a second connection with a maximum segment size of 536 bytes (every host takes that: RFC 9293
/// section 3.7.1). The data never completes a request, so the service does nothing with it.
/// fullAcknowledged stays nullopt where it could not be tried: no TCP_INFO, the peer closed first or closed its window.
class FullSizeCheck : public Job {
  Q_OBJECT

 public:
  /// How long data may stay unacknowledged at least: several retransmissions (RFC 6298: 1 s at most to begin with).
  static constexpr Duration kLeastWait = std::chrono::milliseconds(1200);
  static constexpr int kReducedSegment = 536;

  FullSizeCheck(IpEndpoint target, Filling filling, Duration timeout, QObject* parent = nullptr);
  ~FullSizeCheck() override;

  void start() override;
  void cancel() override;
  const FullSizeEvidence& result() const;

 private:
  class Private;
  std::unique_ptr<Private> d;
};

}  // namespace synscope
