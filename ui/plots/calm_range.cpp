#include "ui/plots/calm_range.h"

#include <algorithm>
#include <cmath>

namespace synscope {
namespace {

constexpr double kHeadroom = 1.06;
constexpr double kMuchLess = 0.55;  ///< Of the range: below that it may shrink.

}  // namespace

void CalmRange::setLog(bool log) {
  m_log = log;
  forget();
}

void CalmRange::forget() {
  m_fresh = true;
  m_smallSince = -1;
}

CalmRange::Ends CalmRange::wanted(double low, double high) const {
  if (m_unit == PlotUnit::kPercent && !m_log && high <= 100)
    return {0, std::min(100.0, roundedUp(m_unit, high * kHeadroom))};
  if (!m_log) return {0, roundedUp(m_unit, high * kHeadroom)};
  const double floor = low > 0 ? std::pow(10, std::floor(std::log10(low))) : high / 1000;
  return {floor, std::max(floor * 10, roundedUp(m_unit, high * kHeadroom))};
}

CalmRange::Ends CalmRange::take(double low, double high, double now) {
  if (!(high > 0) || !std::isfinite(high)) return m_ends;
  const Ends next = wanted(low, high);
  const bool grows = next.high > m_ends.high || (m_log && next.low < m_ends.low);
  const bool shrinks = next.high < m_ends.high * kMuchLess || (m_log && next.low > m_ends.low);
  if (m_fresh || grows) {
    m_ends = m_fresh ? next : Ends{std::min(next.low, m_ends.low), std::max(next.high, m_ends.high)};
    m_fresh = false;
    m_smallSince = -1;
  } else if (!shrinks) {
    m_smallSince = -1;
  } else if (m_smallSince < 0 || now < m_smallSince) {
    m_smallSince = now;
  } else if (now - m_smallSince >= kPatience) {
    m_ends = next;
    m_smallSince = -1;
  }
  return m_ends;
}

}  // namespace synscope
