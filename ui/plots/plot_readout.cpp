#include "ui/plots/plot_readout.h"

#include "ui/theme/calm_paint.h"
#include "ui/theme/tokens.h"
#include "ui/theme/type_scale.h"

#include <QPainter>

#include <algorithm>

namespace synscope {
namespace {

constexpr int kPadding = 8;
constexpr int kDot = 7;
constexpr int kGap = 12;

}  // namespace

PlotReadout::PlotReadout(QWidget* parent) : QWidget(parent) {
  setAttribute(Qt::WA_TransparentForMouseEvents);
  setAttribute(Qt::WA_NoSystemBackground);
  hide();
}

void PlotReadout::showAt(double x, const QRect& inside, const QString& time, std::vector<Value> values) {
  m_x = x;
  m_inside = inside;
  m_time = time;
  m_values = std::move(values);
  show();
  update();
}

void PlotReadout::hideValues() {
  m_x.reset();
  setVisible(m_focus || m_from != m_to);
  update();
}

void PlotReadout::showChoice(double from, double to, const QRect& inside) {
  m_from = std::clamp<double>(std::min(from, to), inside.left(), inside.right());
  m_to = std::clamp<double>(std::max(from, to), inside.left(), inside.right());
  m_inside = inside;
  setVisible(m_x || m_focus || m_from != m_to);
  update();
}

void PlotReadout::setFocusShown(bool shown) {
  m_focus = shown;
  setVisible(m_x || m_focus || m_from != m_to);
  update();
}

void PlotReadout::paintEvent(QPaintEvent*) {
  const Tokens& t = tokens(palette());
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  if (m_focus)
    calm::roundedPanel(&painter, QRectF(rect()).adjusted(1, 1, -1, -1), Qt::transparent, t.accent, space::kRadius);
  if (m_from != m_to) {
    QColor shade = t.accent;
    shade.setAlpha(50);
    painter.fillRect(QRectF(m_from, m_inside.top(), m_to - m_from, m_inside.height()), shade);
  }
  if (!m_x) return;
  painter.setPen(QPen(t.muted, 1));
  const double x = std::round(*m_x) + 0.5;
  painter.drawLine(QLineF(x, m_inside.top(), x, m_inside.bottom()));
  paintBox(painter);
}

void PlotReadout::paintBox(QPainter& painter) const {
  const Tokens& t = tokens(palette());
  const QFont small = fontFor(TextRole::kCaption);
  const QFontMetrics metrics(small);
  int names = 0, numbers = metrics.horizontalAdvance(m_time);
  for (const Value& each : m_values) {
    names = std::max(names, metrics.horizontalAdvance(each.name));
    numbers = std::max(numbers, metrics.horizontalAdvance(each.value));
  }
  const int line = metrics.height() + 2, rows = static_cast<int>(m_values.size()) + 1;
  const int width = 2 * kPadding + (m_values.empty() ? 0 : kDot + 6 + names + kGap) + numbers;
  QRectF box(*m_x + kGap, m_inside.top() + 4, width, rows * line + kPadding);
  if (box.right() > m_inside.right()) box.moveRight(*m_x - kGap);
  if (box.bottom() > this->height()) box.moveBottom(this->height() - 2);
  calm::roundedPanel(&painter, box, t.raised, t.strongBorder, space::kRadius);
  painter.setFont(small);
  painter.setPen(t.muted);
  double y = box.top() + kPadding / 2.0;
  painter.drawText(QRectF(box.left() + kPadding, y, width - 2 * kPadding, line), Qt::AlignRight | Qt::AlignVCenter,
                   m_time);
  for (const Value& each : m_values) {
    y += line;
    painter.setPen(Qt::NoPen);
    painter.setBrush(each.color);
    painter.drawEllipse(QRectF(box.left() + kPadding, y + (line - kDot) / 2.0, kDot, kDot));
    painter.setPen(t.text);
    const QRectF row(box.left() + kPadding + kDot + 6, y, width - 2 * kPadding - kDot - 6, line);
    painter.drawText(row, Qt::AlignLeft | Qt::AlignVCenter, each.name);
    painter.drawText(row, Qt::AlignRight | Qt::AlignVCenter, each.value);
  }
}

}  // namespace synscope
