#pragma once

#include "core/logic/timeline/timeline.h"
#include "ui/widgets/explanation_panel.h"

namespace synscope {

/// One event in words: what happened, why, what it means, then its numbers and how it is known.
Explanation explainEvent(const Timeline& timeline, std::size_t index);

/// One line: time, distance from the event before, name, way, how it is known. In the language of labels.
QString eventReadOut(const Timeline& timeline, std::size_t index);

/// Name of a field in the language of labels: "Round-trip time" for "rtt-us"; the field itself where it has none.
QString fieldName(const std::string& field);

}  // namespace synscope
