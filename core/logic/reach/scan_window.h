#pragma once

#include "core/logic/base/time.h"

namespace synscope {

/// How many attempts may be in flight: grows while nothing is lost, halves on a confirmed loss (additive increase,
/// multiplicative decrease, as RFC 5681 section 3.1 does for segments).
/// Invariant: kLeast <= size() <= the limit given, where the limit allows it.
class ScanWindow {
 public:
  static constexpr int kLeast = 8;

  explicit ScanWindow(int limit);

  int size() const;
  void onAnswer();
  /// An attempt that was silent was answered when repeated: the first one was lost. Counts once per kLossPause.
  void onLoss(TimePoint now);
  /// Time goes by with everything silent: doubles each kGrowthPause until the first loss.
  void onTime(TimePoint now);
  /// This machine has no descriptors for more than this.
  void lowerLimit(int inFlight);

 private:
  double m_limit;
  double m_size;
  bool m_hasLost = false;
  TimePoint m_lastLoss{};
  TimePoint m_lastGrowth{};
};

}  // namespace synscope
