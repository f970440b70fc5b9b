#include "core/engine/base/catalogue.h"

#include "core/engine/base/catalogue_loader.h"
#include "core/logic/base/fill_template.h"

#include <QLocale>

#include <algorithm>

namespace synscope {

class Catalogue::Private {
 public:
  /// The entry of a key, or of the nearest key with fewer parts; nullptr where there is none.
  const CatalogueSource* find(std::string key) const {
    while (true) {
      if (const auto it = table.find(key); it != table.end()) {
        return &it->second;
      }
      const auto dot = key.rfind('.');
      if (dot == std::string::npos) {
        return nullptr;
      }
      key.resize(dot);
    }
  }

  std::string titleOf(std::string_view key, std::string CatalogueText::*language) const {
    const CatalogueSource* source = find(std::string(key));
    return source ? source->title.*language : std::string();
  }

  QString fill(const CatalogueText& text, std::string CatalogueText::*language, const Phrase& phrase) const {
    return QString::fromStdString(
        fillTemplate(text.*language, phrase.args, [&](std::string_view key) { return titleOf(key, language); }));
  }

  BilingualText fill(const CatalogueText& text, const Phrase& phrase) const {
    return {fill(text, &CatalogueText::en, phrase), fill(text, &CatalogueText::zh, phrase)};
  }

  CatalogueTable table;
};

QString BilingualText::in(Language language, const QString& separator) const {
  if (language == Language::kEnglish || zh.isEmpty()) {
    return en;
  }
  if (language == Language::kChinese || en.isEmpty() || en == zh) {
    return zh;
  }
  return en + separator + zh;
}

const Catalogue& Catalogue::instance() {
  static const Catalogue catalogue;
  return catalogue;
}

Catalogue::Catalogue() : d(std::make_unique<Private>()) {
  CatalogueLoader loader;
  loader.readCompiledIn();
  d->table = loader.takeTable();
}

Catalogue::~Catalogue() = default;

bool Catalogue::contains(const std::string& key) const {
  return d->table.contains(key);
}

CatalogueEntry Catalogue::entry(const Phrase& phrase) const {
  CatalogueEntry entry;
  const CatalogueSource* source = d->find(phrase.key);
  if (!source) {
    entry.title = {QString::fromStdString(phrase.key), QString::fromStdString(phrase.key)};
    return entry;
  }
  entry.title = d->fill(source->title, phrase);
  entry.plain = d->fill(source->plain, phrase);
  entry.detail = d->fill(source->detail, phrase);
  for (const CatalogueText& step : source->steps) {
    entry.steps.push_back(d->fill(step, phrase));
  }
  entry.references = source->references;
  return entry;
}

BilingualText Catalogue::title(const Phrase& phrase) const {
  const CatalogueSource* source = d->find(phrase.key);
  if (!source) {
    return {QString::fromStdString(phrase.key), QString::fromStdString(phrase.key)};
  }
  return d->fill(source->title, phrase);
}

QStringList Catalogue::keys() const {
  QStringList keys;
  for (const auto& [key, source] : d->table) {
    keys.append(QString::fromStdString(key));
  }
  keys.sort();
  return keys;
}

Language systemLanguage() {
  const QStringList languages = QLocale::system().uiLanguages();
  return !languages.isEmpty() && languages.first().startsWith(QLatin1String("zh")) ? Language::kChinese
                                                                                   : Language::kEnglish;
}

}  // namespace synscope
