#include "ui/timeline/explain_event.h"

#include "core/engine/timeline/event_words.h"
#include "core/logic/timeline/ladder_look.h"
#include "ui/shell/language.h"
#include "ui/shell/shown_text.h"

#include <QCoreApplication>

namespace synscope {
namespace {

QString laneName(const Timeline& timeline, LaneId lane) {
  if (lane >= timeline.lanes().size()) return {};
  return laneTitle(timeline.lanes()[lane]).in(labelLanguage());
}

QString wayOf(const Timeline& timeline, const TimelineEvent& event) {
  const QString from = laneName(timeline, event.from);
  return isArrow(event) ? from + QStringLiteral(" → ") + laneName(timeline, event.to) : from;
}

QString sourceSentence(EventSource source) {
  const CatalogueEntry entry = Catalogue::instance().entry({"source." + std::string(name(source)), {}});
  const Language language = shownLanguage();
  return entry.title.in(language, QStringLiteral(" / ")) + QStringLiteral(" · ") +
         entry.plain.in(language, QStringLiteral(" / "));
}

QString timeText(const std::string& text) {
  return QString::fromStdString(text);
}

}  // namespace

Explanation explainEvent(const Timeline& timeline, std::size_t index) {
  Explanation out;
  if (index >= timeline.events().size()) return out;
  const TimelineEvent& event = timeline.events()[index];
  const TimelineEvent& first = timeline.events().front();
  out.phrases.push_back({event.code, event.fields});
  out.name = shown(technicalName(event));
  out.facts.emplace_back(isArrow(event) ? QCoreApplication::translate("ExplainEvent", "Way")
                                        : QCoreApplication::translate("ExplainEvent", "Where"),
                         wayOf(timeline, event));
  out.facts.emplace_back(QCoreApplication::translate("ExplainEvent", "Time"), timeText(stampTime(event.at - first.at)));
  if (index > 0 && event.at != timeline.events()[index - 1].at) {
    const Duration since = event.at - timeline.events()[index - 1].at;
    out.facts.emplace_back(QCoreApplication::translate("ExplainEvent", "After the event before"),
                           timeText(shortTime(since)));
  }
  if (event.arrives)
    out.facts.emplace_back(QCoreApplication::translate("ExplainEvent", "On the way for"),
                           timeText(timeOnTheWay(event)));
  else if (event.uncertainty)
    out.facts.emplace_back(QCoreApplication::translate("ExplainEvent", "Known to within"),
                           timeText("± " + shortTime(*event.uncertainty)));
  for (const auto& [field, value] : event.fields)
    out.facts.emplace_back(fieldName(field), shown(value));
  out.facts.emplace_back(QCoreApplication::translate("ExplainEvent", "How we know"), sourceSentence(event.source));
  return out;
}

QString eventReadOut(const Timeline& timeline, std::size_t index) {
  if (index >= timeline.events().size()) return {};
  const TimelineEvent& event = timeline.events()[index];
  QStringList parts{timeText(stampTime(event.at - timeline.events().front().at))};
  if (index > 0 && event.at != timeline.events()[index - 1].at)
    parts[0] += QStringLiteral(" (+%1)").arg(timeText(shortTime(event.at - timeline.events()[index - 1].at)));
  parts << shown(technicalName(event)) << eventTitle(event).in(labelLanguage()) << wayOf(timeline, event)
        << label({"source." + std::string(name(event.source)), {}});
  parts.removeAll(QString());
  return parts.join(QStringLiteral(" · "));
}

QString fieldName(const std::string& field) {
  return fieldTitle(field).in(labelLanguage());
}

}  // namespace synscope
