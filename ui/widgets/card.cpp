#include "ui/widgets/card.h"

#include <QPainter>
#include <QPainterPath>

namespace synscope {

Card::Card(QWidget* parent) : QWidget(parent) {}

void Card::setTone(std::optional<Tone> tone) {
  m_tone = tone;
  update();
}

void Card::paintEvent(QPaintEvent*) {
  const Tokens& t = tokens(palette());
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  QPainterPath shape;
  shape.addRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), space::kCardRadius, space::kCardRadius);
  painter.fillPath(shape, m_tone ? t.of(*m_tone).soft : t.surface);
  if (m_tone) {
    painter.setClipPath(shape);
    painter.fillRect(QRect(0, 0, 4, height()), t.of(*m_tone).strong);
    return;
  }
  painter.setPen(t.border);
  painter.drawPath(shape);
}

}  // namespace synscope
