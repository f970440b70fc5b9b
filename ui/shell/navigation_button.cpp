#include "ui/shell/navigation_button.h"

#include "ui/theme/calm_paint.h"
#include "ui/theme/tokens.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/icon.h"

#include <QEvent>
#include <QPainter>

namespace synscope {
namespace {

constexpr int kHeight = 38;
constexpr int kIcon = 20;

}  // namespace

NavigationButton::NavigationButton(QString icon, QWidget* parent) : QAbstractButton(parent), m_icon(std::move(icon)) {
  setCheckable(true);
  setFocusPolicy(Qt::StrongFocus);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

QSize NavigationButton::sizeHint() const {
  const QFontMetrics metrics(fontFor(TextRole::kStrong));
  return QSize(metrics.horizontalAdvance(text()) + kIcon + 44, qMax(kHeight, metrics.height() + 16));
}

void NavigationButton::paintEvent(QPaintEvent*) {
  const Tokens& t = tokens(palette());
  QPainter painter(this);
  const QColor fill = isChecked() ? t.selection : (underMouse() ? t.neutral.soft : QColor(Qt::transparent));
  calm::roundedPanel(&painter, rect(), fill, hasFocus() ? t.info.strong : QColor(Qt::transparent), space::kRadius + 1);
  const QColor ink = isChecked() ? t.info.strong : t.muted;
  paintLineIcon(&painter, m_icon, QRectF(12, (height() - kIcon) / 2.0, kIcon, kIcon), ink);
  painter.setFont(fontFor(isChecked() ? TextRole::kStrong : TextRole::kBody));
  painter.setPen(isChecked() ? t.text : t.muted);
  painter.drawText(rect().adjusted(kIcon + 24, 0, -8, 0), Qt::AlignVCenter | Qt::AlignLeft, text());
}

bool NavigationButton::event(QEvent* event) {
  if (event->type() == QEvent::Enter || event->type() == QEvent::Leave) update();
  return QAbstractButton::event(event);
}

}  // namespace synscope
