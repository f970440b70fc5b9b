#pragma once

#include "core/logic/timeline/ladder_layout.h"

#include <string>
#include <string_view>

namespace synscope {

/// Width that a text will have in a browser's sans-serif face at `pixels`; a little generous, since nobody can measure.
double estimatedTextWidth(std::string_view text, double pixels, bool strong);

/// A LadderMeasure for pictures whose font is not known.
double estimatedLadderWidth(std::string_view text, LadderFace face);

/// The style rules that the picture needs: light, or dark where the reader prefers it. All names begin with "ladder".
std::string ladderSvgStyle();

/// The whole ladder as one SVG element. It holds no script and loads nothing.
/// @param title Read out by screen readers.
/// @param withStyle Complete in itself; false inside a page that has ladderSvgStyle() already.
std::string ladderSvg(const Timeline& timeline, const LadderOptions& options, const LadderWords& words,
                      std::string_view title, bool withStyle = true);

/// Text with the five special characters of XML escaped and what XML forbids replaced.
std::string xmlEscaped(std::string_view text);

}  // namespace synscope
