#pragma once

#include "core/logic/timeline/timeline.h"

#include <string>

namespace synscope::test {

/// One word per event: "SYN_SENT?" (a state, inferred), "ESTABLISHED" (a state, observed), "[CLOSE_WAIT?]" (the
/// peer's),
/// ">syn" and "<syn-ack" (segments, mostly inferred, so without a mark), "connect()" (a call), "=closed-by-us" (why it
/// ended), "received" (the rest).
inline std::string lifeWord(const TimelineEvent& event) {
  const std::string word = event.code.substr(event.code.find('.') + 1);
  const std::string mark = event.source == EventSource::kInferred ? "?" : "";
  switch (event.kind) {
    case EventKind::kSyscall: return word + "()";
    case EventKind::kSegment: return (event.from == 0 ? ">" : "<") + word;
    case EventKind::kState: return event.from == 0 ? word + mark : "[" + word + mark + "]";
    case EventKind::kNote: return "=" + word;
    default: return word;
  }
}

/// @param bothEnds Tell the peer's states as well.
inline std::string lifeWords(const Timeline& timeline, bool bothEnds = false) {
  std::string text;
  for (const TimelineEvent& event : timeline.events()) {
    const std::string word = lifeWord(event);
    if (!bothEnds && word.front() == '[') continue;
    text += (text.empty() ? "" : " ") + word;
  }
  return text;
}

}  // namespace synscope::test
