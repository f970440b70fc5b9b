#include "core/engine/diagnose/report_markdown.h"

#include "core/engine/base/markdown_text.h"
#include "core/engine/timeline/event_words.h"
#include "core/logic/timeline/ladder_text.h"

#include <QStringList>

namespace synscope {
namespace {

QString escaped(const QString& text) {
  return markdownEscaped(text);
}

class MarkdownWriter {
 public:
  MarkdownWriter(const ReportContent& content, Language language) : m_content(content), m_language(language) {}

  QString write() {
    m_out = QStringLiteral("# ") + line(m_content.title) + QStringLiteral("\n\n");
    verdict();
    nextSteps();
    layers();
    path();
    findings();
    evidence();
    events();
    environment();
    return m_out + QStringLiteral("---\n\n") + line(reportLabel("footer")) + QLatin1Char('\n');
  }

 private:
  QString line(const BilingualText& text) const { return markdownMarked(text.in(m_language, QStringLiteral(" · "))); }
  QString label(const char* name) const { return line(reportLabel(name)); }

  void heading(const char* name) { m_out += QStringLiteral("## ") + label(name) + QStringLiteral("\n\n"); }

  void paragraph(const BilingualText& text, const QString& prefix = QString()) {
    const QString paragraphs = text.in(m_language, QStringLiteral("\n"));
    for (const QString& one : paragraphs.split(QLatin1Char('\n'), Qt::SkipEmptyParts)) {
      m_out += prefix + markdownMarked(one) + QStringLiteral("\n") + prefix.trimmed() + QStringLiteral("\n");
    }
  }

  void row(const QStringList& cells) { m_out += markdownRow(cells); }

  void head(const std::vector<const char*>& columns) {
    QStringList names;
    QStringList rule;
    for (const char* column : columns) {
      names.append(label(column));
      rule.append(QStringLiteral("---"));
    }
    row(names);
    row(rule);
  }

  void verdict() {
    m_out += QStringLiteral("> **") + line(m_content.verdict.title) + QStringLiteral("**\n>\n");
    paragraph(m_content.verdict.plain, QStringLiteral("> "));
    paragraph(m_content.verdict.detail, QStringLiteral("> "));
    m_out += QLatin1Char('\n');
    facts(m_content.facts);
    if (!m_content.verdict.references.isEmpty()) {
      m_out += QStringLiteral("- ") + label("references") + QStringLiteral(": ") +
               escaped(m_content.verdict.references.join(QStringLiteral(", "))) + QLatin1Char('\n');
    }
    m_out += QLatin1Char('\n');
    if (m_content.cancelled) {
      paragraph(reportLabel("cancelled"));
    }
  }

  void nextSteps() {
    if (m_content.nextSteps.empty()) {
      return;
    }
    heading("next-steps");
    int number = 0;
    for (const CatalogueEntry& step : m_content.nextSteps) {
      m_out += QString::number(++number) + QStringLiteral(". **") + line(step.title) + QStringLiteral("**\n\n");
      paragraph(step.plain, QStringLiteral("   "));
    }
  }

  void layers() {
    if (m_content.layers.empty()) {
      return;
    }
    heading("layers");
    head({"column.step", "column.address", "column.result", "column.time", "column.what"});
    for (const ReportLayer& layer : m_content.layers) {
      row({line(layer.step), escaped(layer.address), line(layer.result), layer.time, line(layer.words)});
    }
    m_out += QLatin1Char('\n');
  }

  void path() {
    if (!m_content.path) {
      return;
    }
    const ReportPath& path = *m_content.path;
    heading("path");
    head({"column.hop", "column.address", "column.result", "column.rtt", "column.probes"});
    row({QStringLiteral("0"), escaped(path.source), label("path.this-machine"), {}, {}});
    if (path.breaksAtStart) {
      breakRow();
    }
    for (const ReportHop& hop : path.hops) {
      row({QString::number(hop.ttl), hop.who.isEmpty() ? QStringLiteral("\\*") : escaped(hop.who), line(hop.answer),
           hop.roundTrip, hop.probes});
      if (hop.breaksAfter) {
        breakRow();
      }
    }
    m_out += QLatin1Char('\n');
    m_out += label("path.target") + QStringLiteral(": ") + escaped(path.target) + QStringLiteral(". ") +
             line(path.end) + QStringLiteral("\n\n");
  }

