#pragma once

#include "core/engine/base/catalogue.h"

#include <QString>

namespace synscope {

/// Escaped for HTML, with `commands` set as code.
QString htmlEscaped(const QString& text);

/// @param tag May carry attributes: "details open". @param inside Is HTML already.
QString htmlElement(const char* tag, const QString& cssClass, const QString& inside);

/// Writes texts of the catalogue as HTML in the languages of one page, each in an element that names its language.
class HtmlSpeaker {
 public:
  explicit HtmlSpeaker(Language language) : m_language(language) {}

  Language language() const { return m_language; }
  /// One text, each language in an element of its own.
  QString spoken(const char* tag, const char* cssClass, const BilingualText& text) const;
  /// Long text: the languages side by side.
  QString paragraphs(const char* cssClass, const BilingualText& text) const;
  /// Short text: the languages one below the other.
  QString stacked(const BilingualText& text) const;
  QString inLine(const BilingualText& text) const { return spoken("span", "", text); }
  /// A whole page in the style of reports: self-contained, without scripts, and forbidden to load anything.
  /// @param moreStyle Rules beside those of reports.
  QString page(const BilingualText& title, const QString& body, const QString& moreStyle = {}) const;

 private:
  bool isBoth() const { return m_language == Language::kBoth; }

  Language m_language;
};

}  // namespace synscope
