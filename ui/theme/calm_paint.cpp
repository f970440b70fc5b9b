#include "ui/theme/calm_paint.h"

#include "ui/theme/tokens.h"

#include <QPainterPath>

#include <algorithm>

namespace synscope::calm {
namespace {

/// Saves the painter, turns on smoothing, and restores it.
class Saved {
 public:
  explicit Saved(QPainter* painter) : m_painter(painter) {
    m_painter->save();
    m_painter->setRenderHint(QPainter::Antialiasing);
  }
  ~Saved() { m_painter->restore(); }
  Saved(const Saved&) = delete;
  Saved& operator=(const Saved&) = delete;

 private:
  QPainter* m_painter;
};

bool has(const QStyleOption* option, QStyle::StateFlag flag) {
  return option->state.testFlag(flag);
}

QColor fieldBorder(const QStyleOption* option, const Tokens& t) {
  if (has(option, QStyle::State_HasFocus)) return t.accent;
  if (!has(option, QStyle::State_Enabled)) return t.border;
  return has(option, QStyle::State_MouseOver) ? t.faint : t.strongBorder;
}

QColor primaryFill(const QStyleOption* option, const Tokens& t) {
  if (!has(option, QStyle::State_Enabled)) return t.strongBorder;
  const bool lively = has(option, QStyle::State_MouseOver) || has(option, QStyle::State_Sunken);
  return lively ? t.accentHover : t.accent;
}

QColor plainFill(const QStyleOption* option, const Tokens& t) {
  if (has(option, QStyle::State_Sunken) || has(option, QStyle::State_On)) return t.neutral.soft;
  return has(option, QStyle::State_MouseOver) ? t.raised : t.surface;
}

QColor flatFill(const QStyleOption* option, const Tokens& t) {
  const bool lively = has(option, QStyle::State_MouseOver) || has(option, QStyle::State_Sunken);
  return lively && has(option, QStyle::State_Enabled) ? t.neutral.soft : QColor(Qt::transparent);
}

void indicator(QPainter* painter, const QStyleOption* option, double radius) {
  const Tokens& t = tokens(option->palette);
  const bool on = has(option, QStyle::State_On) || has(option, QStyle::State_NoChange);
  const bool enabled = has(option, QStyle::State_Enabled);
  const QColor fill = on ? (enabled ? t.accent : t.strongBorder) : t.surface;
  roundedPanel(painter, option->rect, fill, on ? fill : fieldBorder(option, t), radius);
}

}  // namespace

void roundedPanel(QPainter* painter, const QRectF& rect, const QColor& fill, const QColor& border, double radius) {
  const Saved saved(painter);
  painter->setBrush(fill);
  painter->setPen(border.alpha() == 0 ? QPen(Qt::NoPen) : QPen(border, 1));
  painter->drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
}

void chevron(QPainter* painter, const QRectF& rect, const QColor& color, bool up) {
  const Saved saved(painter);
  const double half = std::min(4.0, std::min(rect.width(), rect.height()) / 2);
  const double lean = up ? -half / 2 : half / 2;
  const QPointF c = rect.center();
  painter->setPen(QPen(color, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
  painter->setBrush(Qt::NoBrush);
  painter->drawPolyline(QPolygonF{c + QPointF(-half, -lean), c + QPointF(0, lean), c + QPointF(half, -lean)});
}

void button(QPainter* painter, const QStyleOption* option, bool primary, bool flat) {
  const Tokens& t = tokens(option->palette);
  if (primary) {
    const QColor fill = primaryFill(option, t);
    roundedPanel(painter, option->rect, fill, fill, space::kRadius);
  } else if (flat) {
    roundedPanel(painter, option->rect, flatFill(option, t), Qt::transparent, space::kRadius);
  } else {
    const bool enabled = has(option, QStyle::State_Enabled);
    roundedPanel(painter, option->rect, plainFill(option, t), enabled ? t.strongBorder : t.border, space::kRadius);
  }
}

void toolButton(QPainter* painter, const QStyleOption* option) {
  const Tokens& t = tokens(option->palette);
  const QColor fill = has(option, QStyle::State_On) ? t.neutral.soft : flatFill(option, t);
  roundedPanel(painter, option->rect, fill, Qt::transparent, space::kRadius);
}

void lineEdit(QPainter* painter, const QStyleOption* option) {
  const Tokens& t = tokens(option->palette);
  const bool enabled = has(option, QStyle::State_Enabled);
  roundedPanel(painter, option->rect, enabled ? t.surface : t.window, fieldBorder(option, t), space::kRadius);
}

void checkBox(QPainter* painter, const QStyleOption* option) {
  indicator(painter, option, 4);
  if (!has(option, QStyle::State_On)) return;
  const Saved saved(painter);
  const QRectF r(option->rect);
  const auto at = [&r](double x, double y) { return QPointF(r.x() + r.width() * x, r.y() + r.height() * y); };
  painter->setPen(QPen(tokens(option->palette).onAccent, 1.75, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
  painter->drawPolyline(QPolygonF{at(0.27, 0.52), at(0.44, 0.69), at(0.74, 0.34)});
}

void radioButton(QPainter* painter, const QStyleOption* option) {
  indicator(painter, option, option->rect.height() / 2.0);
  if (!has(option, QStyle::State_On)) return;
  const Saved saved(painter);
  painter->setPen(Qt::NoPen);
  painter->setBrush(tokens(option->palette).onAccent);
  painter->drawEllipse(QRectF(option->rect).center(), 3, 3);
}

void focusRing(QPainter* painter, const QStyleOption* option) {
  const Saved saved(painter);
  painter->setPen(QPen(tokens(option->palette).info.strong, 1.5));
  painter->setBrush(Qt::NoBrush);
  painter->drawRoundedRect(QRectF(option->rect).adjusted(1, 1, -1, -1), space::kRadius - 1, space::kRadius - 1);
}

void comboBox(QPainter* painter, const QStyleOption* option, const QRect& arrow) {
  lineEdit(painter, option);
  const Tokens& t = tokens(option->palette);
  chevron(painter, arrow, has(option, QStyle::State_Enabled) ? t.muted : t.faint, false);
}

void spinBox(QPainter* painter, const QStyleOption* option, const QRect& up, const QRect& down) {
  lineEdit(painter, option);
  const Tokens& t = tokens(option->palette);
  if (up.isValid()) chevron(painter, up, t.muted, true);
  if (down.isValid()) chevron(painter, down, t.muted, false);
}

void scrollBar(QPainter* painter, const QStyleOption* option, const QRect& slider) {
  const Tokens& t = tokens(option->palette);
  const bool lively = has(option, QStyle::State_MouseOver) || has(option, QStyle::State_Sunken);
  const QRectF handle = QRectF(slider).adjusted(3, 3, -3, -3);
  const double radius = std::min(handle.width(), handle.height()) / 2;
  roundedPanel(painter, handle, lively ? t.faint : t.strongBorder, Qt::transparent, radius);
}

void headerSection(QPainter* painter, const QStyleOption* option) {
  const Tokens& t = tokens(option->palette);
  painter->fillRect(option->rect, has(option, QStyle::State_MouseOver) ? t.raised : t.surface);
  painter->fillRect(QRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1), t.border);
}

void tab(QPainter* painter, const QStyleOption* option, bool current) {
  const Tokens& t = tokens(option->palette);
  const QRectF below(option->rect.left(), option->rect.bottom() - 1, option->rect.width(), 2);
  if (has(option, QStyle::State_HasFocus))
    roundedPanel(painter, QRectF(option->rect).adjusted(0, 2, 0, -4), Qt::transparent, t.info.strong, space::kRadius);
  if (current)
    painter->fillRect(below, t.accent);
  else if (has(option, QStyle::State_MouseOver))
    painter->fillRect(below, t.strongBorder);
}

void progress(QPainter* painter, const QRect& rect, const QPalette& palette, double share) {
  const Tokens& t = tokens(palette);
  const double height = std::min(6, rect.height());
  const QRectF groove(rect.x(), rect.center().y() - height / 2 + 0.5, rect.width(), height);
  roundedPanel(painter, groove, t.neutral.soft, Qt::transparent, height / 2);
  if (share <= 0) return;
  const QRectF done(groove.x(), groove.y(), std::max(height, groove.width() * std::min(1.0, share)), height);
  roundedPanel(painter, done, t.accent, Qt::transparent, height / 2);
}

}  // namespace synscope::calm
