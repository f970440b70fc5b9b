#include "core/logic/companion/clock_match.h"

#include <algorithm>

namespace synscope {
namespace {

/// Two clocks run apart by at most this much for each second (RFC 5905 section 7.1: 15 ppm each).
constexpr double kDrift = 30e-6;

Duration driftOver(Duration time) {
  return std::chrono::duration_cast<Duration>(std::max(time, Duration::zero()) * kDrift);
}

}  // namespace

TimeWindow TimeWindow::notBefore(TimePoint limit) const {
  return {std::max(earliest, limit), std::max(latest, limit)};
}

TimeWindow TimeWindow::notAfter(TimePoint limit) const {
  return {std::min(earliest, limit), std::min(latest, limit)};
}

void ClockMatch::onExchange(TimePoint asked, Duration theirs, TimePoint answered) {
  const Duration drift = driftOver(theirs);
  const TimeWindow here{asked - theirs - drift, answered - theirs + drift};
  ++m_exchanges;
  if (!m_zero) {
    m_zero = here;
    return;
  }
  const TimeWindow both{std::max(m_zero->earliest, here.earliest), std::min(m_zero->latest, here.latest)};
  // A clock that was set in between fits no single place: then both stay possible.
  const TimeWindow either{std::min(m_zero->earliest, here.earliest), std::max(m_zero->latest, here.latest)};
  m_zero = both.earliest <= both.latest ? both : either;
}

TimeWindow ClockMatch::window(Duration after, Duration before) const {
  return {m_zero->earliest + after - driftOver(after), m_zero->latest + before + driftOver(before)};
}

}  // namespace synscope
