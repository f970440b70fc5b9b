#include "ui/plots/plot_colors.h"

#include "ui/theme/tokens.h"

#include <array>

namespace synscope {
namespace {

constexpr std::array<QRgb, kPlotColors> kLight{0xff2b66d0, 0xffc2570c, 0xff0f7b70, 0xff8b3fb8,
                                               0xff9a7400, 0xffc0267e, 0xff4d7c0f, 0xff475569};
constexpr std::array<QRgb, kPlotColors> kDark{0xff82aef7, 0xfff4a261, 0xff5fd0bd, 0xffc99cf2,
                                              0xffe2c35a, 0xfff28bb8, 0xffa5d06a, 0xffa9b4c4};

}  // namespace

QColor plotColor(int index, const QPalette& palette) {
  const auto at = static_cast<std::size_t>(index % kPlotColors);
  return QColor::fromRgb(isDark(palette) ? kDark[at] : kLight[at]);
}

}  // namespace synscope
