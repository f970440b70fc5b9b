#include "ui/timeline/ladder_paint.h"

#include "ui/theme/type_scale.h"

#include <QPainter>

namespace synscope {
namespace {

using Shape = LadderItem::Shape;

QPolygonF polygon(const std::vector<LadderPoint>& corners) {
  QPolygonF shape;
  for (const LadderPoint& corner : corners)
    shape.append(QPointF(corner.x, corner.y));
  return shape;
}

QString textOf(std::string_view text) {
  return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

void paintLine(QPainter& painter, const LadderItem& item, const Tokens& tokens) {
  const QPointF from(item.x1, item.y1), to(item.x2, item.y2);
  if (item.halo) {
    painter.setPen(QPen(tokens.surface, 10, Qt::SolidLine, Qt::FlatCap));
    painter.drawLine(from, to);
  }
  painter.setPen(penFor(item.stroke, colours(item.ink, tokens).strong, item.width));
  painter.drawLine(from, to);
}

void paintArrow(QPainter& painter, const LadderItem& item, const Tokens& tokens) {
  paintLine(painter, item, tokens);
  painter.setPen(Qt::NoPen);
  painter.setBrush(colours(item.ink, tokens).strong);
  painter.drawPolygon(polygon(arrowHead(item)));
}

void paintBox(QPainter& painter, const LadderItem& item, const Tokens& tokens) {
  const bool bar = item.shape == Shape::kBar;
  const bool full = bar && item.stroke == LadderStroke::kSolid;
  const Tokens::Pair pair = colours(item.ink, tokens);
  painter.setPen(full ? QPen(Qt::NoPen) : penFor(item.stroke, pair.strong, item.width));
  painter.setBrush(full ? pair.strong : pair.soft);
  const double radius = bar ? 3 : 6;
  painter.drawRoundedRect(QRectF(QPointF(item.x1, item.y1), QPointF(item.x2, item.y2)), radius, radius);
}

void paintMark(QPainter& painter, const LadderItem& item, const Tokens& tokens) {
  const Tokens::Pair pair = colours(item.ink, tokens);
  const bool full = item.stroke == LadderStroke::kSolid;
  painter.setPen(QPen(full ? tokens.surface : pair.strong, 1.5));
  painter.setBrush(full ? pair.strong : pair.soft);
  painter.drawPolygon(polygon(markOutline(item.mark, item.x1, item.y1, (item.x2 - item.x1) / 2)));
}

void paintCross(QPainter& painter, const LadderItem& item, const Tokens& tokens) {
  const double half = (item.x2 - item.x1) / 2;
  painter.setPen(QPen(colours(item.ink, tokens).strong, 2.2, Qt::SolidLine, Qt::RoundCap));
  painter.drawLine(QPointF(item.x1 - half, item.y1 - half), QPointF(item.x1 + half, item.y1 + half));
  painter.drawLine(QPointF(item.x1 - half, item.y1 + half), QPointF(item.x1 + half, item.y1 - half));
}

}  // namespace

LadderPaint::LadderPaint()
    : m_fonts{fontFor(TextRole::kBody), fontFor(TextRole::kStrong), fontFor(TextRole::kCaption)} {}

LadderMeasure LadderPaint::measure() const {
  return [metrics = std::array{QFontMetricsF(m_fonts[0]), QFontMetricsF(m_fonts[1]), QFontMetricsF(m_fonts[2])}](
             std::string_view text, LadderFace face) {
    return metrics[static_cast<std::size_t>(face)].horizontalAdvance(textOf(text));
  };
}

void LadderPaint::paint(QPainter& painter, const LadderItem& item, const Tokens& tokens) const {
  switch (item.shape) {
    case Shape::kLine: return paintLine(painter, item, tokens);
    case Shape::kArrow: return paintArrow(painter, item, tokens);
    case Shape::kBox:
    case Shape::kBar: return paintBox(painter, item, tokens);
    case Shape::kMark: return paintMark(painter, item, tokens);
    case Shape::kCross: return paintCross(painter, item, tokens);
    case Shape::kText: return paintText(painter, item, tokens);
  }
}

void LadderPaint::paintText(QPainter& painter, const LadderItem& item, const Tokens& tokens) const {
  const QString text = textOf(item.text);
  const QFontMetricsF metrics(font(item.face));
  const double width = metrics.horizontalAdvance(text);
  const double share = item.anchor == LadderAnchor::kStart ? 0 : (item.anchor == LadderAnchor::kMiddle ? 0.5 : 1);
  const QPointF at(item.x1 - width * share, item.y1);
  if (item.halo) {
    QColor veil = tokens.surface;
    veil.setAlphaF(0.86F);
    painter.fillRect(QRectF(at.x() - 3, at.y() - metrics.capHeight() - 3, width + 6, metrics.capHeight() + 6), veil);
  }
  painter.setFont(font(item.face));
  painter.setPen(colours(item.ink, tokens).strong);
  painter.drawText(at, text);
}

Tokens::Pair colours(LadderInk ink, const Tokens& tokens) {
  switch (ink) {
    case LadderInk::kText: return {tokens.text, tokens.surface};
    case LadderInk::kMuted: return {tokens.muted, tokens.surface};
    case LadderInk::kLine: return {tokens.strongBorder, tokens.surface};
    case LadderInk::kNeutral: return tokens.neutral;
    case LadderInk::kGood: return tokens.good;
    case LadderInk::kWarn: return tokens.warn;
    case LadderInk::kBad: return tokens.bad;
    case LadderInk::kInfo: return tokens.info;
  }
  return tokens.neutral;
}

QPen penFor(LadderStroke stroke, const QColor& color, double width) {
  QPen pen(color, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
  if (stroke == LadderStroke::kDashed) {
    pen.setCapStyle(Qt::FlatCap);
    pen.setDashPattern({6 / width, 4 / width});
  } else if (stroke == LadderStroke::kDotted) {
    pen.setDashPattern({0.1 / width, 5 / width});
  }
  return pen;
}

}  // namespace synscope
