#pragma once

#include "core/engine/base/catalogue.h"
#include "core/logic/base/time.h"

#include <string>

namespace synscope {

class Redaction;

/// Puts phrases and values of a diagnosis into the words of a report. Invariant: what it returns is safe to show, and
/// redacted where the report is.
class ReportSpeaker {
 public:
  /// @param redaction nullptr: nothing is redacted. Otherwise phrases must come from Redaction::apply().
  explicit ReportSpeaker(Redaction* redaction) : m_redaction(redaction) {}

  bool redacts() const { return m_redaction != nullptr; }
  CatalogueEntry entry(const Phrase& phrase) const;
  BilingualText title(const Phrase& phrase) const;
  /// A value, which is the same in both languages.
  QString show(const std::string& value) const;
  BilingualText same(const std::string& value) const;

 private:
  BilingualText redacted(const BilingualText& text) const;
  QString redacted(const QString& sentence) const;

  Redaction* m_redaction;
};

/// "0.214 ms", "1,023 ms": three significant digits below a second, whole milliseconds above.
QString milliseconds(Duration duration);

}  // namespace synscope
