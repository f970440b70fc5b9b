#include "ui/diagnose/path_view.h"

#include "ui/theme/calm_paint.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/icon.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QStringList>
#include <QToolTip>

#include <algorithm>

namespace synscope {
namespace {

constexpr int kCellWidth = 148;
constexpr int kWidestCell = 240;
constexpr int kDisc = 44;
constexpr int kIcon = 22;
constexpr int kTop = 8;
constexpr int kInset = 6;

QString iconOf(PathNode::Kind kind) {
  switch (kind) {
    case PathNode::Kind::kThisComputer: return QStringLiteral("computer");
    case PathNode::Kind::kRouter: return QStringLiteral("router");
    case PathNode::Kind::kSilent: return QStringLiteral("question");
    case PathNode::Kind::kRejecter: return QStringLiteral("shield");
    case PathNode::Kind::kTarget: break;
  }
  return QStringLiteral("server");
}

/// A title in one line, or, where that is too narrow, an address cut in two at the colon nearest to its middle.
QStringList linesOf(const QString& title, int width) {
  if (QFontMetrics(fontFor(TextRole::kStrong)).horizontalAdvance(title) <= width) return {title};
  const qsizetype middle = title.size() / 2;
  const qsizetype before = title.lastIndexOf(QLatin1Char(':'), middle);
  const qsizetype after = title.indexOf(QLatin1Char(':'), middle);
  const qsizetype at = before < 0 || (after >= 0 && after - middle < middle - before) ? after : before;
  if (at <= 0) return {title};
  return {title.left(at + 1), title.mid(at + 1)};
}

void paintCross(QPainter& painter, QPointF centre, const Tokens& t) {
  calm::roundedPanel(&painter, QRectF(centre - QPointF(12, 12), QSizeF(24, 24)), t.bad.soft, t.bad.strong, 12);
  painter.setPen(QPen(t.bad.strong, 2, Qt::SolidLine, Qt::RoundCap));
  painter.drawLine(centre + QPointF(-4, -4), centre + QPointF(4, 4));
  painter.drawLine(centre + QPointF(-4, 4), centre + QPointF(4, -4));
}

}  // namespace

PathView::PathView(QWidget* parent) : QWidget(parent) {
  setFocusPolicy(Qt::StrongFocus);
  QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Fixed);
  policy.setHeightForWidth(true);
  setSizePolicy(policy);
}

void PathView::setPicture(PathPicture picture) {
  if (picture == m_picture) return;
  m_picture = std::move(picture);
  m_titleLines = 1;
  for (const PathNode& node : m_picture.nodes)
    m_titleLines = std::max(m_titleLines, static_cast<int>(linesOf(node.title, kCellWidth - kInset).size()));
  setAccessibleDescription(m_picture.asText());
  if (m_current >= static_cast<int>(m_picture.nodes.size())) setCurrent(-1);
  updateGeometry();
  update();
}

void PathView::copy() const {
  QGuiApplication::clipboard()->setText(m_picture.asText());
}

int PathView::cellHeight() const {
  const int strong = QFontMetrics(fontFor(TextRole::kStrong)).height() * m_titleLines;
  const int caption = QFontMetrics(fontFor(TextRole::kCaption)).height();
  return kTop + kDisc + space::kSmall + strong + caption + space::kMedium;
}

int PathView::heightForWidth(int width) const {
  const int count = std::max(1, static_cast<int>(m_picture.nodes.size()));
  const int rows = (count + perRow(width) - 1) / perRow(width);
  return rows * cellHeight();
}

QSize PathView::sizeHint() const {
  return QSize(kCellWidth * 4, heightForWidth(kCellWidth * 4));
}

int PathView::perRow(int width) const {
  return std::max(1, width / kCellWidth);
}

QRect PathView::cell(int index) const {
  const int count = static_cast<int>(m_picture.nodes.size());
  const int columns = perRow(width());
  const int inRow = std::min(count, columns);
  const int cellWidth = std::min(width() / std::max(1, inRow), kWidestCell);
  const int left = (width() - inRow * cellWidth) / 2;
  return QRect(left + (index % columns) * cellWidth, (index / columns) * cellHeight(), cellWidth, cellHeight());
}

int PathView::nodeAt(const QPoint& position) const {
  for (int index = 0; index < static_cast<int>(m_picture.nodes.size()); ++index) {
    if (cell(index).contains(position)) return index;
  }
  return -1;
}

void PathView::setCurrent(int index) {
  if (index == m_current) return;
  m_current = index;
  Q_EMIT currentChanged(index);
  update();
}

