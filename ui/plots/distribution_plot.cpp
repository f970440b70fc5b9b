#include "ui/plots/distribution_plot.h"

#include "ui/plots/plot_axes.h"
#include "ui/plots/plot_colors.h"
#include "ui/plots/plot_readout.h"
#include "ui/theme/tokens.h"

#include <QKeyEvent>
#include <QMouseEvent>

#include <algorithm>
#include <set>

namespace synscope {
namespace {

constexpr double kCursorStep = 0.01;
constexpr int kFillAlpha = 50;
constexpr int kTopMargin = 12;

}  // namespace

double PlotDistribution::total() const {
  double sum = 0;
  for (const PlotBin& bin : bins)
    sum += bin.count;
  return sum;
}

double PlotDistribution::percentile(double percent) const {
  const double wanted = total() * percent / 100;
  double sum = 0, value = 0;
  for (const PlotBin& bin : bins) {
    sum += bin.count;
    value = bin.to;
    if (bin.count > 0 && sum >= wanted - 1e-9) break;
  }
  for (const auto& [at, known] : exact) {
    if (at <= percent) value = std::max(value, known);
    if (at >= percent) value = std::min(value, known);
  }
  return value;
}

class DistributionPlot::Private {
 public:
  Private(DistributionPlot& owner, PlotUnit plotUnit)
      : unit(plotUnit), canvas(new QCustomPlot(&owner)), readout(new PlotReadout(&owner)) {
    canvas->setFocusPolicy(Qt::NoFocus);
    canvas->setMouseTracking(true);
    canvas->axisRect()->setAutoMargins(QCP::msNone);
    canvas->axisRect()->setMinimumSize(40, 24);
    new PlotInk(canvas->xAxis, canvas->yAxis, [this](QCPPainter& painter, const QCPAxis& key, const QCPAxis& value) {
      for (const Curve& curve : shown.curves)
        draw(painter, key, value, curve);
    });
  }

  void draw(QCPPainter& painter, const QCPAxis& key, const QCPAxis& value, const Curve& curve) const {
    QPolygonF line;
    line.reserve(static_cast<qsizetype>(curve.points.size()) + 2);
    for (const QPointF& point : curve.points)
      line.append(QPointF(key.coordToPixel(point.x()), value.coordToPixel(std::max(point.y(), shown.low))));
    if (line.isEmpty()) return;
    painter.setAntialiasing(true);
    if (curve.filled) {
      QPolygonF area = line;
      const double bottom = value.coordToPixel(shown.low);
      area.append(QPointF(line.last().x(), bottom));
      area.append(QPointF(line.first().x(), bottom));
      QColor soft = curve.color;
      soft.setAlpha(kFillAlpha);
      painter.setPen(Qt::NoPen);
      painter.setBrush(soft);
      painter.drawPolygon(area);
    }
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(curve.color, 1.5));
    painter.drawPolyline(line);
  }

  void apply(Picture picture) {
    shown = std::move(picture);
    auto words = QSharedPointer<QCPAxisTickerText>::create();
    for (const Tick& tick : shown.ticks)
      words->addTick(tick.at, tick.text);
    canvas->xAxis->setTicker(words);
    canvas->xAxis->setRange(shown.left, shown.right);
    setupValueAxis(*canvas->yAxis, shown.valueUnit, shown.logValues);
    canvas->yAxis->setRange(shown.low, shown.high);
    canvas->axisRect()->setMargins(
        QMargins(valueAxisWidth(*canvas), kTopMargin, space::kPage, timeAxisHeight(*canvas)));
  }

  PlotUnit unit;
  QCustomPlot* canvas;
  PlotReadout* readout;
  Picture shown;
  std::vector<PlotDistribution> all;
  std::set<QString> hidden;
  bool log = false;
  double cursor = -1;
};

DistributionPlot::DistributionPlot(PlotUnit unit, QWidget* parent)
    : Localized(parent), d(std::make_unique<Private>(*this, unit)) {
  setFocusPolicy(Qt::StrongFocus);
  setMinimumHeight(120);
  d->canvas->installEventFilter(this);
  stylePlot(*d->canvas);
}

DistributionPlot::~DistributionPlot() = default;