  void breakRow() {
    row({QStringLiteral("✕"), {}, QStringLiteral("**") + label("path.break") + QStringLiteral("**"), {}, {}});
  }

  void findings() {
    for (const ReportFinding& each : m_content.findings) {
      finding(each);
    }
  }

  void finding(const ReportFinding& finding) {
    heading(finding.heading);
    m_out += QStringLiteral("> **") + line(finding.verdict.title) + QStringLiteral("**\n>\n");
    paragraph(finding.verdict.plain, QStringLiteral("> "));
    paragraph(finding.verdict.detail, QStringLiteral("> "));
    m_out += QLatin1Char('\n');
    facts(finding.facts);
    m_out += QLatin1Char('\n');
    int number = 0;
    for (const BilingualText& step : finding.verdict.steps) {
      m_out += QString::number(++number) + QStringLiteral(". ") + line(step) + QLatin1Char('\n');
    }
    table(finding.table);
    ladder(finding.timeline);
    for (const BilingualText& note : finding.notes) {
      m_out += QStringLiteral("- ") + line(note) + QLatin1Char('\n');
    }
    m_out += QLatin1Char('\n');
  }

  void table(const ReportTable& table) {
    if (table.rows.empty()) {
      return;
    }
    m_out += QLatin1Char('\n');
    head(table.columns);
    for (const std::vector<BilingualText>& cells : table.rows) {
      QStringList words;
      for (const BilingualText& cell : cells) {
        words.append(line(cell));
      }
      row(words);
    }
  }

  /// Its labels are our own words and addresses; a fence in them would end the picture.
  void ladder(const Timeline& timeline) {
    if (timeline.empty()) {
      return;
    }
    QString text = QString::fromStdString(ladderText(timeline, {}, ladderWords(m_language)));
    m_out += QStringLiteral("\n```text\n") + text.replace(QStringLiteral("```"), QStringLiteral("'''")) +
             QStringLiteral("\n```\n\n");
  }

  void facts(const std::vector<ReportFact>& facts) {
    for (const ReportFact& fact : facts) {
      m_out += QStringLiteral("- ") + line(fact.label) + QStringLiteral(": ") + line(fact.value) + QLatin1Char('\n');
    }
  }

  void evidence() {
    if (m_content.evidence.empty()) {
      return;
    }
    heading("evidence");
    for (const ReportEvidence& item : m_content.evidence) {
      m_out += QStringLiteral("### %1 ").arg(item.id) + line(item.check) + QStringLiteral(" (") + item.at +
               QStringLiteral(")\n\n**");
      m_out += line(item.sentence) + QStringLiteral("**\n\n");
      for (const CatalogueEntry& entry : item.explanations) {
        paragraph(entry.plain);
        paragraph(entry.detail);
      }
    }
  }

  void events() {
    if (m_content.events.empty()) {
      return;
    }
    heading("timeline");
    head({"column.time", "column.from", "column.to", "column.what", "column.source"});
    for (const ReportEvent& event : m_content.events) {
      const QString fields =
          event.fields.isEmpty() ? QString() : QStringLiteral(" (") + escaped(event.fields) + QLatin1Char(')');
      row({event.at, escaped(event.from), escaped(event.to), line(event.what) + fields, line(event.source)});
    }
    m_out += QLatin1Char('\n');
  }

  void environment() {
    heading("environment");
    for (const ReportFact& fact : m_content.environment) {
      m_out += QStringLiteral("- ") + line(fact.label) + QStringLiteral(": ") + line(fact.value) + QLatin1Char('\n');
    }
    m_out += QLatin1Char('\n');
  }

  const ReportContent& m_content;
  Language m_language;
  QString m_out;
};

}  // namespace

QString reportMarkdown(const ReportContent& content, Language language) {
  return MarkdownWriter(content, language).write();
}

}  // namespace synscope
