#pragma once

#include "core/logic/timeline/ladder_item.h"

#include <string>
#include <string_view>

namespace synscope {

/// Width that a text will have in a browser's sans-serif face at `pixels`; a little generous, since nobody can measure.
double estimatedTextWidth(std::string_view text, double pixels, bool strong);

/// A LadderMeasure for pictures whose font is not known.
double estimatedLadderWidth(std::string_view text, LadderFace face);

/// One primitive as an SVG element or two.
std::string svgElement(const LadderItem& item);

/// Elements moved downwards.
std::string svgShifted(double down, std::string_view body);

/// The style rules that the elements need: light, or dark where the reader prefers it. All names begin with "ladder".
std::string svgStyle();

/// A picture of that size around elements.
/// @param withStyle Complete in itself; false inside a page that has svgStyle() already.
std::string svgDocument(double width, double height, std::string_view title, std::string_view body, bool withStyle);

/// Text with the five special characters of XML escaped and what XML forbids replaced.
std::string xmlEscaped(std::string_view text);

}  // namespace synscope
