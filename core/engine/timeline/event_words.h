#pragma once

#include "core/engine/base/catalogue.h"
#include "core/logic/timeline/ladder_layout.h"

namespace synscope {

/// An event's title in the catalogue, its fields filled in.
BilingualText eventTitle(const TimelineEvent& event);

/// Name of a lane: "This machine", or what it is called, made safe to show.
BilingualText laneTitle(std::string_view lane);

/// The words of a ladder in one language; for kBoth each is written twice, English first.
LadderWords ladderWords(Language language);

}  // namespace synscope
