#include "ui/plots/time_plot.h"

#include "ui/plots/plot_keys.h"
#include "ui/plots/plot_paint.h"
#include "ui/plots/plot_pointer.h"
#include "ui/plots/plot_readout.h"
#include "ui/plots/plot_time_view.h"
#include "ui/plots/time_canvas.h"

#include <QKeyEvent>

#include <algorithm>
#include <cmath>

namespace synscope {
namespace {

constexpr int kReachPixels = 12;  ///< How far from the pointer a value may lie.
constexpr std::size_t kMostMarks = 1000;

}  // namespace

class TimePlot::Private {
 public:
  struct Line {
    PlotLineLook look;
    std::shared_ptr<PlotSeries> series;
    bool shown = true;
  };

  Private(TimePlot& owner, PlotTimeView& timeView)
      : view(timeView),
        canvas(new TimeCanvas(&owner)),
        readout(new PlotReadout(&owner)),
        pointer(new PlotPointer(*canvas, timeView)) {}

  /// The axes take the units of the lines that are there.
  void updateUnits() {
    std::optional<PlotUnit> left, right;
    for (const Line& line : lines) {
      if (line.look.shape == PlotLineLook::Shape::kTicks) continue;
      std::optional<PlotUnit>& side = line.look.right ? right : left;
      if (!side) side = line.look.unit;
    }
    canvas->setUnits(left.value_or(PlotUnit::kMilliseconds), right.value_or(PlotUnit::kMilliseconds),
                     right.has_value());
    dirty = true;
  }

  std::optional<PlotBucket> valueAt(const Line& line, double seconds) const {
    const double reach = view.span() * kReachPixels / std::max(1, canvas->columns());
    const bool steps = line.look.shape == PlotLineLook::Shape::kSteps;
    return line.series->at(seconds, steps ? std::max(reach, 1.0) : reach);
  }

  QString textOf(const Line& line, const PlotBucket& bucket) const {
    if (line.look.shape == PlotLineLook::Shape::kTicks) return plotValue(PlotUnit::kCount, bucket.sum);
    if (bucket.count < 2 || bucket.low == bucket.high) return plotValue(line.look.unit, bucket.mean());
    return QStringLiteral("%1 – %2").arg(plotValue(line.look.unit, bucket.low), plotValue(line.look.unit, bucket.high));
  }

  /// Whether a picture of this stretch would differ from the last one by a pixel.
  bool hasMoved(double nextFrom, double nextTo) const {
    const double pixel = (to - from) / canvas->columns() / canvas->devicePixelRatioF();
    return std::abs(nextFrom - from) >= pixel || std::abs(nextTo - to) >= pixel;
  }

