#include "ui/plots/plot_pointer.h"

#include "ui/plots/plot_time_view.h"
#include "ui/plots/time_canvas.h"

#include <QMouseEvent>
#include <QWheelEvent>

#include <cmath>

namespace synscope {
namespace {

constexpr double kPerStep = 0.8;    ///< Zoom of one step of the wheel.
constexpr double kStep = 120;       ///< QWheelEvent: one step.
constexpr double kPanStep = 0.1;    ///< Of the window.
constexpr double kLeastChoice = 5;  ///< Pixels: less was a click.

}  // namespace

PlotPointer::PlotPointer(TimeCanvas& canvas, PlotTimeView& view) : QObject(&canvas), m_canvas(canvas), m_view(view) {
  canvas.installEventFilter(this);
}

bool PlotPointer::eventFilter(QObject* watched, QEvent* event) {
  switch (event->type()) {
    case QEvent::MouseButtonPress: return press(*static_cast<QMouseEvent*>(event));
    case QEvent::MouseMove: return move(*static_cast<QMouseEvent*>(event));
    case QEvent::MouseButtonRelease: return release();
    case QEvent::MouseButtonDblClick: m_view.follow(); return true;
    case QEvent::Wheel: return wheel(*static_cast<QWheelEvent*>(event));
    case QEvent::Leave: m_view.setCursor(std::nullopt); break;
    default: break;
  }
  return QObject::eventFilter(watched, event);
}

bool PlotPointer::press(const QMouseEvent& event) {
  m_start = m_last = event.position();
  m_choosing = event.button() == Qt::RightButton || event.modifiers().testFlag(Qt::ShiftModifier);
  m_dragging = !m_choosing && event.button() != Qt::RightButton;
  m_canvas.parentWidget()->setFocus(Qt::MouseFocusReason);
  return true;
}

bool PlotPointer::move(const QMouseEvent& event) {
  const QRect inside = m_canvas.axisRect()->rect();
  if (m_dragging) m_view.pan(-(event.position().x() - m_last.x()) / std::max(1, inside.width()));
  m_last = event.position();
  if (m_choosing) Q_EMIT choosing();
  const bool over = m_last.x() >= inside.left() && m_last.x() <= inside.right();
  m_view.setCursor(over ? std::optional(m_canvas.timeAt(m_last.x())) : std::nullopt);
  return true;
}

bool PlotPointer::release() {
  if (m_choosing && std::abs(m_last.x() - m_start.x()) >= kLeastChoice)
    m_view.zoomTo(m_canvas.timeAt(m_start.x()), m_canvas.timeAt(m_last.x()));
  m_dragging = m_choosing = false;
  Q_EMIT choosing();
  return true;
}

bool PlotPointer::wheel(const QWheelEvent& event) {
  const QPoint turned = event.angleDelta();
  const bool sideways = event.modifiers().testFlag(Qt::ShiftModifier) || std::abs(turned.x()) > std::abs(turned.y());
  const double steps = (turned.y() != 0 ? turned.y() : turned.x()) / kStep;
  if (sideways)
    m_view.pan(-steps * kPanStep);
  else
    m_view.zoom(std::pow(kPerStep, steps), m_canvas.timeAt(event.position().x()));
  return true;
}

}  // namespace synscope
