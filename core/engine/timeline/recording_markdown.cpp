#include "core/engine/base/markdown_text.h"
#include "core/engine/timeline/recording_report.h"
#include "core/engine/timeline/recording_words.h"

namespace synscope {
namespace {

class MarkdownWriter {
 public:
  MarkdownWriter(const RecordingContent& content, Language language) : m_content(content), m_language(language) {}

  QString write() {
    m_out = QStringLiteral("# ") + line(m_content.title) + QStringLiteral("\n\n");
    facts(m_content.facts);
    for (const RecordingChapter& one : m_content.chapters)
      chapter(one);
    paragraph(m_content.leftOut);
    glossary();
    return m_out + QStringLiteral("---\n\n") + line(recordingLabel("footer")) + QLatin1Char('\n');
  }

 private:
  QString line(const BilingualText& text) const { return markdownMarked(text.in(m_language, QStringLiteral(" · "))); }
  QString label(const char* name) const { return line(recordingLabel(name)); }
  void heading(const char* name) { m_out += QStringLiteral("### ") + label(name) + QStringLiteral("\n\n"); }

  void paragraph(const BilingualText& text) {
    const QString lines = text.in(m_language, QStringLiteral("\n"));
    for (const QString& one : lines.split(QLatin1Char('\n'), Qt::SkipEmptyParts))
      m_out += markdownMarked(one) + QStringLiteral("\n\n");
  }

  void facts(const std::vector<RecordingFact>& facts) {
    for (const RecordingFact& fact : facts)
      m_out += QStringLiteral("- ") + line(fact.label) + QStringLiteral(": ") +
               markdownEscaped(fact.value.in(m_language, QStringLiteral(" · "))) + QLatin1Char('\n');
    m_out += QLatin1Char('\n');
  }

  void chapter(const RecordingChapter& chapter) {
    m_out += QStringLiteral("## ") + markdownEscaped(chapter.title) + QStringLiteral("\n\n");
    for (const CatalogueEntry& entry : chapter.summary) {
      m_out += QStringLiteral("**") + line(entry.title) + QStringLiteral("**\n\n");
      paragraph(entry.plain);
      paragraph(entry.detail);
    }
    facts(chapter.facts);
    if (chapter.events.empty()) return paragraph(recordingLabel("no-timeline"));
    ladder(chapter);
    numbers(chapter);
    events(chapter);
  }

  /// Fenced with more backticks than any label can hold in a row, since labels are made of addresses and our own words.
  void ladder(const RecordingChapter& chapter) {
    heading("ladder");
    QString text = chapter.ladderText;
    m_out += QStringLiteral("```text\n") + text.replace(QStringLiteral("```"), QStringLiteral("'''")) +
             QStringLiteral("\n```\n\n");
    paragraph(recordingLabel("how-we-know"));
    paragraph(chapter.leftOut);
  }

  void head(std::initializer_list<const char*> columns) {
    QStringList names, rule;
    for (const char* column : columns) {
      names.append(label(column));
      rule.append(QStringLiteral("---"));
    }
    m_out += markdownRow(names) + markdownRow(rule);
  }

  void numbers(const RecordingChapter& chapter) {
    if (chapter.numbers.empty()) return;
    heading("numbers");
    head({"column.number", "column.value", "column.meaning"});
    for (const RecordingNumber& number : chapter.numbers)
      m_out += markdownRow({line(number.label), markdownEscaped(number.value), line(number.meaning)});
    m_out += QLatin1Char('\n');
  }

  void events(const RecordingChapter& chapter) {
    heading("events");
    head({"column.time", "column.from", "column.to", "column.what", "column.source"});
    for (const RecordingEvent& event : chapter.events) {
      const QString name =
          event.name.isEmpty() ? QString() : QStringLiteral("**%1** ").arg(markdownEscaped(event.name));
      const QString fields = event.fields.isEmpty() ? QString() : QStringLiteral(" (%1)").arg(line(event.fields));
      m_out += markdownRow({event.at, markdownEscaped(event.from), markdownEscaped(event.to),
                            name + line(event.what) + fields, line(event.source)});
    }
    m_out += QLatin1Char('\n');
  }

  void glossary() {
    if (m_content.glossary.empty()) return;
    m_out += QStringLiteral("## ") + label("glossary") + QStringLiteral("\n\n");
    for (const auto& [engineers, entry] : m_content.glossary) {
      const QString strong = engineers.isEmpty() ? QString() : markdownEscaped(engineers) + QStringLiteral(" · ");
      m_out += QStringLiteral("**") + strong + line(entry.title) + QStringLiteral("**\n\n");
      paragraph(entry.plain);
      paragraph(entry.detail);
    }
  }

  const RecordingContent& m_content;
  Language m_language;
  QString m_out;
};

}  // namespace

QByteArray recordingMarkdown(const Recording& recording, Language language) {
  return MarkdownWriter(recordingContent(recording, language), language).write().toUtf8();
}

}  // namespace synscope
