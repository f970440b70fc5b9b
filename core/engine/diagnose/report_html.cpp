#include "core/engine/diagnose/report_html.h"

#include "core/engine/base/html_text.h"
#include "core/engine/timeline/event_words.h"
#include "core/logic/timeline/ladder_svg.h"

#include <QStringList>

#include <algorithm>

namespace synscope {
namespace {

QString escaped(const QString& text) {
  return htmlEscaped(text);
}

QString element(const char* tag, const char* cssClass, const QString& inside) {
  return htmlElement(tag, QLatin1String(cssClass), inside);
}

QString element(const char* tag, const QString& cssClass, const QString& inside) {
  return htmlElement(tag, cssClass, inside);
}

/// Writes the parts of one report in one choice of languages.
class HtmlWriter : HtmlSpeaker {
 public:
  HtmlWriter(const ReportContent& content, Language language) : HtmlSpeaker(language), m_content(content) {}

  QString write() const {
    const QString body = header() + verdict() + nextSteps() + layers() + path() + findings() + evidence() + events() +
                         environment() + footer();
    return page(m_content.title, body, hasPicture() ? pictureStyle() : QString());
  }

 private:
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
    inside += facts(m_content.facts);
    inside += paragraphs("detail", m_content.verdict.detail);
    inside += references(m_content.verdict.references);
    return element("section", QStringLiteral("verdict ") + name(m_content.tone), inside);
  }

  QString facts(const std::vector<ReportFact>& facts) const {
    QString items;
    for (const ReportFact& fact : facts) {
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

  QString headRow(const std::vector<const char*>& columns) const {
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

  static QString pictureStyle() {
    return QStringLiteral("\n.picture{overflow-x:auto;margin:12px 0 4px}.picture svg{max-width:100%;height:auto}") +
           QString::fromStdString(svgStyle());
  }

  bool hasPicture() const {
    return std::ranges::any_of(m_content.findings, [](const ReportFinding& each) { return !each.timeline.empty(); });
  }

  QString findings() const {
    QString all;
    for (const ReportFinding& each : m_content.findings) {
      all += finding(each);
    }
    return all;
  }

  QString finding(const ReportFinding& finding) const {
    QString inside = spoken("h3", "headline", finding.verdict.title) + paragraphs("plain", finding.verdict.plain);
    inside += facts(finding.facts) + paragraphs("detail", finding.verdict.detail);
    inside += references(finding.verdict.references);
    QString steps;
    for (const BilingualText& step : finding.verdict.steps) {
      steps += element("li", "", paragraphs("what", step));
    }
    QString notes;
    for (const BilingualText& note : finding.notes) {
      notes += element("p", "second", stacked(note));
    }
    return heading(finding.heading) + element("section", QStringLiteral("verdict ") + name(finding.tone), inside) +
           (steps.isEmpty() ? QString() : element("ol", "steps", steps)) + table(finding.table) +
           ladder(finding.timeline) + notes;
  }

  QString table(const ReportTable& table) const {
    QString rows;
    for (const std::vector<BilingualText>& cells : table.rows) {
      QString row;
      for (const BilingualText& cell : cells) {
        row += element("td", "", stacked(cell));
      }
      rows += element("tr", "", row);
    }
    return rows.isEmpty() ? QString() : element("table", "", headRow(table.columns) + rows);
  }

  QString ladder(const Timeline& timeline) const {
    if (timeline.empty()) {
      return {};
    }
    const std::string title = reportLabel("both-ends").in(language(), QStringLiteral(" / ")).toStdString();
    return element("div", "picture",
                   QString::fromStdString(ladderSvg(timeline, {}, ladderWords(language()), title, false)));
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
};

}  // namespace

QString reportHtml(const ReportContent& content, Language language) {
  return HtmlWriter(content, language).write();
}

}  // namespace synscope
