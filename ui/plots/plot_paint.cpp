#include "ui/plots/plot_paint.h"

#include "ui/plots/plot_colors.h"
#include "ui/theme/type_scale.h"

namespace synscope::plot_paint {
namespace {

constexpr int kBandAlpha = 46;
/// Points of a line up to which it is antialiased: that costs five times as much, and a line that comes thick and fast
/// is drawn anew in every frame.
constexpr std::size_t kAlwaysSmooth = 150, kMostSmooth = 600;
constexpr double kMostSmoothPerSecond = 20;
constexpr double kTickHeight = 7;
constexpr double kDot = 2.25;

/// Coordinates to pixels of one pair of axes, without asking the axes for each point.
struct Scale {
  Scale(const QCPAxis& keyAxis, const QCPAxis& valueAxis)
      : key(keyAxis),
        value(valueAxis),
        left(key.coordToPixel(key.range().lower)),
        perSecond((key.coordToPixel(key.range().upper) - left) / key.range().size()),
        least(valueAxis.range().lower) {}

  double x(double time) const { return left + (time - key.range().lower) * perSecond; }
  double y(double level) const { return value.coordToPixel(logarithmic() ? std::max(level, least) : level); }
  QPointF point(const PlotBucket& bucket) const { return {x((bucket.begin + bucket.end) / 2), y(bucket.mean())}; }
  bool logarithmic() const { return value.scaleType() == QCPAxis::stLogarithmic; }

  const QCPAxis &key, &value;
  double left, perSecond, least;
};

bool isSmooth(const std::vector<PlotBucket>& buckets) {
  if (buckets.size() <= kAlwaysSmooth) return true;
  double samples = 0;
  for (const PlotBucket& bucket : buckets)
    samples += bucket.count;
  return buckets.size() <= kMostSmooth &&
         samples <= kMostSmoothPerSecond * (buckets.back().end - buckets.front().begin);
}

void band(QCPPainter& painter, const Scale& scale, const std::vector<PlotBucket>& buckets, QColor color) {
  QVector<QLineF> lines;
  for (const PlotBucket& bucket : buckets) {
    if (bucket.count < 2 || bucket.low == bucket.high) continue;
    const double x = std::round(scale.x((bucket.begin + bucket.end) / 2)) + 0.5;
    lines.append(QLineF(x, scale.y(bucket.low), x, scale.y(bucket.high)));
  }
  if (lines.isEmpty()) return;
  color.setAlpha(kBandAlpha * 2);
  painter.setAntialiasing(false);
  painter.setPen(QPen(color, 1));
  painter.drawLines(lines);
}

void flush(QCPPainter& painter, QPolygonF& run) {
  if (run.size() == 1) painter.drawPoint(run.first());
  if (run.size() > 1) painter.drawPolyline(run);
  run.clear();
}

void polyline(QCPPainter& painter, const Scale& scale, const std::vector<PlotBucket>& buckets,
              const PlotLineLook& look) {
  QPolygonF run;
  run.reserve(static_cast<qsizetype>(buckets.size()) * 2);
  for (const PlotBucket& bucket : buckets) {
    if (bucket.broken) flush(painter, run);
    const QPointF at = scale.point(bucket);
    if (look.shape == PlotLineLook::Shape::kSteps && !run.isEmpty()) run.append(QPointF(at.x(), run.last().y()));
    run.append(at);
  }
  flush(painter, run);
}

void ticks(QCPPainter& painter, const Scale& scale, const std::vector<PlotBucket>& buckets, const QColor& color) {
  const double bottom = scale.value.axisRect()->bottom();
  QVector<QLineF> lines;
  for (const PlotBucket& bucket : buckets) {
    const double x = std::round(scale.x((bucket.begin + bucket.end) / 2)) + 0.5;
    lines.append(QLineF(x, bottom - kTickHeight, x, bottom));
  }
  painter.setAntialiasing(false);
  painter.setPen(QPen(color, 2));
  painter.drawLines(lines);
}

void dots(QCPPainter& painter, const Scale& scale, const std::vector<PlotBucket>& buckets, const QColor& color) {
  painter.setAntialiasing(true);
  painter.setPen(Qt::NoPen);
  painter.setBrush(color);
  for (const PlotBucket& bucket : buckets)
    painter.drawEllipse(scale.point(bucket), kDot, kDot);
}

}  // namespace

QColor colorOf(const PlotLineLook& look, const QPalette& palette) {
  return look.tone ? tokens(palette).of(*look.tone).strong : plotColor(look.color, palette);
}

void line(QCPPainter& painter, const QCPAxis& key, const QCPAxis& value, const std::vector<PlotBucket>& buckets,
          const PlotLineLook& look, const QColor& color) {
  const Scale scale(key, value);
  if (look.shape == PlotLineLook::Shape::kTicks) return ticks(painter, scale, buckets, color);
  if (look.shape == PlotLineLook::Shape::kDots) return dots(painter, scale, buckets, color);
  band(painter, scale, buckets, color);
  const bool smooth = isSmooth(buckets);
  painter.setAntialiasing(smooth);
  QPen pen(color, look.strong ? 2.25 : (smooth ? 1.5 : 1), look.dashed ? Qt::DashLine : Qt::SolidLine, Qt::FlatCap,
           Qt::BevelJoin);
  painter.setPen(pen);
  painter.setBrush(Qt::NoBrush);
  polyline(painter, scale, buckets, look);
}

void spans(QCPPainter& painter, const QCPAxis& key, const QCPAxis& value, const std::vector<PlotSpan>& spans,
           const Tokens& tokens) {
  const Scale scale(key, value);
  const QRect inside = value.axisRect()->rect();
  painter.setAntialiasing(false);
  for (const PlotSpan& span : spans) {
    if (span.end < key.range().lower || span.begin > key.range().upper) continue;
    const double left = std::max<double>(inside.left(), scale.x(span.begin));
    const double right = std::min<double>(inside.right(), std::max(scale.x(span.end), left + 1));
    painter.fillRect(QRectF(left, inside.top(), right - left, inside.height()), tokens.of(span.tone).soft);
  }
}

void marks(QCPPainter& painter, const QCPAxis& key, const QCPAxis& value, const std::vector<PlotMark>& marks,
           const Tokens& tokens) {
  const Scale scale(key, value);
  const QRect inside = value.axisRect()->rect();
  painter.setAntialiasing(false);
  painter.setFont(fontFor(TextRole::kCaption));
  const QFontMetrics metrics(painter.font());
  double freeFrom = inside.left();
  for (const PlotMark& mark : marks) {
    if (mark.time < key.range().lower || mark.time > key.range().upper) continue;
    const double x = std::round(scale.x(mark.time)) + 0.5;
    const QColor color = tokens.of(mark.tone).strong;
    painter.setPen(QPen(color, 1, Qt::DashLine));
    painter.drawLine(QLineF(x, inside.top(), x, inside.bottom()));
    const double width = metrics.horizontalAdvance(mark.words), at = std::min(x + 4, inside.right() - width);
    if (mark.words.isEmpty() || at < freeFrom) continue;
    painter.setPen(QPen(color));
    painter.drawText(QPointF(at, inside.top() + metrics.ascent() + 1), mark.words);
    freeFrom = at + width + metrics.averageCharWidth();
  }
}

}  // namespace synscope::plot_paint
