#include "ui/timeline/ladder_canvas.h"

#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>
#include <QWheelEvent>

#include <cmath>

/// Painting and input of LadderCanvas.

namespace synscope {

void LadderCanvas::paintEvent(QPaintEvent*) {
  QPainter painter(viewport());
  painter.setRenderHint(QPainter::Antialiasing);
  painter.fillRect(viewport()->rect(), tokens(palette()).surface);
  if (!m_layout) return;
  paintBody(painter);
  paintHeader(painter);
}

void LadderCanvas::paintBody(QPainter& painter) const {
  const Tokens& t = tokens(palette());
  painter.save();
  painter.translate(-horizontalScrollBar()->value(), header() - verticalScrollBar()->value());
  painter.scale(m_scale, m_scale);
  const double bottom = viewTop() + (viewport()->height() - header()) / m_scale;
  for (const LadderItem& item : m_layout->items(viewTop(), bottom))
    m_paint.paint(painter, item, t);
  if (m_hovered != m_selected) paintHighlight(painter, m_hovered, 0.06F);
  paintHighlight(painter, m_selected, 0.13F);
  painter.restore();
}

void LadderCanvas::paintHighlight(QPainter& painter, std::optional<std::size_t> event, float strength) const {
  const auto box = event ? m_layout->boxOf(*event) : std::nullopt;
  if (!box) return;
  QColor color = tokens(palette()).accent;
  painter.setPen(event == m_selected ? QPen(color, 1.4) : QPen(Qt::NoPen));
  color.setAlphaF(strength);
  painter.setBrush(color);
  painter.drawRoundedRect(QRectF(QPointF(box->left, box->top), QPointF(box->right, box->bottom)), 6, 6);
}

void LadderCanvas::paintHeader(QPainter& painter) const {
  const Tokens& t = tokens(palette());
  painter.fillRect(QRectF(0, 0, viewport()->width(), header()), t.surface);
  painter.setPen(t.border);
  painter.drawLine(QPointF(0, header() - 0.5), QPointF(viewport()->width(), header() - 0.5));
  painter.save();
  painter.translate(-horizontalScrollBar()->value(), 0);
  painter.scale(m_scale, m_scale);
  for (const LadderItem& item : m_layout->header())
    m_paint.paint(painter, item, t);
  painter.restore();
}

void LadderCanvas::resizeEvent(QResizeEvent* event) {
  QAbstractScrollArea::resizeEvent(event);
  layOut();
}

void LadderCanvas::wheelEvent(QWheelEvent* event) {
  if (!event->modifiers().testFlag(Qt::ControlModifier)) return QAbstractScrollArea::wheelEvent(event);
  zoomBy(std::pow(1.0015, event->angleDelta().y()));
  event->accept();
}

void LadderCanvas::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return QAbstractScrollArea::mousePressEvent(event);
  select(eventAt(event->position()));
}

void LadderCanvas::mouseMoveEvent(QMouseEvent* event) {
  hover(eventAt(event->position()));
}

void LadderCanvas::leaveEvent(QEvent* event) {
  hover(std::nullopt);
  QAbstractScrollArea::leaveEvent(event);
}

void LadderCanvas::keyPressEvent(QKeyEvent* event) {
  if (!m_layout) return QAbstractScrollArea::keyPressEvent(event);
  if (event->matches(QKeySequence::Copy)) return Q_EMIT copyWanted();
  if (event->matches(QKeySequence::ZoomIn)) return zoomBy(1.2);
  if (event->matches(QKeySequence::ZoomOut)) return zoomBy(1 / 1.2);
  switch (event->key()) {
    case Qt::Key_Down: return select(m_layout->neighbour(m_selected, 1));
    case Qt::Key_Up: return select(m_layout->neighbour(m_selected, -1));
    case Qt::Key_PageDown: return selectBy(10);
    case Qt::Key_PageUp: return selectBy(-10);
    case Qt::Key_Escape: return m_selected ? select(std::nullopt) : event->ignore();
    case Qt::Key_Space: return Q_EMIT pauseWanted();
    case Qt::Key_Home: return select(m_layout->neighbour(std::nullopt, 1));
    case Qt::Key_End: return select(m_layout->neighbour(std::nullopt, -1));
    default: QAbstractScrollArea::keyPressEvent(event);
  }
}

/// So many events onward; with none selected a page is only turned.
void LadderCanvas::selectBy(int step) {
  if (!m_selected) {
    verticalScrollBar()->triggerAction(step > 0 ? QScrollBar::SliderPageStepAdd : QScrollBar::SliderPageStepSub);
    return;
  }
  auto to = m_selected;
  for (int i = 0; i < std::abs(step); ++i)
    to = m_layout->neighbour(to, step > 0 ? 1 : -1);
  select(to);
}

void LadderCanvas::changeEvent(QEvent* event) {
  if (event->type() == QEvent::PaletteChange) viewport()->update();
  if (event->type() == QEvent::FontChange) {
    m_paint = LadderPaint();
    layOut();
  }
  QAbstractScrollArea::changeEvent(event);
}

bool LadderCanvas::event(QEvent* event) {
  if (event->type() == QEvent::ShortcutOverride && static_cast<QKeyEvent*>(event)->matches(QKeySequence::Copy))
    event->accept();
  return QAbstractScrollArea::event(event);
}

}  // namespace synscope
