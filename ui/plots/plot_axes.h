#pragma once

#include "ui/plots/plot_unit.h"
#include "ui/plots/qcp.h"

#include <QStaticText>

#include <functional>
#include <utility>

namespace synscope {

/// Inside ui/plots only: how axes and surfaces of QCustomPlot look here.

/// Round values in the words of a unit. For bytes the steps are powers of two.
class PlotUnitTicker : public QCPAxisTicker {
 public:
  explicit PlotUnitTicker(PlotUnit unit) : m_unit(unit) {}

 protected:
  double getTickStep(const QCPRange& range) override;
  int getSubTickCount(double) override { return 0; }
  /// Where there is room for one or two only, the upper end is one of them: a plot without a number says nothing.
  QVector<double> createTickVector(double tickStep, const QCPRange& range) override;
  QString getTickLabel(double tick, const QLocale&, QChar, int) override { return plotTick(m_unit, tick); }

 private:
  PlotUnit m_unit;
};

/// Powers of ten in the words of a unit.
class PlotLogTicker : public QCPAxisTickerLog {
 public:
  explicit PlotLogTicker(PlotUnit unit) : m_unit(unit) {}

 protected:
  QString getTickLabel(double tick, const QLocale&, QChar, int) override { return plotTick(m_unit, tick); }

 private:
  PlotUnit m_unit;
};

/// Seconds, minutes, hours at round steps.
class PlotTimeTicker : public QCPAxisTicker {
 protected:
  double getTickStep(const QCPRange& range) override;
  int getSubTickCount(double) override { return 0; }
  QString getTickLabel(double tick, const QLocale&, QChar, int) override { return plotElapsed(tick, m_step); }

 private:
  double m_step = 1;
};

/// Draws what it is told to between two axes.
class PlotInk : public QCPAbstractPlottable {
 public:
  using Paint = std::function<void(QCPPainter&, const QCPAxis& key, const QCPAxis& value)>;

  PlotInk(QCPAxis* key, QCPAxis* value, Paint paint) : QCPAbstractPlottable(key, value), m_paint(std::move(paint)) {}

  double selectTest(const QPointF&, bool, QVariant*) const override { return -1; }
  QCPRange getKeyRange(bool& found, QCP::SignDomain) const override { return found = false, QCPRange(); }
  QCPRange getValueRange(bool& found, QCP::SignDomain, const QCPRange&) const override {
    return found = false, QCPRange();
  }

 protected:
  void draw(QCPPainter* painter) override { m_paint(*painter, *keyAxis(), *valueAxis()); }
  void drawLegendIcon(QCPPainter*, const QRectF&) const override {}

 private:
  Paint m_paint;
};

/// A line of text that is laid out when it changes, not in every picture.
class PlotText : public QCPTextElement {
 public:
  using QCPTextElement::QCPTextElement;

 protected:
  void draw(QCPPainter* painter) override;

 private:
  QStaticText m_laidOut;
  QFont m_font;
};

/// Colours and fonts of the theme; call again when the palette changes.
void stylePlot(QCustomPlot& plot);
void setupValueAxis(QCPAxis& axis, PlotUnit unit, bool log);
/// Room for the labels of a value axis: the same for every plot, so that plots under one another are in line.
int valueAxisWidth(const QCustomPlot& plot);
int timeAxisHeight(const QCustomPlot& plot);

}  // namespace synscope
