#include "core/engine/base/html_text.h"
#include "core/engine/timeline/recording_report.h"
#include "core/engine/timeline/recording_words.h"
#include "core/logic/timeline/svg_items.h"

namespace synscope {
namespace {

const QString kStyle = QStringLiteral(
    "\n.picture{overflow-x:auto;margin:8px 0 4px}.picture svg{max-width:100%;height:auto;display:block}"
    ".picture.states svg{max-width:500px}.chapter+.chapter{margin-top:56px}"
    ".numbers td:first-child{min-width:12em}"
    ".glossary dt{margin-top:12px;font-weight:600}.glossary dd{margin:2px 0 0}"
    ".glossary .detail{color:var(--soft);font-size:13px}\n");

class HtmlWriter : HtmlSpeaker {
 public:
  HtmlWriter(const RecordingContent& content, Language language) : HtmlSpeaker(language), m_content(content) {}

  QString write() const {
    QString body = header();
    for (const RecordingChapter& chapter : m_content.chapters)
      body += htmlElement("section", QStringLiteral("chapter"), this->chapter(chapter));
    body += note(m_content.leftOut) + glossary() + htmlElement("footer", {}, stacked(recordingLabel("footer")));
    return page(m_content.title, body, kStyle + QString::fromStdString(svgStyle()));
  }

 private:
  QString label(const char* name) const { return inLine(recordingLabel(name)); }
  QString heading(const char* name) const { return htmlElement("h2", {}, label(name)); }

  QString note(const BilingualText& text) const {
    return text.isEmpty() ? QString() : htmlElement("div", QStringLiteral("note"), stacked(text));
  }

  QString facts(const std::vector<RecordingFact>& facts) const {
    QString items;
    for (const RecordingFact& fact : facts)
      items +=
          htmlElement("div", {}, htmlElement("dt", {}, inLine(fact.label)) + htmlElement("dd", {}, inLine(fact.value)));
    return htmlElement("dl", QStringLiteral("facts"), items);
  }

  QString header() const {
    return htmlElement(
               "header", {},
               htmlElement("strong", {}, QStringLiteral("SynScope")) + htmlElement("span", {}, label("document"))) +
           spoken("h1", "headline", m_content.title) + facts(m_content.facts);
  }

  QString chapter(const RecordingChapter& chapter) const {
    return htmlElement("h2", QStringLiteral("mono"), htmlEscaped(chapter.title)) + summary(chapter) + ladder(chapter) +
           states(chapter) + numbers(chapter) + events(chapter);
  }

  QString summary(const RecordingChapter& chapter) const {
    QString inside;
    for (const CatalogueEntry& entry : chapter.summary)
      inside += spoken("h3", "", entry.title) + paragraphs("plain", entry.plain) + paragraphs("detail", entry.detail);
    return htmlElement("section", QStringLiteral("verdict ") + name(chapter.tone), inside + facts(chapter.facts));
  }

  QString ladder(const RecordingChapter& chapter) const {
    if (chapter.events.empty()) return note(recordingLabel("no-timeline"));
    return heading("ladder") + htmlElement("div", QStringLiteral("picture"), chapter.ladderSvg) +
           htmlElement("p", QStringLiteral("second"), stacked(recordingLabel("how-we-know"))) + note(chapter.leftOut);
  }

  QString states(const RecordingChapter& chapter) const {
    if (chapter.statesSvg.isEmpty()) return {};
    return heading("states") + htmlElement("div", QStringLiteral("picture states"), chapter.statesSvg);
  }

  QString numbers(const RecordingChapter& chapter) const {
    if (chapter.numbers.empty()) return {};
    QString rows;
    for (const RecordingNumber& number : chapter.numbers)
      rows += htmlElement("tr", {},
                          htmlElement("td", {}, stacked(number.label)) +
                              htmlElement("td", QStringLiteral("number"), htmlEscaped(number.value)) +
                              htmlElement("td", QStringLiteral("second"), stacked(number.meaning)));
    return heading("numbers") + htmlElement("table", QStringLiteral("numbers"), rows);
  }

  QString events(const RecordingChapter& chapter) const {
    if (chapter.events.empty()) return {};
    QString rows;
    for (const char* column : {"column.time", "column.from", "column.to", "column.what", "column.source"})
      rows += htmlElement("th", {}, stacked(recordingLabel(column)));
    rows = htmlElement("tr", {}, rows);
    for (const RecordingEvent& event : chapter.events)
      rows += eventRow(event);
    return htmlElement("details", {}, htmlElement("summary", {}, label("events")) + htmlElement("table", {}, rows));
  }

  QString eventRow(const RecordingEvent& event) const {
    const QString engineers = event.name.isEmpty() ? QString() : htmlElement("strong", {}, htmlEscaped(event.name));
    const QString fields =
        event.fields.isEmpty() ? QString() : htmlElement("div", QStringLiteral("second mono"), stacked(event.fields));
    return htmlElement("tr", {},
                       htmlElement("td", QStringLiteral("number"), htmlEscaped(event.at)) +
                           htmlElement("td", {}, htmlEscaped(event.from)) +
                           htmlElement("td", {}, htmlEscaped(event.to)) +
                           htmlElement("td", {}, engineers + stacked(event.what) + fields) +
                           htmlElement("td", {}, stacked(event.source)));
  }

  QString glossary() const {
    QString items;
    for (const auto& [engineers, entry] : m_content.glossary) {
      const QString strong = engineers.isEmpty() ? QString() : htmlEscaped(engineers) + QStringLiteral(" · ");
      items += htmlElement("dt", {}, strong + inLine(entry.title)) +
               htmlElement("dd", {}, paragraphs("plain", entry.plain) + paragraphs("detail", entry.detail));
    }
    return items.isEmpty() ? QString() : heading("glossary") + htmlElement("dl", QStringLiteral("glossary"), items);
  }

  const RecordingContent& m_content;
};

}  // namespace

QByteArray recordingHtml(const Recording& recording, Language language) {
  return HtmlWriter(recordingContent(recording, language), language).write().toUtf8();
}

}  // namespace synscope
