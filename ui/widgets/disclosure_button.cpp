#include "ui/widgets/disclosure_button.h"

#include "ui/theme/calm_paint.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/icon.h"

#include <QEvent>
#include <QPainter>

namespace synscope {
namespace {

constexpr int kIcon = 16;

}  // namespace

DisclosureButton::DisclosureButton(QWidget* parent) : QAbstractButton(parent) {
  setCheckable(true);
  setFocusPolicy(Qt::TabFocus);
  setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
}

QSize DisclosureButton::sizeHint() const {
  const QSize words = fontMetrics().size(Qt::TextSingleLine, text());
  return QSize(kIcon + space::kTight + words.width() + space::kSmall, words.height() + space::kMedium);
}

void DisclosureButton::paintEvent(QPaintEvent*) {
  const Tokens& t = tokens(palette());
  QPainter painter(this);
  if (hasFocus()) calm::roundedPanel(&painter, rect(), Qt::transparent, t.info.strong, space::kRadius);
  const QColor ink = underMouse() ? t.text : t.muted;
  const QString icon = isChecked() ? QStringLiteral("chevron-down") : QStringLiteral("chevron-right");
  paintLineIcon(&painter, icon, QRectF(0, (height() - kIcon) / 2.0, kIcon, kIcon), ink);
  painter.setPen(ink);
  painter.drawText(rect().adjusted(kIcon + space::kTight, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft, text());
}

bool DisclosureButton::event(QEvent* event) {
  if (event->type() == QEvent::Enter || event->type() == QEvent::Leave) update();
  return QAbstractButton::event(event);
}

}  // namespace synscope
