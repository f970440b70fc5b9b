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

BilingualText fieldTitle(const std::string& field) {
  const std::string key = "field." + field;
  if (Catalogue::instance().contains(key)) return Catalogue::instance().title({key, {}});
  const QString same = QString::fromStdString(sanitizeForDisplay(field));
  return {same, same};
}

std::string timerNote(const std::optional<SocketTimer>& timer, Language language) {
  if (!timer) return {};
  const std::string time = timer->expiresMs >= 10'000 ? std::to_string((timer->expiresMs + 999) / 1000) + " s"
                                                      : shortTime(std::chrono::milliseconds(timer->expiresMs));
  if (language == Language::kBoth) return time;  // There is no room for both.
  return in(language, Catalogue::instance().title({"tcp-timer." + std::string(name(timer->kind)), {}})) + ' ' + time;
}

StateDiagram stateDiagram(const ConnectionLife& life, Language language) {
  StateDiagram diagram;
  diagram.ourPath = statePath(life.timeline, 0);
  diagram.peerPath = statePath(life.timeline, 1);
  diagram.us = life.state;
  diagram.peer = life.peerState;
  diagram.peerInferred = diagram.peerPath.empty() || diagram.peerPath.back().source != EventSource::kObserved;
  diagram.note = timerNote(life.timer, language);
  return diagram;
}

StateDiagramWords stateDiagramWords(Language language) {
  const auto say = [language](const std::string& key) { return in(language, Catalogue::instance().title({key, {}})); };
  return {say("recording.we"), say("recording.they"),
          [say](TcpTrigger trigger) { return say("trigger." + std::string(name(trigger))); }};
}

LadderWords ladderWords(Language language) {
  return {[language](const TimelineEvent& event) { return labelOf(event, language); },
          [language](std::string_view lane) { return in(language, laneTitle(lane)); },
          [language](EventSource source) {
            return in(language, Catalogue::instance().title({"source." + std::string(name(source)), {}}));
          }};
}

}  // namespace synscope
