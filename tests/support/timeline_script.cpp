#include "tests/support/timeline_script.h"

#include <algorithm>
#include <charconv>
#include <sstream>
#include <string>

namespace synscope {
namespace {

TimePoint atMs(const std::string& text) {
  return TimePoint(Duration(static_cast<Duration::rep>(std::stod(text) * 1e6)));
}

EventKind kindOf(std::string_view code) {
  const std::string_view room = code.substr(0, code.find('.'));
  if (room == "call") return EventKind::kSyscall;
  if (room == "tcp-state") return EventKind::kState;
  if (room == "segment") return EventKind::kSegment;
  if (room == "datagram") return EventKind::kDatagram;
  if (room == "icmp") return EventKind::kIcmp;
  if (room == "timer") return EventKind::kTimer;
  if (room == "data") return EventKind::kData;
  if (room == "error") return EventKind::kError;
  return EventKind::kNote;
}

void addWord(TimelineEvent& event, std::string word) {
  if (word == "?") {
    event.source = EventSource::kInferred;
  } else if (word == "~") {
    event.source = EventSource::kSimulated;
  } else if (word == "lost") {
    event.lost = true;
  } else if (word.front() == '@') {
    event.arrives = atMs(word.substr(1));
  } else if (const auto equals = word.find('='); equals != std::string::npos) {
    std::ranges::replace(word, '_', ' ');
    event.fields.emplace_back(word.substr(0, equals), word.substr(equals + 1));
  }
}

}  // namespace

Timeline timelineFrom(std::string_view script) {
  Timeline timeline;
  std::istringstream lines{std::string(script)};
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words(line);
    std::string first, way, code, word;
    if (!(words >> first)) continue;
    if (first == "lanes") {
      while (words >> word)
        timeline.lane(word);
      continue;
    }
    words >> way >> code;
    const auto arrow = way.find('>');
    TimelineEvent event;
    event.at = atMs(first);
    event.from = timeline.lane(way.substr(0, arrow));
    event.to = arrow == std::string::npos ? event.from : timeline.lane(way.substr(arrow + 1));
    event.kind = kindOf(code);
    event.code = code;
    while (words >> word)
      addWord(event, word);
    timeline.add(std::move(event));
  }
  return timeline;
}

}  // namespace synscope
