#include "core/logic/endpoint/send_schedule.h"

#include <utility>

namespace synscope {

SendSchedule::SendSchedule(Plan plan, TimePoint now) : m_plan(std::move(plan)) {
  if (!m_plan.delays.empty() && m_plan.rounds != 0) m_due = now + m_plan.delays.front();
}

std::optional<TimePoint> SendSchedule::nextDeadline() const {
  return m_due;
}

std::optional<std::size_t> SendSchedule::onTime(TimePoint now) {
  if (!m_due || now < *m_due) return std::nullopt;
  const std::size_t index = m_next;
  ++m_sent;
  Duration pause{};
  if (++m_next == m_plan.delays.size()) {
    m_next = 0;
    ++m_round;
    pause = m_plan.interval;
  }
  if (m_plan.rounds && m_round == *m_plan.rounds)
    m_due.reset();
  else
    m_due = now + pause + m_plan.delays[m_next];
  return index;
}

std::optional<std::uint64_t> SendSchedule::total() const {
  if (!m_plan.rounds) return std::nullopt;
  return *m_plan.rounds * m_plan.delays.size();
}

}  // namespace synscope
