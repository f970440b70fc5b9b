#pragma once

#include "ui/plots/plot_picture.h"
#include "ui/plots/plot_unit.h"
#include "ui/widgets/localized.h"

#include <QWidget>

#include <memory>
#include <vector>

namespace synscope {

/// How often values lie between two limits: [from, to), in the unit of the plot.
struct PlotBin {
  double from = 0, to = 0;
  double count = 0;

  bool operator==(const PlotBin&) const = default;
};

/// The distribution of one series.
struct PlotDistribution {
  QString name;
  int color = 0;
  std::vector<PlotBin> bins;  ///< In order.
  /// Percent and value where they are known better than by bins, ascending: percentiles agree with them.
  std::vector<std::pair<double, double>> exact = {};

  double total() const;
  /// The upper limit of the bin in which so many percent of the values are reached, within what is known exactly; 0
  /// where there is none.
  double percentile(double percent) const;
  bool operator==(const PlotDistribution&) const = default;
};

/// Distributions over one another, as shares in percent so that long and short runs compare; read out at the pointer
/// and with the arrow keys.
class DistributionPlot : public Localized<QWidget>, public PlotPicture {
  Q_OBJECT

 public:
  ~DistributionPlot() override;

  void setDistributions(std::vector<PlotDistribution> distributions);
  const std::vector<PlotDistribution>& distributions() const;
  void setShown(const QString& name, bool shown);
  void setLogScale(bool log);

  void paintTo(QCPPainter& painter, const QSize& size) override;
  std::vector<PlotLegendEntry> legend() const override;
  /// Name and value of each series at a place between 0 and 1 from left to right; the place itself comes first.
  virtual std::vector<std::pair<QString, QString>> readOutAt(double place) const = 0;

  QSize sizeHint() const override { return {640, 260}; }

 protected:
  DistributionPlot(PlotUnit unit, QWidget* parent);

  /// One curve: x from 0 to 1 within the picture's x axis is up to the subclass.
  struct Curve {
    QColor color;
    std::vector<QPointF> points;
    bool filled = false;
  };
  struct Tick {
    double at = 0;
    QString text;
  };
  /// What is drawn: curves in coordinates of the axes, and the words of the x axis.
  struct Picture {
    std::vector<Curve> curves;
    std::vector<Tick> ticks;
    double left = 0, right = 1;
    double low = 0, high = 1;
    PlotUnit valueUnit = PlotUnit::kPercent;
    bool logValues = false;
  };
  virtual Picture picture() const = 0;

  PlotUnit unit() const;
  bool isLogScale() const;
  std::vector<const PlotDistribution*> shownOnes() const;
  QColor colorOf(const PlotDistribution& distribution) const;
  void update();

  void retranslate() override;
  void restyle() override;
  void showEvent(QShowEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void showCursor(double place);

  class Private;
  std::unique_ptr<Private> d;
};

/// Share of the values (up) by value (to the right, logarithmic: the tail has its room).
class HistogramPlot : public DistributionPlot {
  Q_OBJECT

 public:
  explicit HistogramPlot(PlotUnit unit, QWidget* parent = nullptr) : DistributionPlot(unit, parent) {}
  std::vector<std::pair<QString, QString>> readOutAt(double place) const override;

 protected:
  Picture picture() const override;

 private:
  std::pair<double, double> limits() const;
};

/// Value (up) that so many percent of the values do not exceed (to the right; 90, 99, 99.9 % are equally far apart).
class PercentilePlot : public DistributionPlot {
  Q_OBJECT

 public:
  explicit PercentilePlot(PlotUnit unit, QWidget* parent = nullptr) : DistributionPlot(unit, parent) {}
  std::vector<std::pair<QString, QString>> readOutAt(double place) const override;

 protected:
  Picture picture() const override;
};

}  // namespace synscope
