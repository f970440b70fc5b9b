#pragma once

#include "core/logic/base/phrase.h"

#include <QString>
#include <QStringList>

#include <memory>
#include <string>
#include <vector>

namespace synscope {

enum class Language { kEnglish, kChinese, kBoth };

/// One text in both languages; each is an original, not a translation of the other.
struct BilingualText {
  QString en;
  QString zh;

  bool isEmpty() const { return en.isEmpty() && zh.isEmpty(); }
  /// The text in one language; for kBoth the pair, Chinese after English, joined by `separator`.
  QString in(Language language, const QString& separator = QStringLiteral("\n")) const;
};

/// One entry of the catalogue with its placeholders filled in.
struct CatalogueEntry {
  BilingualText title;               ///< One line: the answer.
  BilingualText plain;               ///< What happened, why, what it means; for a person.
  BilingualText detail;              ///< Flags, numbers, system calls; may be empty.
  std::vector<BilingualText> steps;  ///< What to do next; may be empty.
  QStringList references;            ///< "RFC 9293 §3.10.7.1", "ip(7)".
};

/// The words: resources/catalogue/*.json, compiled in. Immutable after loading, so any thread may read it.
class Catalogue {
 public:
  static const Catalogue& instance();

  bool contains(const std::string& key) const;
  /// The entry of a key with {placeholders} replaced. A key "a.b.c" that is missing falls back to "a.b"; one that has
  /// no fallback gives an entry whose title is the key itself, and the conventions test fails on it.
  CatalogueEntry entry(const Phrase& phrase) const;
  /// Title only.
  BilingualText title(const Phrase& phrase) const;
  QStringList keys() const;

  ~Catalogue();

 private:
  Catalogue();
  class Private;
  std::unique_ptr<Private> d;
};

/// The language of the system locale: Chinese for zh*, English otherwise.
Language systemLanguage();

}  // namespace synscope
