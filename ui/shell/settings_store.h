#pragma once

#include "core/engine/base/catalogue.h"
#include "core/logic/base/time.h"
#include "ui/theme/theme.h"

#include <QByteArray>
#include <QSettings>
#include <QStringList>

namespace synscope {

/// What is remembered between runs. Every value read is checked; what is missing or damaged gives the default.
class SettingsStore {
 public:
  /// The user's own settings, or those in one INI file (tests).
  explicit SettingsStore(const QString& file = {});

  Language language() const;
  void setLanguage(Language language);
  ThemeChoice theme() const;
  void setTheme(ThemeChoice theme);

  /// For each step of a diagnosis: 0.1 s to 120 s, 3 s unless changed.
  Duration stepTimeout() const;
  void setStepTimeout(Duration timeout);
  /// For each attempt of a scan: 0.1 s to 60 s, 1 s unless changed.
  Duration scanTimeout() const;
  void setScanTimeout(Duration timeout);
  bool redactReports() const;
  void setRedactReports(bool redact);

  /// Newest first, without repeats, at most kMaxTargets.
  QStringList targets() const;
  void rememberTarget(const QString& target);
  void forgetTargets();

  /// Sizes, splitters, switches: anything small a page wants back, under its own key.
  QByteArray state(const QString& key) const;
  void setState(const QString& key, const QByteArray& state);
  bool flag(const QString& key, bool fallback) const;
  void setFlag(const QString& key, bool on);
  QString text(const QString& key) const;
  void setText(const QString& key, const QString& text);

  static constexpr int kMaxTargets = 20;

 private:
  QSettings m_settings;
};

}  // namespace synscope
