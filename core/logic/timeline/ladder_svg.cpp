#include "core/logic/timeline/ladder_svg.h"

#include "core/logic/timeline/ladder_look.h"

#include <algorithm>

namespace synscope {
namespace {

using Shape = LadderItem::Shape;

constexpr double kLegendHeight = 34;

/// Which line stands for which source, for the sources that occur.
std::string legend(const Timeline& timeline, const LadderWords& words, double y) {
  std::string out;
  double x = 24;
  for (const EventSource source : {EventSource::kObserved, EventSource::kInferred, EventSource::kSimulated}) {
    const bool used =
        std::ranges::any_of(timeline.events(), [source](const auto& event) { return event.source == source; });
    if (!used) continue;
    LadderItem arrow{.shape = Shape::kArrow, .x1 = x, .y1 = y - 4, .x2 = x + 44, .y2 = y - 4};
    arrow.ink = LadderInk::kNeutral;
    arrow.stroke = strokeOf(source);
    LadderItem label{
        .shape = Shape::kText, .x1 = x + 52, .y1 = y, .ink = LadderInk::kMuted, .text = words.source(source)};
    label.face = LadderFace::kSmall;
    out += svgElement(arrow) + svgElement(label);
    x += 52 + estimatedLadderWidth(label.text, LadderFace::kSmall) + 26;
  }
  return out;
}

std::string elements(const std::vector<LadderItem>& items) {
  std::string out;
  for (const LadderItem& item : items)
    out += svgElement(item);
  return out;
}

}  // namespace

std::string ladderSvg(const Timeline& timeline, const LadderOptions& options, const LadderWords& words,
                      std::string_view title, bool withStyle) {
  const LadderLayout layout(timeline, options, words, estimatedLadderWidth);
  const double head = LadderLayout::kHeaderHeight;
  const double height = head + layout.height() + kLegendHeight;
  const std::string body = elements(layout.header()) + svgShifted(head, elements(layout.items(0, layout.height()))) +
                           legend(timeline, words, height - 12);
  return svgDocument(layout.width(), height, title, body, withStyle);
}

std::string stateDiagramSvg(const StateDiagram& diagram, const StateDiagramWords& words, std::string_view title,
                            bool withStyle) {
  const std::string body = elements(stateDiagramItems(diagram, words, estimatedLadderWidth));
  return svgDocument(kStateDiagramWidth, kStateDiagramHeight, title, body, withStyle);
}

}  // namespace synscope
