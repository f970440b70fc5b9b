#pragma once

#include "core/engine/base/catalogue.h"

#include <QLocale>
#include <QString>
#include <QTranslator>

#include <optional>

namespace synscope {

/// "en", "zh" or "both".
QString name(Language language);
std::optional<Language> languageFromName(const QString& name);

/// The language sentences are shown in now. Labels follow it too; for kBoth they keep the language of the system.
Language shownLanguage();

/// The language of labels: English or Chinese.
Language labelLanguage();

/// How numbers are written in the language of labels.
QLocale shownLocale();

/// Changes the language of the whole application while it runs: loads the translators of the labels and sends
/// QEvent::LanguageChange to every widget. Call in the GUI thread.
void showLanguage(Language language);

/// A catalogue entry's title in the language shown.
QString words(const Phrase& phrase, const QString& separator = QStringLiteral(" / "));

/// A catalogue entry's title in the language of labels: for short words in tables and headings.
QString label(const Phrase& phrase);

}  // namespace synscope
