#include "ui/widgets/fill_bar.h"

#include <QPainter>

#include <algorithm>

namespace synscope {

FillBar::FillBar(QWidget* parent) : QWidget(parent) {
  setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void FillBar::setShare(double share, Tone tone) {
  m_share = std::clamp(share, 0.0, 1.0);
  m_tone = tone;
  update();
}

void FillBar::paintEvent(QPaintEvent*) {
  const Tokens& colours = tokens(palette());
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(Qt::NoPen);
  const double radius = height() / 2.0;
  painter.setBrush(colours.neutral.soft);
  painter.drawRoundedRect(rect(), radius, radius);
  if (m_share <= 0) return;
  painter.setBrush(colours.of(m_tone).strong);
  painter.drawRoundedRect(QRectF(0, 0, std::max<double>(height(), width() * m_share), height()), radius, radius);
}

}  // namespace synscope
