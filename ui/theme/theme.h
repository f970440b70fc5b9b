#pragma once

#include <QString>

#include <optional>

namespace synscope {

enum class ThemeChoice { kSystem, kLight, kDark };

QString name(ThemeChoice choice);
std::optional<ThemeChoice> themeFromName(const QString& name);

/// Puts our style and the palette of a theme on the application. kSystem follows the palette the desktop gave us.
void applyTheme(ThemeChoice choice);

}  // namespace synscope
