#pragma once

#include "core/logic/latency/latency_summary.h"

#include <cstddef>

namespace synscope {

/// Counts durations in bins of 1/16 of a power of two (below 16 ns: of 1 ns), so that a bin is never wider than 6.25 %
/// of its value. Bounded: at most 960 bins, whatever comes.
class LatencyHistogram {
 public:
  /// A negative duration counts as zero.
  void add(Duration value);
  /// Ascending, without empty bins at either end.
  std::vector<LatencyBin> bins() const;

  static std::size_t binOf(Duration value);
  /// Where a bin begins; it ends where the next begins.
  static Duration beginOf(std::size_t bin);

 private:
  std::vector<std::uint64_t> m_counts;  ///< Up to the highest bin that has a count.
};

}  // namespace synscope
