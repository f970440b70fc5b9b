#include "ui/workbench/session_tile.h"

#include "ui/theme/calm_paint.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/icon.h"

#include <QEvent>
#include <QPainter>
#include <QToolButton>

namespace synscope {
namespace {

constexpr int kIcon = 20;
constexpr int kDot = 8;
constexpr int kClose = 24;
constexpr int kTextLeft = space::kMedium + kIcon + space::kMedium;

}  // namespace

SessionTile::SessionTile(const QString& icon, QWidget* parent)
    : QAbstractButton(parent), m_icon(icon), m_close(new QToolButton(this)) {
  setCheckable(true);
  setFocusPolicy(Qt::StrongFocus);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  m_close->setIcon(lineIcon(QStringLiteral("close")));
  m_close->setAutoRaise(true);
  m_close->setFocusPolicy(Qt::NoFocus);
  connect(m_close, &QToolButton::clicked, this, &SessionTile::closeRequested);
}

void SessionTile::show(const QString& title, const SessionState& state, const QString& rate) {
  if (title == text() && state == m_state && rate == m_rate) return;
  setText(title);
  setToolTip(title);
  setAccessibleDescription(state.words);
  m_state = state;
  m_rate = rate;
  update();
}

void SessionTile::setCloseHint(const QString& hint) {
  m_close->setToolTip(hint);
  m_close->setAccessibleName(hint);
}

QSize SessionTile::sizeHint() const {
  const QFontMetrics strong(fontFor(TextRole::kStrong)), caption(fontFor(TextRole::kCaption));
  return QSize(200, strong.height() + caption.height() + 18);
}

void SessionTile::paintEvent(QPaintEvent*) {
  const Tokens& t = tokens(palette());
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const QColor fill = isChecked() ? t.selection : (underMouse() ? t.neutral.soft : QColor(Qt::transparent));
  calm::roundedPanel(&painter, rect(), fill, hasFocus() ? t.info.strong : QColor(Qt::transparent), space::kRadius + 1);
  const QRectF icon(space::kMedium, (height() - kIcon) / 2.0, kIcon, kIcon);
  paintLineIcon(&painter, m_icon, icon, isChecked() ? t.info.strong : t.muted);
  painter.setPen(QPen(isChecked() ? t.selection : t.surface, 2));
  painter.setBrush(t.of(m_state.tone).strong);
  painter.drawEllipse(QRectF(icon.right() - kDot + 3, icon.bottom() - kDot + 3, kDot, kDot));
  const QRect words = rect().adjusted(kTextLeft, 8, -space::kSmall, -8);
  painter.setFont(fontFor(TextRole::kStrong));
  painter.setPen(t.text);
  const QString title = painter.fontMetrics().elidedText(text(), Qt::ElideMiddle, words.width() - kClose);
  painter.drawText(words, Qt::AlignTop | Qt::AlignLeft, title);
  painter.setFont(fontFor(TextRole::kCaption));
  painter.setPen(t.muted);
  painter.drawText(words, Qt::AlignBottom | Qt::AlignRight, m_rate);
  const int left = words.width() - painter.fontMetrics().horizontalAdvance(m_rate) - space::kSmall;
  painter.drawText(words, Qt::AlignBottom | Qt::AlignLeft,
                   painter.fontMetrics().elidedText(m_state.words, Qt::ElideRight, left));
}

void SessionTile::resizeEvent(QResizeEvent* event) {
  m_close->setGeometry(width() - kClose - 4, 4, kClose, kClose);
  QAbstractButton::resizeEvent(event);
}

bool SessionTile::event(QEvent* event) {
  if (event->type() == QEvent::Enter || event->type() == QEvent::Leave) update();
  return QAbstractButton::event(event);
}

}  // namespace synscope
