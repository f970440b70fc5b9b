#pragma once

#include "core/logic/timeline/ladder_layout.h"

#include <string>

namespace synscope {

/// The ladder as plain text for a monospaced font, UTF-8, one line per row, aligned also where Chinese stands in it.
/// Arrows of observed events are "--->", inferred "- - >", simulated ". . >"; states stand in [ ], ( ) or { }.
/// @param columns Not wider than this where labels can be cut to fit; 0: as wide as they need.
std::string ladderText(const Timeline& timeline, const LadderOptions& options, const LadderWords& words,
                       int columns = 0);

}  // namespace synscope
