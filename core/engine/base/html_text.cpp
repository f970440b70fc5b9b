#include "core/engine/base/html_text.h"

#include <QFile>
#include <QRegularExpression>

/// In a static library the linker keeps the resource only because this names it; must stand outside any namespace.
static void keepReportResource() {
  Q_INIT_RESOURCE(report);
}

namespace synscope {
namespace {

QString style() {
  keepReportResource();
  QFile file(QStringLiteral(":/report/report.css"));
  return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

QString classAttribute(const QString& cssClass) {
  return cssClass.isEmpty() ? QString() : QStringLiteral(" class=\"") + cssClass + QLatin1Char('"');
}

QString tagged(const char* tag, const char* lang, const char* cssClass, const QString& text) {
  const QString name = QLatin1String(tag);
  return QLatin1Char('<') + name + QStringLiteral(" lang=\"") + QLatin1String(lang) + QLatin1Char('"') +
         classAttribute(QLatin1String(cssClass)) + QLatin1Char('>') + htmlEscaped(text) + QStringLiteral("</") + name +
         QStringLiteral(">\n");
}

}  // namespace

QString htmlEscaped(const QString& text) {
  static const QRegularExpression command(QStringLiteral("`([^`]+)`"));
  return text.toHtmlEscaped().replace(command, QStringLiteral("<code>\\1</code>"));
}

QString htmlElement(const char* tag, const QString& cssClass, const QString& inside) {
  const QString name = QLatin1String(tag);
  return QLatin1Char('<') + name + classAttribute(cssClass) + QLatin1Char('>') + inside + QStringLiteral("</") +
         name.section(QLatin1Char(' '), 0, 0) + QStringLiteral(">\n");
}

QString HtmlSpeaker::spoken(const char* tag, const char* cssClass, const BilingualText& text) const {
  QString result;
  const bool english = m_language == Language::kEnglish;
  const bool onlyOne = !isBoth() || text.en == text.zh;
  if (!text.en.isEmpty() && (english || isBoth())) result += tagged(tag, "en", cssClass, text.en);
  if (!text.zh.isEmpty() && !english && (!isBoth() || !onlyOne))
    result += tagged(tag, "zh", isBoth() && *cssClass == '\0' ? "second" : cssClass, text.zh);
  return result;
}

QString HtmlSpeaker::paragraphs(const char* cssClass, const BilingualText& text) const {
  if (text.isEmpty()) return {};
  return htmlElement("div", isBoth() ? QStringLiteral("pair ") + QLatin1String(cssClass) : QLatin1String(cssClass),
                     spoken("p", "", text).remove(QStringLiteral(" class=\"second\"")));
}

QString HtmlSpeaker::stacked(const BilingualText& text) const {
  return htmlElement("div", QStringLiteral("stack"), spoken("span", "", text));
}

QString HtmlSpeaker::page(const BilingualText& title, const QString& body, const QString& moreStyle) const {
  return QStringLiteral("<!DOCTYPE html>\n<html lang=\"") +
         QLatin1String(m_language == Language::kChinese ? "zh" : "en") +
         QStringLiteral(
             "\">\n<head>\n<meta charset=\"utf-8\">\n"
             "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
             "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
             "style-src 'unsafe-inline'\">\n") +
         htmlElement("title", {}, title.in(m_language, QStringLiteral(" · ")).toHtmlEscaped()) +
         htmlElement("style", {}, style() + moreStyle) + QStringLiteral("</head>\n<body>\n") +
         htmlElement("main", {}, body) + QStringLiteral("</body>\n</html>\n");
}

}  // namespace synscope
