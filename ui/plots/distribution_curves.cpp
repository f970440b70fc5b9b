#include "ui/plots/distribution_plot.h"
#include "ui/shell/shown_text.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace synscope {
namespace {

/// Percentiles that have a tick: HdrHistogram's choice.
constexpr double kPercentTicks[] = {0, 50, 90, 99, 99.9, 99.99, 99.999};
constexpr int kPercentPoints = 400;

/// 0 at 0 %, 1 at 90 %, 2 at 99 % …
double placeOf(double percent) {
  return -std::log10(1 - percent / 100);
}

double percentAt(double place) {
  return 100 * (1 - std::pow(10, -place));
}

/// As many nines as the samples can speak for: 99.9 % needs a thousand of them.
double lastPlace(double samples) {
  return std::clamp(std::log10(std::max(samples, 10.0)), 1.0, 5.0);
}

/// Within a decade those that have a tick: the fewer, the more decades share the width.
std::vector<double> stepsFor(double decades) {
  if (decades > 3) return {1};
  if (decades > 1) return {1, 2, 5};
  return {1, 1.5, 2, 2.5, 3, 4, 5, 6, 8};
}

QString percentText(double percent) {
  return shownPercent(percent, percent >= 99.995 ? 3 : (percent >= 99.95 ? 2 : (percent >= 99.5 ? 1 : 0)));
}

}  // namespace

/// The middle of the values: what lies beyond 99.99 % of them is cut off at the right.
std::pair<double, double> HistogramPlot::limits() const {
  double low = std::numeric_limits<double>::infinity(), high = 0;
  for (const PlotDistribution* each : shownOnes()) {
    for (const PlotBin& bin : each->bins) {
      if (bin.count <= 0) continue;
      low = std::min(low, bin.from);
      high = std::max(high, bin.to);
    }
  }
  if (!(high > 0)) return {0, 1};
  low = std::max(low, high / 1e6);
  return {std::log10(low) - 0.05, std::log10(high) + 0.05};
}

DistributionPlot::Picture HistogramPlot::picture() const {
  Picture picture;
  const auto [left, right] = limits();
  double most = 0, least = std::numeric_limits<double>::infinity();
  for (const PlotDistribution* each : shownOnes()) {
    Curve curve{colorOf(*each), {}, true};
    const double total = each->total();
    double end = -std::numeric_limits<double>::infinity();
    for (const PlotBin& bin : each->bins) {
      if (bin.count <= 0) continue;
      const double from = std::log10(std::max(bin.from, 1e-9)), to = std::log10(bin.to),
                   share = bin.count / total * 100;
      if (from > end + 1e-9) {
        if (!curve.points.empty()) curve.points.emplace_back(end, 0);
        curve.points.emplace_back(from, 0);
      }
      curve.points.emplace_back(from, share);
      curve.points.emplace_back(to, share);
      end = to;
      most = std::max(most, share);
      least = std::min(least, share);
    }
    if (!curve.points.empty()) curve.points.emplace_back(end, 0);
    picture.curves.push_back(std::move(curve));
  }
  picture.left = left;
  picture.right = right;
  picture.logValues = isLogScale();
  picture.high = most > 0 ? std::min(100.0, roundedUp(PlotUnit::kPercent, most * 1.05)) : 1;
  picture.low = isLogScale() ? std::min(least / 2, picture.high / 10) : 0;
  for (int power = static_cast<int>(std::floor(left)); power <= static_cast<int>(std::ceil(right)); ++power) {
    for (const double step : stepsFor(right - left)) {
      const double at = power + std::log10(step);
      if (at >= left && at <= right) picture.ticks.push_back({at, plotTick(unit(), std::pow(10, at))});
    }
  }
  return picture;
}

std::vector<std::pair<QString, QString>> HistogramPlot::readOutAt(double place) const {
  const auto [left, right] = limits();
  const double value = std::pow(10, left + place * (right - left));
  std::vector<std::pair<QString, QString>> read{{plotValue(unit(), value), QString()}};
  for (const PlotDistribution* each : shownOnes()) {
    double share = 0;
    for (const PlotBin& bin : each->bins)
      if (bin.from <= value && value < bin.to) share += bin.count / each->total() * 100;
    read.emplace_back(each->name, plotValue(PlotUnit::kPercent, share));
  }
  return read;
}

DistributionPlot::Picture PercentilePlot::picture() const {
  Picture picture;
  double most = 0, least = std::numeric_limits<double>::infinity();
  picture.right = 1;
  for (const PlotDistribution* each : shownOnes())
    picture.right = std::max(picture.right, lastPlace(each->total()));
  for (const PlotDistribution* each : shownOnes()) {
    Curve curve{colorOf(*each), {}, false};
    const double end = lastPlace(each->total());
    for (int point = 0; point <= kPercentPoints; ++point) {
      const double place = end * point / kPercentPoints, value = each->percentile(percentAt(place));
      curve.points.emplace_back(place, value);
      most = std::max(most, value);
      least = std::min(least, value);
    }
    picture.curves.push_back(std::move(curve));
  }
  picture.valueUnit = unit();
  picture.logValues = isLogScale();
  picture.high = most > 0 ? roundedUp(unit(), most * 1.05) : 1;
  picture.low = isLogScale() && least > 0 && std::isfinite(least) ? std::pow(10, std::floor(std::log10(least))) : 0;
  if (isLogScale() && picture.low <= 0) picture.low = picture.high / 1000;
  for (const double percent : kPercentTicks)
    if (placeOf(percent) <= picture.right + 1e-6) picture.ticks.push_back({placeOf(percent), percentText(percent)});
  return picture;
}

std::vector<std::pair<QString, QString>> PercentilePlot::readOutAt(double place) const {
  double right = 1;
  for (const PlotDistribution* each : shownOnes())
    right = std::max(right, lastPlace(each->total()));
  const double percent = percentAt(place * right);
  std::vector<std::pair<QString, QString>> read{{shownPercent(percent, percent < 99 ? 1 : 3), QString()}};
  for (const PlotDistribution* each : shownOnes())
    read.emplace_back(each->name, plotValue(unit(), each->percentile(percent)));
  return read;
}

}  // namespace synscope
