#include "core/logic/latency/latency_series.h"

#include <algorithm>
#include <cmath>

namespace synscope {
namespace {

Duration rounded(double ns) {
  return Duration(static_cast<Duration::rep>(std::llround(ns)));
}

}  // namespace

void LatencySeries::add(Duration value) {
  const auto ns = static_cast<double>(value.count());
  if (m_count > 0) m_jitter += (std::abs(ns - static_cast<double>(m_last.count())) - m_jitter) / 16;
  m_min = m_count == 0 ? value : std::min(m_min, value);
  m_max = m_count == 0 ? value : std::max(m_max, value);
  m_last = value;
  ++m_count;
  const double distance = ns - m_mean;
  m_mean += distance / static_cast<double>(m_count);
  m_squares += distance * (ns - m_mean);
  m_window.add(value);
  m_histogram.add(value);
}

LatencyNumbers LatencySeries::numbers() const {
  LatencyNumbers numbers;
  numbers.count = m_count;
  if (m_count == 0) return numbers;
  numbers.min = m_min;
  numbers.max = m_max;
  numbers.last = m_last;
  numbers.average = rounded(m_mean);
  numbers.deviation = rounded(std::sqrt(m_squares / static_cast<double>(m_count)));
  if (m_count > 1) numbers.jitter = rounded(m_jitter);
  numbers.p50 = m_window.percentile(50);
  numbers.p90 = m_window.percentile(90);
  numbers.p95 = m_window.percentile(95);
  numbers.p99 = m_window.percentile(99);
  numbers.window = m_window.count();
  numbers.histogram = m_histogram.bins();
  return numbers;
}

}  // namespace synscope
