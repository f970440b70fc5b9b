#include "ui/plots/time_canvas.h"

#include "core/engine/base/clock.h"
#include "ui/plots/plot_paint.h"
#include "ui/theme/type_scale.h"

#include <cmath>
#include <limits>

namespace synscope {
namespace {

constexpr int kPixelsPerTimeTick = 110;
constexpr int kPixelsPerValueTick = 40;
constexpr int kTopGap = 4;

double nowSeconds() {
  return toMs(monotonicNow().time_since_epoch()) / 1000;
}

struct Extent {
  double low = std::numeric_limits<double>::infinity();
  double high = -std::numeric_limits<double>::infinity();

  void add(const PlotBucket& bucket) {
    low = std::min(low, bucket.low > 0 ? bucket.low : low);
    high = std::max(high, bucket.high);
  }
};

}  // namespace

TimeCanvas::TimeCanvas(QWidget* parent) : QCustomPlot(parent), m_title(new PlotText(this)), m_note(new PlotText(this)) {
  setPlottingHint(QCP::phFastPolylines, true);
  setPlottingHint(QCP::phImmediateRefresh, false);
  layer(QStringLiteral("overlay"))
      ->setMode(QCPLayer::lmLogical);  // Nothing is on it: no second surface to clear and blend.
  setFocusPolicy(Qt::NoFocus);
  setMouseTracking(true);
  setupLayout();
  const auto part = [this](bool right) {
    return [this, right](QCPPainter& painter, const QCPAxis& key, const QCPAxis& value) {
      drawLines(painter, key, value, right);
    };
  };
  new PlotInk(xAxis, yAxis, part(false));
  new PlotInk(xAxis, yAxis2, part(true));
  xAxis->setTicker(QSharedPointer<PlotTimeTicker>::create());
  restyle();
}

void TimeCanvas::setupLayout() {
  auto* head = new QCPLayoutGrid;
  head->addElement(0, 0, m_title);
  head->addElement(0, 1, m_note);
  m_title->setTextFlags(Qt::AlignLeft | Qt::AlignVCenter);
  m_note->setTextFlags(Qt::AlignRight | Qt::AlignVCenter);
  plotLayout()->insertRow(0);
  plotLayout()->addElement(0, 0, head);
  plotLayout()->setRowSpacing(0);
  axisRect()->setAutoMargins(QCP::msNone);
  axisRect()->setMinimumMargins(QMargins());
  axisRect()->setMinimumSize(40, 24);
}

void TimeCanvas::updateMargins() {
  const int side = valueAxisWidth(*this), half = QFontMetrics(fontFor(TextRole::kCaption)).height() / 2;
  axisRect()->setMargins(QMargins(side, kTopGap + half / 2, m_hasRight || m_rightRoom ? side : space::kLarge,
                                  m_times ? timeAxisHeight(*this) : half));
  xAxis->setTickLabels(m_times);
}

void TimeCanvas::setTitle(const QString& title) {
  if (title != m_title->text()) m_title->setText(title);
}

void TimeCanvas::setNote(const QString& note, Tone tone) {
  m_noteTone = tone;
  if (note != m_note->text()) m_note->setText(note);
  m_note->setTextColor(tokens(palette()).of(tone).strong);
}

void TimeCanvas::setTimesShown(bool shown) {
  m_times = shown;
  updateMargins();
}

void TimeCanvas::setRightRoom(bool kept) {
  m_rightRoom = kept;
  updateMargins();
}

void TimeCanvas::setUnits(PlotUnit left, PlotUnit right, bool hasRight) {
  m_left = left;
  m_right = right;
  m_hasRight = hasRight;
  m_leftRange = CalmRange(left);
  m_rightRange = CalmRange(right);
  yAxis2->setVisible(hasRight);
  setLogScale(m_log);
  updateMargins();
}

void TimeCanvas::setLogScale(bool log) {
  m_log = log;
  m_leftRange.setLog(log);
  m_rightRange.setLog(log);
  setupValueAxis(*yAxis, m_left, log);
  setupValueAxis(*yAxis2, m_right, log);
}

void TimeCanvas::forgetRanges() {
  m_leftRange.forget();
  m_rightRange.forget();
}

void TimeCanvas::restyle() {
  stylePlot(*this);
  const Tokens& t = tokens(palette());
  m_title->setFont(fontFor(TextRole::kStrong));
  m_note->setFont(fontFor(TextRole::kCaption));
  m_title->setTextColor(t.text);
  m_note->setTextColor(t.of(m_noteTone).strong);
  updateMargins();
}

void TimeCanvas::show(double from, double to, std::vector<Drawn> lines, std::vector<PlotSpan> spans,
                      std::vector<PlotMark> marks) {
  m_lines = std::move(lines);
  m_spans = std::move(spans);
  m_marks = std::move(marks);
  xAxis->setRange(from, to);
  xAxis->ticker()->setTickCount(std::max(2, axisRect()->width() / kPixelsPerTimeTick));
  for (QCPAxis* axis : {yAxis, yAxis2})
    axis->ticker()->setTickCount(std::max(1, axisRect()->height() / kPixelsPerValueTick));
  fitValues(from, to);
}

void TimeCanvas::fitValues(double from, double to) {
  Extent sides[2];
  for (const Drawn& line : m_lines) {
    if (line.look.shape == PlotLineLook::Shape::kTicks) continue;
    for (const PlotBucket& bucket : line.buckets)
      if (bucket.end >= from && bucket.begin <= to) sides[line.look.right ? 1 : 0].add(bucket);
  }
  const double now = nowSeconds();
  const auto left = m_leftRange.take(sides[0].low, sides[0].high, now);
  const auto right = m_rightRange.take(sides[1].low, sides[1].high, now);
  yAxis->setRange(left.low, left.high);
  yAxis2->setRange(right.low, right.high);
}

void TimeCanvas::drawLines(QCPPainter& painter, const QCPAxis& key, const QCPAxis& value, bool right) {
  if (!right) plot_paint::spans(painter, key, value, m_spans, tokens(palette()));
  for (const Drawn& line : m_lines) {
    if (line.look.right == right)
      plot_paint::line(painter, key, value, line.buckets, line.look, plot_paint::colorOf(line.look, palette()));
  }
  if (!right) plot_paint::marks(painter, key, value, m_marks, tokens(palette()));
}

int TimeCanvas::drawnPoints() const {
  std::size_t points = 0;
  for (const Drawn& line : m_lines)
    points += line.buckets.size();
  return static_cast<int>(points);
}

}  // namespace synscope
