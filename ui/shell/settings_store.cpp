#include "ui/shell/settings_store.h"

#include "ui/shell/language.h"

#include <algorithm>

namespace synscope {
namespace {

const QString kLanguage = QStringLiteral("window/language");
const QString kTheme = QStringLiteral("window/theme");
const QString kStepTimeout = QStringLiteral("diagnose/timeoutMs");
const QString kScanTimeout = QStringLiteral("ports/timeoutMs");
const QString kRedact = QStringLiteral("report/redact");
const QString kTargets = QStringLiteral("diagnose/targets");

Duration milliseconds(const QSettings& settings, const QString& key, int fallback, int most) {
  bool ok = false;
  const int value = settings.value(key, fallback).toInt(&ok);
  return std::chrono::milliseconds(ok ? std::clamp(value, 100, most) : fallback);
}

int toMilliseconds(Duration duration) {
  return static_cast<int>(std::chrono::duration_cast<std::chrono::milliseconds>(duration).count());
}

}  // namespace

SettingsStore::SettingsStore(const QString& file)
    : m_settings(file.isEmpty() ? QSettings().fileName() : file, QSettings::IniFormat) {}

Language SettingsStore::language() const {
  return languageFromName(m_settings.value(kLanguage).toString()).value_or(systemLanguage());
}

void SettingsStore::setLanguage(Language language) {
  m_settings.setValue(kLanguage, name(language));
}

ThemeChoice SettingsStore::theme() const {
  return themeFromName(m_settings.value(kTheme).toString()).value_or(ThemeChoice::kSystem);
}

void SettingsStore::setTheme(ThemeChoice theme) {
  m_settings.setValue(kTheme, name(theme));
}

Duration SettingsStore::stepTimeout() const {
  return milliseconds(m_settings, kStepTimeout, 3000, 120'000);
}

void SettingsStore::setStepTimeout(Duration timeout) {
  m_settings.setValue(kStepTimeout, toMilliseconds(timeout));
}

Duration SettingsStore::scanTimeout() const {
  return milliseconds(m_settings, kScanTimeout, 1100, 60'000);
}

void SettingsStore::setScanTimeout(Duration timeout) {
  m_settings.setValue(kScanTimeout, toMilliseconds(timeout));
}

bool SettingsStore::redactReports() const {
  return m_settings.value(kRedact, false).toBool();
}

void SettingsStore::setRedactReports(bool redact) {
  m_settings.setValue(kRedact, redact);
}

QStringList SettingsStore::targets() const {
  return m_settings.value(kTargets).toStringList().mid(0, kMaxTargets);
}

void SettingsStore::rememberTarget(const QString& target) {
  QStringList all = targets();
  all.removeAll(target);
  all.prepend(target);
  m_settings.setValue(kTargets, all.mid(0, kMaxTargets));
}

void SettingsStore::forgetTargets() {
  m_settings.remove(kTargets);
}

QByteArray SettingsStore::state(const QString& key) const {
  return m_settings.value(key).toByteArray();
}

void SettingsStore::setState(const QString& key, const QByteArray& state) {
  m_settings.setValue(key, state);
}

bool SettingsStore::flag(const QString& key, bool fallback) const {
  return m_settings.value(key, fallback).toBool();
}

void SettingsStore::setFlag(const QString& key, bool on) {
  m_settings.setValue(key, on);
}

QString SettingsStore::text(const QString& key) const {
  return m_settings.value(key).toString();
}

void SettingsStore::setText(const QString& key, const QString& text) {
  m_settings.setValue(key, text);
}

}  // namespace synscope
