#include "ui/plots/plot_axes.h"

#include "ui/theme/tokens.h"
#include "ui/theme/type_scale.h"

#include <array>
#include <cmath>

namespace synscope {
namespace {

constexpr int kTickGap = 6;

void styleAxis(QCPAxis& axis, const Tokens& t) {
  axis.setBasePen(QPen(t.strongBorder));
  axis.setTickPen(Qt::NoPen);
  axis.setSubTickPen(Qt::NoPen);
  axis.setTickLabelFont(fontFor(TextRole::kCaption));
  axis.setTickLabelColor(t.muted);
  axis.setTickLabelPadding(kTickGap);
  axis.grid()->setPen(QPen(t.border, 1));
  axis.grid()->setSubGridVisible(false);
  axis.grid()->setZeroLinePen(Qt::NoPen);
}

}  // namespace

double PlotUnitTicker::getTickStep(const QCPRange& range) {
  if (m_unit != PlotUnit::kBytes) return QCPAxisTicker::getTickStep(range);
  return roundedUp(m_unit, std::max(1.0, range.size() / mTickCount));
}

QVector<double> PlotUnitTicker::createTickVector(double tickStep, const QCPRange& range) {
  if (mTickCount == 1) return {range.upper};
  if (mTickCount == 2) return {range.center(), range.upper};
  return QCPAxisTicker::createTickVector(tickStep, range);
}

double PlotTimeTicker::getTickStep(const QCPRange& range) {
  static constexpr std::array kSteps{0.001,  0.002,  0.005,  0.01,    0.02,    0.05,    0.1,      0.2,     0.5,   1.0,
                                     2.0,    5.0,    10.0,   15.0,    30.0,    60.0,    120.0,    300.0,   600.0, 900.0,
                                     1800.0, 3600.0, 7200.0, 14400.0, 43200.0, 86400.0, 172800.0, 604800.0};
  const double wanted = range.size() / std::max(1, mTickCount);
  for (const double step : kSteps) {
    if (step >= wanted) return m_step = step;
  }
  return m_step = kSteps.back();
}

void PlotText::draw(QCPPainter* painter) {
  if (m_laidOut.text() != mText || m_font != mainFont()) {
    m_font = mainFont();
    m_laidOut.setTextFormat(Qt::PlainText);
    m_laidOut.setText(mText);
    m_laidOut.prepare({}, m_font);
  }
  const QSizeF size = m_laidOut.size();
  const double x = (mTextFlags & Qt::AlignRight) != 0 ? mRect.right() + 1 - size.width() : mRect.left();
  painter->setFont(m_font);
  painter->setPen(QPen(mainTextColor()));
  painter->drawStaticText(QPointF(x, mRect.top() + (mRect.height() - size.height()) / 2), m_laidOut);
}

void stylePlot(QCustomPlot& plot) {
  const Tokens& t = tokens(plot.palette());
  plot.setBackground(QBrush(t.surface));
  for (QCPAxis* axis : {plot.xAxis, plot.yAxis, plot.yAxis2})
    styleAxis(*axis, t);
  plot.yAxis->setBasePen(Qt::NoPen);
  plot.yAxis2->setBasePen(Qt::NoPen);
  plot.xAxis->grid()->setPen(Qt::NoPen);
}

void setupValueAxis(QCPAxis& axis, PlotUnit unit, bool log) {
  axis.setScaleType(log ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
  if (log)
    axis.setTicker(QSharedPointer<PlotLogTicker>::create(unit));
  else
    axis.setTicker(QSharedPointer<PlotUnitTicker>::create(unit));
}

int valueAxisWidth(const QCustomPlot&) {
  return QFontMetrics(fontFor(TextRole::kCaption)).horizontalAdvance(QStringLiteral("888 Mbit/s")) + 2 * kTickGap;
}

int timeAxisHeight(const QCustomPlot&) {
  return QFontMetrics(fontFor(TextRole::kCaption)).height() + 2 * kTickGap;
}

}  // namespace synscope
