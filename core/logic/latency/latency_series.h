#pragma once

#include "core/logic/latency/latency_histogram.h"
#include "core/logic/latency/latency_window.h"

namespace synscope {

/// Running numbers of one series of durations, in the order they came. Each value costs the same, however many came
/// before; memory is bounded.
class LatencySeries {
 public:
  explicit LatencySeries(std::size_t window = LatencyWindow::kSize) : m_window(window) {}

  void add(Duration value);
  LatencyNumbers numbers() const;
  std::optional<Duration> median() const { return m_window.percentile(50); }

 private:
  std::uint64_t m_count = 0;
  Duration m_min{}, m_max{}, m_last{};
  double m_mean = 0;     ///< ns. Welford: mean and sum of squared distances from it (Knuth, TAOCP 2, 4.2.2).
  double m_squares = 0;  ///< ns².
  double m_jitter = 0;   ///< ns. RFC 3550 section 6.4.1: J += (|D| - J) / 16.
  LatencyWindow m_window;
  LatencyHistogram m_histogram;
};

}  // namespace synscope
