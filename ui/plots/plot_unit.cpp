#include "ui/plots/plot_unit.h"

#include "ui/shell/language.h"
#include "ui/shell/shown_text.h"

#include <cmath>

namespace synscope {
namespace {

constexpr double kNsPerMs = 1e6;

/// Digits after the point so that there are no zeros at the end: 2.5 → 1, 10 → 0.
int decimalsOf(double value) {
  for (int decimals = 0; decimals < 3; ++decimals) {
    const double scaled = value * std::pow(10, decimals);
    if (std::abs(scaled - std::round(scaled)) < 1e-6 * std::max(1.0, std::abs(scaled))) return decimals;
  }
  return 3;
}

QString number(double value) {
  return shownLocale().toString(value, 'f', decimalsOf(value));
}

QString timeTick(double ms) {
  if (ms == 0) return QStringLiteral("0");
  if (ms >= 1000) return number(ms / 1000) + QStringLiteral(" s");
  return ms >= 1 ? number(ms) + QStringLiteral(" ms") : number(ms * 1000) + QStringLiteral(" µs");
}

QString rateTick(double bits) {
  if (bits == 0) return QStringLiteral("0");
  static constexpr const char* kUnits[] = {"bit/s", "kbit/s", "Mbit/s", "Gbit/s", "Tbit/s"};
  std::size_t unit = 0;
  for (; bits >= 1000 && unit + 1 < std::size(kUnits); ++unit)
    bits /= 1000;
  return number(bits) + QLatin1Char(' ') + QLatin1String(kUnits[unit]);
}

}  // namespace

QString plotValue(PlotUnit unit, double value) {
  switch (unit) {
    case PlotUnit::kMilliseconds: return shownLatency(Duration(static_cast<Duration::rep>(value * kNsPerMs)));
    case PlotUnit::kBitsPerSecond: return shownBitRate(value);
    case PlotUnit::kBytes: return shownBytes(static_cast<std::uint64_t>(std::max(0.0, value)));
    case PlotUnit::kPercent: return shownPercent(value, value == 0 || value == 100 ? 0 : (value < 10 ? 2 : 1));
    case PlotUnit::kCount: break;
  }
  return shownCount(static_cast<std::uint64_t>(std::max(0.0, value) + 0.5));
}

QString plotTick(PlotUnit unit, double value) {
  switch (unit) {
    case PlotUnit::kMilliseconds: return timeTick(value);
    case PlotUnit::kBitsPerSecond: return rateTick(value);
    case PlotUnit::kPercent: return shownPercent(value, decimalsOf(value));
    default: return plotValue(unit, value);
  }
}

QString plotElapsed(double seconds, double step) {
  const QString sign = seconds < 0 ? QStringLiteral("−") : QString();
  const auto tenths = static_cast<qint64>(std::llround(std::abs(seconds) * 1000));
  const qint64 whole = tenths / 1000, days = whole / 86'400;
  const QString rest = QStringLiteral("%1").arg(whole % 60, 2, 10, QLatin1Char('0'));
  QString text =
      whole >= 3600
          ? QStringLiteral("%1:%2:%3").arg(whole / 3600 % 24).arg(whole / 60 % 60, 2, 10, QLatin1Char('0')).arg(rest)
          : QStringLiteral("%1:%2").arg(whole / 60).arg(rest);
  if (step < 1) {
    const int digits = step >= 0.1 ? 1 : (step >= 0.01 ? 2 : 3);
    text += QStringLiteral(".%1").arg(tenths % 1000, 3, 10, QLatin1Char('0')).left(digits + 1);
  }
  return sign + (days > 0 ? QStringLiteral("%1 d ").arg(days) + text : text);
}

double roundedUp(PlotUnit unit, double value) {
  if (unit == PlotUnit::kBytes) return std::exp2(std::ceil(std::log2(value) - 1e-9));
  const double power = std::pow(10, std::floor(std::log10(value) + 1e-9));
  for (const double step : {1.0, 1.2, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0}) {
    if (value <= step * power * (1 + 1e-9)) return step * power;
  }
  return 10 * power;
}

}  // namespace synscope
