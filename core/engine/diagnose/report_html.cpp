#include "core/engine/diagnose/report_html.h"

#include <QFile>
#include <QRegularExpression>
#include <QStringList>

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

/// Escaped, with `commands` set as code.
QString escaped(const QString& text) {
  static const QRegularExpression command(QStringLiteral("`([^`]+)`"));
  return text.toHtmlEscaped().replace(command, QStringLiteral("<code>\\1</code>"));
}

QString element(const char* tag, const char* cssClass, const QString& inside) {
  const QString name = QLatin1String(tag);
  const QString attribute =
      *cssClass ? QStringLiteral(" class=\"") + QLatin1String(cssClass) + QLatin1Char('"') : QString();
  return QLatin1Char('<') + name + attribute + QLatin1Char('>') + inside + QStringLiteral("</") +
         name.section(QLatin1Char(' '), 0, 0) + QStringLiteral(">\n");
}

QString element(const char* tag, const QString& cssClass, const QString& inside) {
  return element(tag, cssClass.toLatin1().constData(), inside);
}

/// Writes the parts of one report in one choice of languages.
class HtmlWriter {
 public:
  HtmlWriter(const ReportContent& content, Language language) : m_content(content), m_language(language) {}

  QString write() const {
    const QString body =
        header() + verdict() + nextSteps() + layers() + path() + evidence() + events() + environment() + footer();
    return QStringLiteral("<!DOCTYPE html>\n<html lang=\"") +
           QLatin1String(m_language == Language::kChinese ? "zh" : "en") +
           QStringLiteral(
               "\">\n<head>\n<meta charset=\"utf-8\">\n"
               "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
               "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
               "style-src 'unsafe-inline'\">\n") +
           element("title", "", m_content.title.in(m_language, QStringLiteral(" · ")).toHtmlEscaped()) +
           element("style", "", style()) + QStringLiteral("</head>\n<body>\n") + element("main", "", body) +
           QStringLiteral("</body>\n</html>\n");
  }

 private:
  bool isBoth() const { return m_language == Language::kBoth; }
  bool isEnglish() const { return m_language == Language::kEnglish; }

  /// One text, each language in an element of its own.
  QString spoken(const char* tag, const char* cssClass, const BilingualText& text) const {
    QString result;
    const bool onlyOne = !isBoth() || text.en == text.zh;
    if (!text.en.isEmpty() && (isEnglish() || isBoth())) {
      result += tagged(tag, "en", cssClass, text.en);
    }
    if (!text.zh.isEmpty() && !isEnglish() && (!isBoth() || !onlyOne)) {
      result += tagged(tag, "zh", isBoth() && *cssClass == '\0' ? "second" : cssClass, text.zh);
    }
    return result;
  }

  static QString tagged(const char* tag, const char* lang, const char* cssClass, const QString& text) {
    const QString name = QLatin1String(tag);
    const QString attribute =
        *cssClass ? QStringLiteral(" class=\"") + QLatin1String(cssClass) + QLatin1Char('"') : QString();
    return QLatin1Char('<') + name + QStringLiteral(" lang=\"") + QLatin1String(lang) + QLatin1Char('"') + attribute +
           QLatin1Char('>') + escaped(text) + QStringLiteral("</") + name + QStringLiteral(">\n");
  }

  /// Long text: the languages side by side.
  QString paragraphs(const char* cssClass, const BilingualText& text) const {
    if (text.isEmpty()) {
      return {};
    }
    return element("div", isBoth() ? QStringLiteral("pair ") + QLatin1String(cssClass) : QLatin1String(cssClass),
                   spoken("p", "", text).remove(QStringLiteral(" class=\"second\"")));
  }

  /// Short text: the languages one below the other.
  QString stacked(const BilingualText& text) const { return element("div", "stack", spoken("span", "", text)); }

  QString inLine(const BilingualText& text) const { return spoken("span", "", text); }

  QString label(const char* name) const { return inLine(reportLabel(name)); }

  QString heading(const char* name) const { return element("h2", "", label(name)); }

  QString header() const {
    return element("header", "",
                   element("strong", "", QStringLiteral("SynScope")) + element("span", "", label("kind")));
  }

  QString verdict() const {
    QString inside = spoken("h1", "headline", m_content.verdict.title);
    inside += paragraphs("plain", m_content.verdict.plain);
    if (m_content.cancelled) {
      inside += element("div", "note", stacked(reportLabel("cancelled")));
    }
    inside += facts();
    inside += paragraphs("detail", m_content.verdict.detail);
    inside += references(m_content.verdict.references);
    return element("section", QStringLiteral("verdict ") + name(m_content.tone), inside);
  }

  QString facts() const {
    QString items;
    for (const ReportFact& fact : m_content.facts) {
      items += element("div", "", element("dt", "", inLine(fact.label)) + element("dd", "", inLine(fact.value)));
    }
    return items.isEmpty() ? QString() : element("dl", "facts", items);
  }

  QString references(const QStringList& references) const {
    return references.isEmpty()
               ? QString()
               : element("div", "refs", label("references") + escaped(references.join(QStringLiteral(" · "))));
  }

