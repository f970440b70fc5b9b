#include "ui/frame_clock.h"

#include <QEvent>
#include <QWidget>

namespace synscope {
namespace {

constexpr int kFrameMs = 33;

}  // namespace

FrameClock::FrameClock(QWidget* shown) : QObject(shown), m_shown(shown) {
  m_timer.setInterval(kFrameMs);
  connect(&m_timer, &QTimer::timeout, this, &FrameClock::tick);
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
  due ? m_timer.start() : m_timer.stop();
}

}  // namespace synscope
