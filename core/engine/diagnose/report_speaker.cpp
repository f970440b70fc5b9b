#include "core/engine/diagnose/report_speaker.h"

#include "core/logic/base/display_text.h"
#include "core/logic/diagnose/redaction.h"

#include <QLocale>

namespace synscope {

QString ReportSpeaker::redacted(const QString& sentence) const {
  return m_redaction ? QString::fromStdString(m_redaction->sentence(sentence.toStdString())) : sentence;
}

BilingualText ReportSpeaker::redacted(const BilingualText& text) const {
  return {redacted(text.en), redacted(text.zh)};
}

CatalogueEntry ReportSpeaker::entry(const Phrase& phrase) const {
  CatalogueEntry entry = Catalogue::instance().entry(phrase);
  entry.title = redacted(entry.title);
  entry.plain = redacted(entry.plain);
  entry.detail = redacted(entry.detail);
  for (BilingualText& step : entry.steps) {
    step = redacted(step);
  }
  return entry;
}

BilingualText ReportSpeaker::title(const Phrase& phrase) const {
  return redacted(Catalogue::instance().title(phrase));
}

QString ReportSpeaker::show(const std::string& value) const {
  return redacted(QString::fromStdString(sanitizeForDisplay(value)));
}

BilingualText ReportSpeaker::same(const std::string& value) const {
  return {show(value), show(value)};
}

QString milliseconds(Duration duration) {
  const double ms = toMs(duration);
  const int decimals = ms < 1 ? 3 : ms < 100 ? 2 : 0;
  return QLocale::c().toString(ms, 'f', decimals) + QStringLiteral(" ms");
}

}  // namespace synscope