  QString nextSteps() const {
    QString items;
    for (const CatalogueEntry& step : m_content.nextSteps) {
      items += element("li", "", paragraphs("what", step.title) + paragraphs("how", step.plain));
    }
    return items.isEmpty() ? QString() : heading("next-steps") + element("ol", "steps", items);
  }

  QString layers() const {
    if (m_content.layers.empty()) {
      return {};
    }
    QString rows = headRow({"column.step", "column.address", "column.result", "column.time", "column.what"});
    for (const ReportLayer& layer : m_content.layers) {
      rows += element("tr", name(layer.tone),
                      element("td", "nowrap", stacked(layer.step)) +
                          element("td", "address", element("span", "mono", escaped(layer.address))) +
                          element("td", "", element("span", "badge", inLine(layer.result))) +
                          element("td", "nowrap", escaped(layer.time)) + element("td", "", stacked(layer.words)));
    }
    return heading("layers") + element("table", "", rows);
  }

  QString headRow(std::initializer_list<const char*> columns) const {
    QString cells;
    for (const char* column : columns) {
      cells += element("th", "", stacked(reportLabel(column)));
    }
    return element("tr", "", cells);
  }

  QString path() const {
    if (!m_content.path) {
      return {};
    }
    const ReportPath& path = *m_content.path;
    QString items = end("first good", reportLabel("path.this-machine"), path.source);
    items += path.breaksAtStart ? breakSign(reportLabel("path.break")) : QString();
    bool lost = path.breaksAtStart;
    for (const ReportHop& hop : path.hops) {
      items += hopRow(hop, lost);
      items += hop.breaksAfter ? breakSign(reportLabel("path.break")) : QString();
      lost = lost || hop.breaksAfter;
    }
    if (!path.reached) {
      items += end("last lost", reportLabel("path.target"), path.target);
    }
    return heading("path") + element("ol", "path", items) + element("div", "ends", inLine(path.end));
  }

  QString end(const char* cssClass, const BilingualText& text, const QString& who) const {
    return element(
        "li", cssClass,
        element("span", QString::fromLatin1(cssClass).contains(QLatin1String("good")) ? "node solid" : "node", {}) +
            element("span", "ttl", {}) + element("span", "who mono", escaped(who)) +
            element("div", "answer second", inLine(text)));
  }

  QString hopRow(const ReportHop& hop, bool lost) const {
    const QString who = hop.who.isEmpty() ? element("span", "silent", QStringLiteral("*")) : escaped(hop.who);
    const QString cssClass = name(hop.tone) + (lost ? QStringLiteral(" lost") : QString()) +
                             (hop.isEnd && m_content.path->reached ? QStringLiteral(" last") : QString());
    return element(
        "li", cssClass,
        element("span", hop.isEnd ? "node solid" : "node", {}) + element("span", "ttl", QString::number(hop.ttl)) +
            element("span", "who mono", who) + element("div", "answer", inLine(hop.answer)) +
            element("span", "number", escaped(hop.roundTrip)) + element("span", "number probes", escaped(hop.probes)));
  }

  QString breakSign(const BilingualText& text) const {
    return element("li", "break bad", element("span", "cross", {}) + element("span", "sign", inLine(text)));
  }

  QString evidence() const {
    QString items;
    for (const ReportEvidence& item : m_content.evidence) {
      items += element("article", QStringLiteral("evidence ") + name(m_content.tone), evidenceItem(item));
    }
    return items.isEmpty() ? QString() : heading("evidence") + items;
  }

  QString evidenceItem(const ReportEvidence& item) const {
    const QString number = QLatin1Char('#') + QString::number(item.id);
    const QString head = element("span", item.isDecisive ? "decisive" : "", number) +
                         element("span", "", inLine(item.check)) + element("span", "mono", escaped(item.at));
    QString explained;
    for (const CatalogueEntry& entry : item.explanations) {
      explained += element("div", "", paragraphs("", entry.plain) + paragraphs("refs", entry.detail));
    }
    return element("div", "head", head) + paragraphs("seen", item.sentence) +
           element(item.isDecisive ? "details open" : "details", "",
                   element("summary", "", label("explanation")) + explained);
  }

  QString events() const {
    if (m_content.events.empty()) {
      return {};
    }
    QString rows = headRow({"column.time", "column.from", "column.to", "column.what", "column.source"});
    for (const ReportEvent& event : m_content.events) {
      const QString fields = event.fields.isEmpty() ? QString() : element("div", "second mono", escaped(event.fields));
      rows += element("tr", "",
                      element("td", "number", escaped(event.at)) + element("td", "", escaped(event.from)) +
                          element("td", "", escaped(event.to)) + element("td", "", stacked(event.what) + fields) +
                          element("td", "", stacked(event.source)));
    }
    return heading("timeline") + element("table", "", rows);
  }

  QString environment() const {
    QString rows;
    for (const ReportFact& fact : m_content.environment) {
      rows += element("tr", "", element("td", "nowrap", inLine(fact.label)) + element("td", "", stacked(fact.value)));
    }
    return heading("environment") + element("table", "environment", rows);
  }

  QString footer() const { return element("footer", "", stacked(reportLabel("footer"))); }

  const ReportContent& m_content;
  Language m_language;
};

}  // namespace

QString reportHtml(const ReportContent& content, Language language) {
  return HtmlWriter(content, language).write();
}

}  // namespace synscope
