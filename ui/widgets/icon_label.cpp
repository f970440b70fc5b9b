#include "ui/widgets/icon_label.h"

#include "ui/widgets/icon.h"

#include <QPainter>

namespace synscope {

IconLabel::IconLabel(QString icon, Tone tone, int size, QWidget* parent)
    : QWidget(parent), m_icon(std::move(icon)), m_tone(tone) {
  setFixedSize(size, size);
}

void IconLabel::setIcon(const QString& icon, Tone tone) {
  m_icon = icon;
  m_tone = tone;
  update();
}

void IconLabel::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  paintLineIcon(&painter, m_icon, rect(), tokens(palette()).of(m_tone).strong);
}

}  // namespace synscope
