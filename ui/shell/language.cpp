#include "ui/shell/language.h"

#include <QApplication>
#include <QEvent>
#include <QLibraryInfo>

namespace synscope {
namespace {

/// The language now shown and the translators that belong to it.
struct Shown {
  Language language = systemLanguage();
  QTranslator labels;
  QTranslator dialogs;
};

Shown& shown() {
  static auto* const kShown = new Shown;
  return *kShown;
}

void swapTranslators(Shown& now) {
  QCoreApplication::removeTranslator(&now.labels);
  QCoreApplication::removeTranslator(&now.dialogs);
  const bool chinese = labelLanguage() == Language::kChinese;
  if (now.labels.load(chinese ? QStringLiteral(":/i18n/synscope_zh_CN.qm") : QStringLiteral(":/i18n/synscope_en.qm")))
    QCoreApplication::installTranslator(&now.labels);
  const QString folder = QLibraryInfo::path(QLibraryInfo::TranslationsPath);
  if (chinese && now.dialogs.load(QStringLiteral("qtbase_zh_CN"), folder))
    QCoreApplication::installTranslator(&now.dialogs);
}

}  // namespace

QString name(Language language) {
  switch (language) {
    case Language::kChinese: return QStringLiteral("zh");
    case Language::kBoth: return QStringLiteral("both");
    case Language::kEnglish: break;
  }
  return QStringLiteral("en");
}

std::optional<Language> languageFromName(const QString& text) {
  for (const auto language : {Language::kEnglish, Language::kChinese, Language::kBoth}) {
    if (name(language) == text) return language;
  }
  return std::nullopt;
}

Language shownLanguage() {
  return shown().language;
}

Language labelLanguage() {
  return shownLanguage() == Language::kBoth ? systemLanguage() : shownLanguage();
}

QLocale shownLocale() {
  const bool chinese = labelLanguage() == Language::kChinese;
  return chinese ? QLocale(QLocale::Chinese, QLocale::China) : QLocale(QLocale::English, QLocale::UnitedStates);
}

void showLanguage(Language language) {
  Shown& now = shown();
  now.language = language;
  swapTranslators(now);
  QEvent change(QEvent::LanguageChange);
  QCoreApplication::sendEvent(qApp, &change);
}

QString words(const Phrase& phrase, const QString& separator) {
  return Catalogue::instance().title(phrase).in(shownLanguage(), separator);
}

QString label(const Phrase& phrase) {
  return Catalogue::instance().title(phrase).in(labelLanguage());
}

}  // namespace synscope