  PlotTimeView& view;
  TimeCanvas* canvas;
  PlotReadout* readout;
  PlotPointer* pointer;
  std::vector<Line> lines;
  std::vector<PlotMark> marks;
  std::vector<PlotSpan> spans;
  QString title;
  bool dirty = true;
  double from = -1, to = -1;
  std::uint64_t count = 0;  ///< Samples of all lines at the last picture.
  int columns = 0;          ///< For which the lines were summed up.
};

TimePlot::TimePlot(PlotTimeView& view, QWidget* parent) : Localized(parent), d(std::make_unique<Private>(*this, view)) {
  setFocusPolicy(Qt::StrongFocus);
  setMinimumHeight(52);
  connect(&view, &PlotTimeView::changed, this, [this] {
    d->dirty = true;
    refresh();
  });
  // A plot that has just come has no width before it is laid out, and a finished run no further frames.
  connect(
      d->canvas, &QCustomPlot::afterLayout, this,
      [this] {
        if (d->canvas->columns() == d->columns) return;
        d->dirty = true;
        refresh();
      },
      Qt::QueuedConnection);
  connect(&view, &PlotTimeView::cursorChanged, this, [this] { showCursor(); });
  connect(d->pointer, &PlotPointer::choosing, this, [this] {
    const auto [first, second] = d->pointer->chosen();
    d->readout->showChoice(first, second, d->canvas->axisRect()->rect());
  });
}

TimePlot::~TimePlot() = default;

void TimePlot::setTitle(const QString& title) {
  d->title = title;
  d->canvas->setTitle(title);
  setAccessibleName(title);
  d->dirty = true;
}

QString TimePlot::title() const {
  return d->title;
}

void TimePlot::setNote(const QString& note, Tone tone) {
  d->canvas->setNote(note, tone);
  setAccessibleDescription(note);
  d->dirty = true;
}

int TimePlot::addLine(const PlotLineLook& look) {
  return addLine(look, std::make_shared<PlotSeries>());
}

int TimePlot::addLine(const PlotLineLook& look, std::shared_ptr<PlotSeries> series) {
  d->lines.push_back({look, std::move(series), true});
  d->updateUnits();
  return lineCount() - 1;
}

void TimePlot::setLook(int line, const PlotLineLook& look) {
  d->lines[static_cast<std::size_t>(line)].look = look;
  d->dirty = true;
}

int TimePlot::lineCount() const {
  return static_cast<int>(d->lines.size());
}

const PlotLineLook& TimePlot::look(int line) const {
  return d->lines[static_cast<std::size_t>(line)].look;
}

const PlotSeries& TimePlot::series(int line) const {
  return *d->lines[static_cast<std::size_t>(line)].series;
}

void TimePlot::setLineShown(int line, bool shown) {
  d->lines[static_cast<std::size_t>(line)].shown = shown;
  d->canvas->forgetRanges();
  d->dirty = true;
}

bool TimePlot::isLineShown(int line) const {
  return d->lines[static_cast<std::size_t>(line)].shown;
}

void TimePlot::append(int line, double seconds, double value) {
  d->lines[static_cast<std::size_t>(line)].series->append(seconds, value);
  d->dirty = true;
}

void TimePlot::addMark(const PlotMark& mark) {
  if (d->marks.size() >= kMostMarks) d->marks.erase(d->marks.begin());
  d->marks.push_back(mark);
  d->dirty = true;
}

void TimePlot::setMarks(std::vector<PlotMark> marks) {
  d->marks = std::move(marks);
  d->dirty = true;
}

const std::vector<PlotMark>& TimePlot::marks() const {
  return d->marks;
}

void TimePlot::setSpans(std::vector<PlotSpan> spans) {
  if (spans == d->spans) return;
  d->spans = std::move(spans);
  d->dirty = true;
}

void TimePlot::clear() {
  d->lines.clear();
  d->marks.clear();
  d->spans.clear();
  d->updateUnits();
}

void TimePlot::setLogScale(bool log) {
  d->canvas->setLogScale(log);
  d->dirty = true;
}

bool TimePlot::isLogScale() const {
  return d->canvas->isLogScale();
}

void TimePlot::setTimesShown(bool shown) {
  d->canvas->setTimesShown(shown);
  d->dirty = true;
}

bool TimePlot::hasRightAxis() const {
  return d->canvas->hasRight();
}

void TimePlot::setRightRoom(bool kept) {
  d->canvas->setRightRoom(kept);
  d->dirty = true;
}

void TimePlot::refresh() {
  const double from = d->view.from(), to = d->view.to();
  std::uint64_t count = 0;
  for (const Private::Line& line : d->lines)
    count += line.series->count();
  if (!d->dirty && count == d->count && !d->hasMoved(from, to)) return;
  d->count = count;
  prepare();
  d->canvas->replot(QCustomPlot::rpQueuedReplot);
  d->dirty = false;
  d->from = from;
  d->to = to;
  if (d->view.cursor()) showCursor();
}

void TimePlot::prepare() {
  const double from = d->view.from(), to = d->view.to();
  d->columns = d->canvas->columns();
  std::vector<TimeCanvas::Drawn> drawn;
  for (const Private::Line& line : d->lines)
    if (line.shown) drawn.push_back({line.look, line.series->columns(from, to, d->columns)});
  d->canvas->show(from, to, std::move(drawn), d->spans, d->marks);
}

void TimePlot::showCursor() {
  const auto at = d->view.cursor();
  if (!at) return d->readout->hideValues();
  std::vector<PlotReadout::Value> values;
  for (const Private::Line& line : d->lines) {
    const auto bucket = line.shown ? d->valueAt(line, *at) : std::nullopt;
    if (bucket) values.push_back({line.look.name, d->textOf(line, *bucket), plot_paint::colorOf(line.look, palette())});
  }
  d->readout->showAt(d->canvas->xOf(*at), d->canvas->axisRect()->rect(), plotElapsed(*at, d->view.span() / 100),
                     std::move(values));
}

std::vector<std::pair<QString, QString>> TimePlot::readOutAt(double seconds) const {
  std::vector<std::pair<QString, QString>> values;
  for (const Private::Line& line : d->lines) {
    const auto bucket = line.shown ? d->valueAt(line, seconds) : std::nullopt;
    if (bucket) values.emplace_back(line.look.name, d->textOf(line, *bucket));
  }
  if (!values.empty()) values.insert(values.begin(), {plotElapsed(seconds, d->view.span() / 100), QString()});
  return values;
}

int TimePlot::drawnPoints() const {
  return d->canvas->drawnPoints();
}

std::pair<double, double> TimePlot::valueRange() const {
  return {d->canvas->yAxis->range().lower, d->canvas->yAxis->range().upper};
}

std::vector<double> TimePlot::valueTicks() const {
  d->canvas->replot();
  std::vector<double> ticks;
  for (const double tick : d->canvas->yAxis->tickVector())
    if (tick > 0 && d->canvas->yAxis->range().contains(tick)) ticks.push_back(tick);
  return ticks;
}

void TimePlot::paintTo(QCPPainter& painter, const QSize& size) {
  prepare();
  d->canvas->toPainter(&painter, size.width(), size.height());
  d->dirty = true;
}

std::vector<PlotLegendEntry> TimePlot::legend() const {
  std::vector<PlotLegendEntry> entries;
  for (const Private::Line& line : d->lines)
    if (line.shown) entries.push_back({line.look.name, plot_paint::colorOf(line.look, palette()), line.look.dashed});
  return entries;
}

void TimePlot::retranslate() {
  d->dirty = true;
  refresh();
}

void TimePlot::restyle() {
  d->canvas->restyle();
  d->dirty = true;
  refresh();
}

void TimePlot::resizeEvent(QResizeEvent*) {
  d->canvas->setGeometry(rect());
  d->readout->setGeometry(rect());
  d->canvas->replot();
  d->dirty = true;
  refresh();
}

void TimePlot::focusInEvent(QFocusEvent* event) {
  d->readout->setFocusShown(event->reason() != Qt::MouseFocusReason);
}

void TimePlot::focusOutEvent(QFocusEvent*) {
  d->readout->setFocusShown(false);
}

void TimePlot::keyPressEvent(QKeyEvent* event) {
  if (!plotKey(d->view, *event)) QWidget::keyPressEvent(event);
}

}  // namespace synscope