void DistributionPlot::setDistributions(std::vector<PlotDistribution> distributions) {
  if (distributions == d->all) return;
  d->all = std::move(distributions);
  update();
}

const std::vector<PlotDistribution>& DistributionPlot::distributions() const {
  return d->all;
}

void DistributionPlot::setShown(const QString& name, bool shown) {
  shown ? static_cast<void>(d->hidden.erase(name)) : static_cast<void>(d->hidden.insert(name));
  update();
}

void DistributionPlot::setLogScale(bool log) {
  d->log = log;
  update();
}

PlotUnit DistributionPlot::unit() const {
  return d->unit;
}

bool DistributionPlot::isLogScale() const {
  return d->log;
}

std::vector<const PlotDistribution*> DistributionPlot::shownOnes() const {
  std::vector<const PlotDistribution*> shown;
  for (const PlotDistribution& each : d->all)
    if (!d->hidden.contains(each.name) && each.total() > 0) shown.push_back(&each);
  return shown;
}

QColor DistributionPlot::colorOf(const PlotDistribution& distribution) const {
  return plotColor(distribution.color, palette());
}

/// Nobody looks at a hidden one: it is drawn when it is shown.
void DistributionPlot::update() {
  if (!isVisible()) return;
  d->apply(picture());
  d->canvas->replot(QCustomPlot::rpQueuedReplot);
  if (d->cursor >= 0) showCursor(d->cursor);
}

void DistributionPlot::paintTo(QCPPainter& painter, const QSize& size) {
  d->apply(picture());
  d->canvas->toPainter(&painter, size.width(), size.height());
}

std::vector<PlotLegendEntry> DistributionPlot::legend() const {
  std::vector<PlotLegendEntry> entries;
  for (const PlotDistribution* each : shownOnes())
    entries.push_back({each->name, colorOf(*each)});
  return entries;
}

void DistributionPlot::showCursor(double place) {
  d->cursor = place;
  const auto read = readOutAt(place);
  if (read.empty()) return d->readout->hideValues();
  std::vector<PlotReadout::Value> values;
  const auto shown = shownOnes();
  for (std::size_t index = 1; index < read.size() && index <= shown.size(); ++index)
    values.push_back({read[index].first, read[index].second, colorOf(*shown[index - 1])});
  const QRect inside = d->canvas->axisRect()->rect();
  d->readout->showAt(inside.left() + place * inside.width(), inside, read.front().first, std::move(values));
}

void DistributionPlot::retranslate() {
  update();
}

void DistributionPlot::restyle() {
  stylePlot(*d->canvas);
  update();
}

void DistributionPlot::showEvent(QShowEvent*) {
  update();
}

void DistributionPlot::resizeEvent(QResizeEvent*) {
  d->canvas->setGeometry(rect());
  d->readout->setGeometry(rect());
  update();
}

void DistributionPlot::keyPressEvent(QKeyEvent* event) {
  const double at = d->cursor < 0 ? 0.5 : d->cursor;
  switch (event->key()) {
    case Qt::Key_Left: return showCursor(std::max(0.0, at - kCursorStep));
    case Qt::Key_Right: return showCursor(std::min(1.0, at + kCursorStep));
    case Qt::Key_Home: return showCursor(0);
    case Qt::Key_End: return showCursor(1);
    default: QWidget::keyPressEvent(event);
  }
}

void DistributionPlot::focusInEvent(QFocusEvent*) {
  d->readout->setFocusShown(true);
}

void DistributionPlot::focusOutEvent(QFocusEvent*) {
  d->readout->setFocusShown(false);
}

bool DistributionPlot::eventFilter(QObject* watched, QEvent* event) {
  const QRect inside = d->canvas->axisRect()->rect();
  if (event->type() == QEvent::MouseMove && inside.width() > 0) {
    const double place = (static_cast<QMouseEvent*>(event)->position().x() - inside.left()) / inside.width();
    if (place >= 0 && place <= 1) showCursor(place);
  } else if (event->type() == QEvent::Leave) {
    d->cursor = -1;
    d->readout->hideValues();
  }
  return QWidget::eventFilter(watched, event);
}

}  // namespace synscope
