#include "core/engine/timeline/recording_words.h"

#include "core/engine/timeline/event_words.h"
#include "core/logic/base/display_text.h"
#include "core/logic/endpoint/life_summary.h"
#include "core/logic/kernel/tcp_info_facts.h"
#include "core/logic/timeline/ladder_look.h"
#include "core/logic/timeline/ladder_svg.h"
#include "core/logic/timeline/ladder_text.h"

#include <algorithm>
#include <set>

namespace synscope {
namespace {

QString safe(std::string_view text) {
  return QString::fromStdString(sanitizeForDisplay(text));
}

BilingualText same(const QString& text) {
  return {text, text};
}

BilingualText same(std::string_view text) {
  return same(safe(text));
}

BilingualText title(const std::string& key, std::vector<std::pair<std::string, std::string>> args = {}) {
  return Catalogue::instance().title({key, std::move(args)});
}

/// "2026-03-01 17:30:05.250 UTC+08:00".
BilingualText wallTime(const WallClock& clock, TimePoint at) {
  const QString iso = QString::fromStdString(isoTime(clock, at));
  return same(iso.left(10) + QLatin1Char(' ') + iso.mid(11, 12) + QStringLiteral(" UTC") + iso.mid(26));
}

RecordingTone toneOf(const ConnectionLife& life) {
  if (!life.teardown.reason) return RecordingTone::kUnsure;
  switch (*life.teardown.reason) {
    case TeardownReason::kClosedByUs:
    case TeardownReason::kClosedByPeer:
    case TeardownReason::kSimultaneous: return RecordingTone::kGood;
    case TeardownReason::kAborted:
    case TeardownReason::kCancelled: return RecordingTone::kUnsure;
    default: return RecordingTone::kBad;
  }
}

/// "Bytes 517, Count 2".
BilingualText fieldsOf(const TimelineEvent& event) {
  BilingualText out;
  for (const auto& [name, value] : event.fields) {
    const BilingualText label = fieldTitle(name);
    const QString between = out.en.isEmpty() ? QString() : QStringLiteral(", ");
    out.en += between + label.en + QLatin1Char(' ') + safe(value);
    out.zh += between + label.zh + QLatin1Char(' ') + safe(value);
  }
  return out;
}

QString laneOf(const Timeline& timeline, LaneId lane, Language language) {
  return lane < timeline.lanes().size() ? laneTitle(timeline.lanes()[lane]).in(language, QStringLiteral(" / "))
                                        : QString();
}

std::vector<RecordingEvent> eventsOf(const Timeline& timeline, Language language) {
  std::vector<RecordingEvent> out;
  for (const TimelineEvent& event : timeline.events()) {
    RecordingEvent row;
    row.at = QString::fromStdString(stampTime(event.at - timeline.events().front().at));
    row.from = laneOf(timeline, event.from, language);
    if (isArrow(event)) row.to = laneOf(timeline, event.to, language);
    row.name = safe(technicalName(event));
    row.what = eventTitle(event);
    row.fields = fieldsOf(event);
    row.source = title("source." + std::string(name(event.source)));
    out.push_back(std::move(row));
  }
  return out;
}

std::vector<RecordingNumber> numbersOf(const ConnectionLife& life) {
  std::vector<RecordingNumber> out;
  if (!life.info) return out;
  for (const TcpInfoFact& fact : tcpInfoFacts(*life.info)) {
    const CatalogueEntry entry = Catalogue::instance().entry({std::string(fact.key), {}});
    out.push_back({entry.title, QString::fromStdString(textOf(fact)), entry.plain});
  }
  return out;
}

class Chapter {
 public:
  Chapter(const RecordedConnection& connection, const WallClock& clock, Language language)
      : m_row(connection.row), m_life(connection.life), m_clock(clock), m_language(language) {}

  RecordingChapter write() const {
    RecordingChapter out;
    out.title = safe(m_row.local.toString()) + QStringLiteral(" → ") + safe(m_row.peer.toString());
    out.tone = toneOf(m_life);
    for (const Phrase& phrase : lifeSummary(m_life)) {
      out.summary.push_back(Catalogue::instance().entry(phrase));
      QString& heading = out.summary.back().title.en;
      if (!heading.isEmpty()) heading[0] = heading[0].toUpper();
    }
    out.facts = facts();
    draw(out);
    out.numbers = numbersOf(m_life);
    out.events = eventsOf(m_life.timeline, m_language);
    if (m_life.omittedEvents > 0)
      out.leftOut = title("recording.events-left-out", {{"count", std::to_string(m_life.omittedEvents)}});
    return out;
  }