void PathView::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  for (int index = 0; index < static_cast<int>(m_picture.links.size()); ++index)
    paintLink(painter, index);
  for (int index = 0; index < static_cast<int>(m_picture.nodes.size()); ++index)
    paintNode(painter, index);
}

void PathView::paintLink(QPainter& painter, int index) const {
  const Tokens& t = tokens(palette());
  const QRect from = cell(index);
  const QRect to = cell(index + 1);
  const bool wraps = to.top() != from.top();
  const double y = from.top() + kTop + kDisc / 2.0;
  const double gap = kDisc / 2.0 + 8;
  const QPointF start(from.center().x() + gap, y);
  const QPointF end(wraps ? from.right() : to.center().x() - gap, y);
  const PathLink link = m_picture.links[static_cast<std::size_t>(index)];
  const QColor color = link == PathLink::kFlows ? t.strongBorder : (link == PathLink::kBroken ? t.bad.strong : t.faint);
  painter.setPen(QPen(color, 2, link == PathLink::kFlows ? Qt::SolidLine : Qt::DotLine, Qt::RoundCap));
  painter.drawLine(start, end);
  if (link == PathLink::kBroken) paintCross(painter, (start + end) / 2, t);
}

void PathView::paintNode(QPainter& painter, int index) const {
  const Tokens& t = tokens(palette());
  const PathNode& node = m_picture.nodes[static_cast<std::size_t>(index)];
  const QRect box = cell(index);
  const QRectF disc(box.center().x() - kDisc / 2.0, box.top() + kTop, kDisc, kDisc);
  const bool current = index == m_current;
  const QColor ring = current ? t.info.strong : (node.tone == Tone::kNeutral ? t.strongBorder : t.of(node.tone).strong);
  calm::roundedPanel(&painter, disc, t.of(node.tone).soft, ring, kDisc / 2.0);
  const QRectF icon(disc.center() - QPointF(kIcon / 2.0, kIcon / 2.0), QSizeF(kIcon, kIcon));
  paintLineIcon(&painter, iconOf(node.kind), icon, t.of(node.tone).strong);

  const auto line = [&](TextRole role, const QColor& color, const QString& text, double top) {
    painter.setFont(fontFor(role));
    painter.setPen(color);
    const QFontMetrics metrics(painter.font());
    painter.drawText(QRectF(box.left() + 2, top, box.width() - 4, metrics.height()), Qt::AlignHCenter,
                     metrics.elidedText(text, Qt::ElideMiddle, box.width() - kInset));
    return top + metrics.height();
  };
  const bool faded = node.kind == PathNode::Kind::kSilent;
  double next = disc.bottom() + space::kSmall;
  for (const QString& text : linesOf(node.title, box.width() - kInset))
    next = line(TextRole::kStrong, faded ? t.muted : t.text, text, next);
  line(TextRole::kCaption, t.muted, node.caption, next);
}

void PathView::mousePressEvent(QMouseEvent* event) {
  setCurrent(nodeAt(event->pos()));
  QWidget::mousePressEvent(event);
}

void PathView::keyPressEvent(QKeyEvent* event) {
  const int last = static_cast<int>(m_picture.nodes.size()) - 1;
  if (event->matches(QKeySequence::Copy)) return copy();
  if (event->key() == Qt::Key_Right) return setCurrent(std::min(last, m_current + 1));
  if (event->key() == Qt::Key_Left) return setCurrent(std::max(0, m_current - 1));
  QWidget::keyPressEvent(event);
}

void PathView::contextMenuEvent(QContextMenuEvent* event) {
  auto* menu = new QMenu(this);
  menu->setAttribute(Qt::WA_DeleteOnClose);
  menu->addAction(lineIcon(QStringLiteral("copy")), tr("Copy the path"), this, [this] { copy(); });
  menu->popup(event->globalPos());
}

bool PathView::event(QEvent* event) {
  if (event->type() == QEvent::ToolTip) {
    const auto* help = static_cast<QHelpEvent*>(event);
    const int index = nodeAt(help->pos());
    QToolTip::showText(help->globalPos(),
                       index < 0 ? QString() : m_picture.nodes[static_cast<std::size_t>(index)].detail);
    return true;
  }
  if (event->type() == QEvent::ShortcutOverride && static_cast<QKeyEvent*>(event)->matches(QKeySequence::Copy))
    event->accept();
  return QWidget::event(event);
}

}  // namespace synscope
