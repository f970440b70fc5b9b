#include "ui/theme/type_scale.h"

#include <QFontDatabase>
#include <QFontInfo>
#include <QGuiApplication>

#include <algorithm>

namespace synscope {
namespace {

QFont scaled(double factor, QFont::Weight weight) {
  QFont font = QGuiApplication::font();
  font.setPointSizeF(font.pointSizeF() * factor);
  font.setWeight(weight);
  return font;
}

/// Smaller than the rest, but not below 9 pt (12 px at 96 dpi), where Chinese characters run together.
QFont caption() {
  constexpr double kSmallest = 9;
  const double base = QGuiApplication::font().pointSizeF();
  return scaled(std::max(0.9, std::min(1.0, kSmallest / base)), QFont::Normal);
}

QFont monospaced() {
  QFont font = withChineseFallback(QFontDatabase::systemFont(QFontDatabase::FixedFont));
  font.setPointSizeF(QGuiApplication::font().pointSizeF() * 0.94);
  return font;
}

}  // namespace

QFont fontFor(TextRole role) {
  switch (role) {
    case TextRole::kTitle: return scaled(1.5, QFont::DemiBold);
    case TextRole::kHeading: return scaled(1.08, QFont::DemiBold);
    case TextRole::kStrong: return scaled(1.0, QFont::DemiBold);
    case TextRole::kCaption: return caption();
    case TextRole::kMono: return monospaced();
    case TextRole::kBody: break;
  }
  return QGuiApplication::font();
}

QFont withChineseFallback(QFont font) {
  QStringList families{QFontInfo(font).family()};
  for (const auto& family : {QStringLiteral("Noto Sans CJK SC"), QStringLiteral("Microsoft YaHei UI"),
                             QStringLiteral("PingFang SC"), QStringLiteral("Source Han Sans SC")}) {
    if (!families.contains(family)) families.append(family);
  }
  font.setFamilies(families);
  return font;
}

}  // namespace synscope
