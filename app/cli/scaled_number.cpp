#include "app/cli/scaled_number.h"

#include <cmath>

namespace synscope {

std::optional<std::uint64_t> scaledNumber(const QString& text, std::uint64_t base) {
  static const QString kSuffixes = QStringLiteral("KMGT");
  constexpr double kMost = 9.2e18;
  const qsizetype suffix = text.isEmpty() ? -1 : kSuffixes.indexOf(text.back().toUpper());
  bool ok = false;
  const double number = (suffix < 0 ? text : text.chopped(1)).toDouble(&ok);
  const double scaled = number * std::pow(static_cast<double>(base), static_cast<double>(suffix + 1));
  if (!ok || !std::isfinite(scaled) || scaled < 0 || scaled > kMost) return std::nullopt;
  return static_cast<std::uint64_t>(scaled);
}

}  // namespace synscope
