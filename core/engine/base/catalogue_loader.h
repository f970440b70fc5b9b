#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <string>
#include <unordered_map>
#include <vector>

namespace synscope {

/// One text of the catalogue as it is written, UTF-8, placeholders unfilled.
struct CatalogueText {
  std::string en;
  std::string zh;
};

/// One entry of the catalogue as it is written.
struct CatalogueSource {
  CatalogueText title;
  CatalogueText plain;
  CatalogueText detail;
  std::vector<CatalogueText> steps;
  QStringList references;
};

using CatalogueTable = std::unordered_map<std::string, CatalogueSource>;

/// Reads catalogue files into a table and says what is wrong with them, one line per fault.
///
/// A file is one JSON object: key to `{"title": T, "plain": T, "detail": T, "steps": [T...], "refs": [text...]}` where
/// T is
/// `{"en": text, "zh": text}`; title is required, the rest is optional.
class CatalogueLoader {
 public:
  /// Reads one file. Its name without ".json" is the first part of every key in it.
  void read(const QString& fileName, const QByteArray& json);
  /// Reads every file compiled into the program.
  void readCompiledIn();

  CatalogueTable takeTable() { return std::move(m_table); }
  const QStringList& faults() const { return m_faults; }

 private:
  CatalogueTable m_table;
  QStringList m_faults;
};

}  // namespace synscope
