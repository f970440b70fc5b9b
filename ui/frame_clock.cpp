#include "ui/frame_clock.h"

#include <QEvent>
#include <QWidget>

#include <algorithm>

namespace synscope {

FrameClock::FrameClock(QWidget* shown, int perSecond)
    : QObject(shown), m_shown(shown), m_period(Clock::duration(std::chrono::seconds(1)) / perSecond) {
  m_timer.setSingleShot(true);
  m_timer.setTimerType(Qt::PreciseTimer);
  connect(&m_timer, &QTimer::timeout, this, [this] {
    schedule();
    Q_EMIT tick();
  });
  m_shown->installEventFilter(this);
}

void FrameClock::setRunning(bool running) {
  m_wanted = running;
  update();
}

bool FrameClock::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::Show || event->type() == QEvent::Hide) update();
  return QObject::eventFilter(watched, event);
}

void FrameClock::update() {
  const bool due = m_wanted && m_shown->isVisible();
  if (due == m_timer.isActive()) return;
  if (!due) return m_timer.stop();
  m_due = Clock::now();
  schedule();
}

void FrameClock::schedule() {
  const Clock::time_point now = Clock::now();
  m_due += m_period * (1 + std::max(Clock::duration::zero(), now - m_due) / m_period);
  m_timer.start(std::chrono::ceil<std::chrono::milliseconds>(m_due - now));
}

}  // namespace synscope
