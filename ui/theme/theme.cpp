#include "ui/theme/theme.h"

#include "ui/theme/calm_style.h"
#include "ui/theme/tokens.h"
#include "ui/theme/type_scale.h"

#include <QApplication>
#include <QToolTip>

namespace synscope {
namespace {

/// Whether the desktop is dark; asked once, before we set a palette of our own.
bool desktopIsDark() {
  static const bool kDark = isDark(QGuiApplication::palette());
  return kDark;
}

void installStyleOnce() {
  static bool installed = false;
  if (installed) return;
  installed = true;
  QApplication::setStyle(new CalmStyle);
  QApplication::setFont(withChineseFallback(QApplication::font()));
}

}  // namespace

QString name(ThemeChoice choice) {
  switch (choice) {
    case ThemeChoice::kLight: return QStringLiteral("light");
    case ThemeChoice::kDark: return QStringLiteral("dark");
    case ThemeChoice::kSystem: break;
  }
  return QStringLiteral("system");
}

std::optional<ThemeChoice> themeFromName(const QString& text) {
  for (const auto choice : {ThemeChoice::kSystem, ThemeChoice::kLight, ThemeChoice::kDark}) {
    if (name(choice) == text) return choice;
  }
  return std::nullopt;
}

void applyTheme(ThemeChoice choice) {
  const bool dark = choice == ThemeChoice::kDark || (choice == ThemeChoice::kSystem && desktopIsDark());
  const QPalette palette = paletteOf(dark ? darkTokens() : lightTokens());
  installStyleOnce();
  QApplication::setPalette(palette);
  QToolTip::setPalette(palette);
}

}  // namespace synscope
