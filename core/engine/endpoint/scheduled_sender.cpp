#include "core/engine/endpoint/scheduled_sender.h"

#include "core/engine/base/clock.h"

#include <algorithm>

namespace synscope {

ScheduledSender::ScheduledSender(QObject* parent) : QObject(parent), m_timer(this) {
  m_timer.setSingleShot(true);
  m_timer.setTimerType(Qt::PreciseTimer);
  connect(&m_timer, &QTimer::timeout, this, &ScheduledSender::onTime);
}

void ScheduledSender::start(std::vector<QByteArray> messages, const SendSchedule::Plan& plan,
                            std::vector<ConnectionId> to) {
  stop();
  if (messages.empty() || messages.size() != plan.delays.size()) {
    Q_EMIT done();
    return;
  }
  m_messages = std::move(messages);
  m_to = std::move(to);
  m_schedule.emplace(plan, monotonicNow());
  arm();
}

void ScheduledSender::stop() {
  m_timer.stop();
  m_schedule.reset();
}

void ScheduledSender::onTime() {
  if (!m_schedule) return;
  if (const auto index = m_schedule->onTime(monotonicNow())) {
    Q_EMIT due(m_messages[*index], m_to);
    if (m_schedule) Q_EMIT progressed(m_schedule->sent(), m_schedule->total().value_or(0));
  }
  if (m_schedule) arm();
}

void ScheduledSender::arm() {
  const auto next = m_schedule->nextDeadline();
  if (!next) {
    stop();
    Q_EMIT done();
    return;
  }
  const auto wait = std::chrono::ceil<std::chrono::milliseconds>(*next - monotonicNow());
  m_timer.start(std::max(wait, std::chrono::milliseconds(0)));
}

}  // namespace synscope
