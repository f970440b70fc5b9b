#include "core/engine/timeline/event_words.h"

#include "core/logic/base/display_text.h"
#include "core/logic/timeline/ladder_look.h"

namespace synscope {
namespace {

std::string in(Language language, const BilingualText& text) {
  const bool same = text.en == text.zh;
  return (same ? text.en : text.in(language, QStringLiteral(" / "))).toStdString();
}

LadderLabel labelOf(const TimelineEvent& event, Language language) {
  LadderLabel label{std::string(technicalName(event)), in(language, eventTitle(event))};
  if (label.name == label.detail) label.detail.clear();
  return label;
}

}  // namespace

BilingualText eventTitle(const TimelineEvent& event) {
  return Catalogue::instance().title({event.code, event.fields});
}

BilingualText laneTitle(std::string_view lane) {
  const std::string key = "lane." + std::string(lane);
  if (Catalogue::instance().contains(key)) return Catalogue::instance().title({key, {}});
  const QString same = QString::fromStdString(sanitizeForDisplay(lane));
  return {same, same};
}

LadderWords ladderWords(Language language) {
  return {[language](const TimelineEvent& event) { return labelOf(event, language); },
          [language](std::string_view lane) { return in(language, laneTitle(lane)); },
          [language](EventSource source) {
            return in(language, Catalogue::instance().title({"source." + std::string(name(source)), {}}));
          }};
}

}  // namespace synscope