 private:
  void draw(RecordingChapter& out) const {
    const LadderWords words = ladderWords(m_language);
    out.ladderText = QString::fromStdString(ladderText(m_life.timeline, {}, words));
    out.ladderSvg = QString::fromStdString(
        ladderSvg(m_life.timeline, {}, words, (QStringLiteral("SynScope: ") + out.title).toStdString(), false));
    const StateDiagram diagram = stateDiagram(m_life, m_language);
    if (diagram.ourPath.empty()) return;
    out.statesSvg =
        QString::fromStdString(stateDiagramSvg(diagram, stateDiagramWords(m_language), diagramTitle(), false));
  }

  std::string diagramTitle() const {
    return recordingLabel("states").in(m_language, QStringLiteral(" / ")).toStdString();
  }

  std::vector<RecordingFact> facts() const {
    std::vector<RecordingFact> out;
    const auto add = [&out](const char* label, BilingualText value) {
      out.push_back({recordingLabel(label), std::move(value)});
    };
    const auto& events = m_life.timeline.events();
    add("state", same(name(m_life.state)));
    if (m_life.peerState) add("peer-state", same(name(*m_life.peerState)));
    if (!events.empty()) {
      add("began", wallTime(m_clock, events.front().at));
      add("lasted", same(shortTime(events.back().at - events.front().at)));
    }
    if (m_life.teardown.closedFirst)
      add("closed-first", recordingLabel(*m_life.teardown.closedFirst == Side::kUs ? "us" : "peer"));
    add("bytes-in", same(QString::number(m_row.bytesIn)));
    add("bytes-out", same(QString::number(m_row.bytesOut)));
    return out;
  }

  const ConnectionRow& m_row;
  const ConnectionLife& m_life;
  const WallClock& m_clock;
  Language m_language;
};

/// Every kind of event once, in the order of its first occurrence.
std::vector<std::pair<QString, CatalogueEntry>> glossaryOf(const Recording& recording) {
  std::vector<std::pair<QString, CatalogueEntry>> out;
  std::set<std::string> seen;
  for (const RecordedConnection& connection : recording.connections) {
    for (const TimelineEvent& event : connection.life.timeline.events()) {
      const bool known = Catalogue::instance().contains(event.code);
      if (known && seen.insert(event.code).second)
        out.emplace_back(safe(technicalName(event)), Catalogue::instance().entry({event.code, {}}));
    }
  }
  return out;
}

}  // namespace

QString name(RecordingTone tone) {
  switch (tone) {
    case RecordingTone::kGood: return QStringLiteral("good");
    case RecordingTone::kBad: return QStringLiteral("bad");
    case RecordingTone::kUnsure: return QStringLiteral("unsure");
  }
  return {};
}

BilingualText recordingLabel(const char* name) {
  return title(std::string("recording.") + name);
}

RecordingContent recordingContent(const Recording& recording, Language language) {
  RecordingContent out;
  out.title = title("recording.title", {{"name", recording.title}});
  out.facts = {{recordingLabel("kind"), title("recording.kind." + std::string(name(recording.kind)))},
               {recordingLabel("connections"),
                same(QString::number(recording.connections.size() + recording.omittedConnections))},
               {recordingLabel("saved-at"), wallTime({recording.savedAtNs, recording.clock.utcOffsetSeconds}, {})},
               {recordingLabel("program"), same(recording.program)}};
  std::uint64_t leftOut = recording.omittedConnections;
  for (const RecordedConnection& connection : recording.connections) {
    if (out.chapters.size() == RecordingContent::kMostChapters)
      ++leftOut;
    else
      out.chapters.push_back(Chapter(connection, recording.clock, language).write());
  }
  if (leftOut > 0) out.leftOut = title("recording.connections-left-out", {{"count", std::to_string(leftOut)}});
  out.glossary = glossaryOf(recording);
  return out;
}

}  // namespace synscope
