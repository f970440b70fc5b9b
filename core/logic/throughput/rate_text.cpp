#include "core/logic/throughput/rate_text.h"

#include <array>
#include <cmath>
#include <cstdio>
#include <string_view>

namespace synscope {
namespace {

constexpr std::array kPrefixes = {"", "K", "M", "G", "T", "P", "E"};
constexpr std::string_view kLetters = "kmgtKMGT";  ///< In the order of RateUnit, after kFitting.

/// Three significant digits in four characters where that is possible.
std::string inUnit(double value, std::size_t unit, const char* suffix) {
  const int digits = value < 9.995 ? 2 : value < 99.95 ? 1 : 0;
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "%4.*f %s%s", digits, value, kPrefixes[unit], suffix);
  return text.data();
}

/// The unit in which it takes four characters.
std::string inFittingUnit(double value, double step, const char* suffix) {
  std::size_t unit = 0;
  while (value >= step * 0.9995 && unit + 1 < kPrefixes.size()) {
    value /= step;
    ++unit;
  }
  return inUnit(value, unit, suffix);
}

}  // namespace

std::optional<RateUnit> rateUnit(char letter) {
  const std::size_t index = kLetters.find(letter);
  return index == std::string_view::npos ? std::nullopt : std::optional(static_cast<RateUnit>(index + 1));
}

std::string bytesText(double bytes) {
  return inFittingUnit(bytes, 1024, "Bytes");
}

std::string bitRateText(double bitsPerSecond, RateUnit unit) {
  if (unit == RateUnit::kFitting) return inFittingUnit(bitsPerSecond, 1000, "bits/sec");
  const auto index = static_cast<std::size_t>(unit) - 1;
  const std::size_t prefix = index % 4 + 1;
  const bool bytes = index >= 4;
  const double one = std::pow(bytes ? 1024.0 : 1000.0, static_cast<double>(prefix));
  return inUnit((bytes ? bitsPerSecond / 8 : bitsPerSecond) / one, prefix, bytes ? "Bytes/sec" : "bits/sec");
}

}  // namespace synscope
