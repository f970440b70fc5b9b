#pragma once

#include "ui/shell/language.h"
#include "ui/shell/settings_store.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QTemporaryDir>

namespace synscope {

/// Settings in a folder of their own, English, light: what every test of the window begins with.
class UiTestBed {
 public:
  UiTestBed() : settings(m_folder.filePath(QStringLiteral("settings.ini"))) {
    applyTheme(ThemeChoice::kLight);
    showLanguage(Language::kEnglish);
  }

  QString file(const QString& name) const { return m_folder.filePath(name); }

 private:
  QTemporaryDir m_folder;

 public:
  SettingsStore settings;
};

}  // namespace synscope
