#pragma once

#include "core/engine/base/catalogue.h"
#include "core/logic/endpoint/connection_life.h"
#include "core/logic/timeline/ladder_layout.h"
#include "core/logic/timeline/state_diagram.h"

#include <string>

namespace synscope {

/// An event's title in the catalogue, its fields filled in.
BilingualText eventTitle(const TimelineEvent& event);

/// Name of a lane: "This machine", or what it is called, made safe to show.
BilingualText laneTitle(std::string_view lane);

/// Name of an event's field in words: "Bytes"; the field itself, made safe, where the catalogue has none.
BilingualText fieldTitle(const std::string& field);

/// "ends in 42 s": what a state waits for, for kBoth only "42 s"; empty without a timer.
std::string timerNote(const std::optional<SocketTimer>& timer, Language language);

/// What the diagram of states shows of a life.
StateDiagram stateDiagram(const ConnectionLife& life, Language language);
/// Its words; for kBoth each twice, English first.
StateDiagramWords stateDiagramWords(Language language);

/// The words of a ladder in one language; for kBoth each is written twice, English first.
LadderWords ladderWords(Language language);

}  // namespace synscope
