#pragma once

#include "core/logic/timeline/ladder_layout.h"
#include "core/logic/timeline/state_diagram.h"
#include "core/logic/timeline/svg_items.h"

#include <string>
#include <string_view>

namespace synscope {

/// The whole ladder as one SVG element. It holds no script and loads nothing.
/// @param title Read out by screen readers.
/// @param withStyle Complete in itself; false inside a page that has svgStyle() already.
std::string ladderSvg(const Timeline& timeline, const LadderOptions& options, const LadderWords& words,
                      std::string_view title, bool withStyle = true);

/// The diagram of states as one SVG element, in the same way.
std::string stateDiagramSvg(const StateDiagram& diagram, const StateDiagramWords& words, std::string_view title,
                            bool withStyle = true);

}  // namespace synscope
