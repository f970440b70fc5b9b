#include "core/engine/throughput/deadline_timer.h"

#include "core/engine/base/clock.h"

#include <algorithm>

namespace synscope {

DeadlineTimer::DeadlineTimer(std::function<void()> due) {
  m_timer.setSingleShot(true);
  m_timer.setTimerType(Qt::PreciseTimer);
  QObject::connect(&m_timer, &QTimer::timeout, &m_timer, std::move(due));
}

void DeadlineTimer::set(std::initializer_list<std::optional<TimePoint>> deadlines) {
  constexpr Duration kLongest = std::chrono::hours(24);
  std::optional<TimePoint> first;
  for (const auto& deadline : deadlines)
    if (deadline && (!first || *deadline < *first)) first = deadline;
  if (!first) return m_timer.stop();
  const Duration wait = std::clamp<Duration>(*first - monotonicNow(), Duration::zero(), kLongest);
  m_timer.start(std::chrono::ceil<std::chrono::milliseconds>(wait));
}

}  // namespace synscope
