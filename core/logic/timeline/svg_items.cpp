#include "core/logic/timeline/svg_items.h"

#include "core/logic/base/display_text.h"
#include "core/logic/base/text_columns.h"
#include "core/logic/base/utf8.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <utility>

namespace synscope {
namespace {

using Shape = LadderItem::Shape;

constexpr double kFontSize = 13;
constexpr double kSmallSize = 11.5;

struct Colours {
  std::string_view ink, light, dark, lightSoft, darkSoft;
};

/// The same as those of the window (ui/theme/tokens.cpp).
constexpr std::array kColours = {
    Colours{"text", "#1b1f27", "#e8eaef", "#ffffff", "#1d2027"},
    Colours{"muted", "#5a6371", "#a0a8b6", "#ffffff", "#1d2027"},
    Colours{"line", "#c8cdd6", "#49505d", "#ffffff", "#1d2027"},
    Colours{"neutral", "#5a6371", "#a0a8b6", "#eef0f3", "#292d36"},
    Colours{"good", "#1a7348", "#62c993", "#e7f5ed", "#1b3127"},
    Colours{"warn", "#8a5700", "#e2b150", "#fcf3e0", "#362c18"},
    Colours{"bad", "#b83027", "#f28b82", "#fcecea", "#3c2323"},
    Colours{"info", "#2b66d0", "#82aef7", "#e9f0fc", "#202c42"},
};

std::string number(double value) {
  std::array<char, 32> digits{};
  const double rounded = std::round(value * 10) / 10;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), rounded == 0 ? 0.0 : rounded);
  return {digits.data(), end.ptr};
}

std::string attribute(std::string_view key, double value) {
  return ' ' + std::string(key) + "=\"" + number(value) + '"';
}

std::string classes(std::string_view first, const LadderItem& item, std::string_view stroke) {
  std::string text = " class=\"" + std::string(first) + std::string(name(item.ink));
  if (!stroke.empty()) text += ' ' + std::string(stroke);
  return text + '"';
}

std::string_view strokeClass(LadderStroke stroke) {
  switch (stroke) {
    case LadderStroke::kSolid: return "";
    case LadderStroke::kDashed: return "ladder-dash";
    case LadderStroke::kDotted: return "ladder-dot";
  }
  return "";
}

std::string points(const std::vector<LadderPoint>& corners) {
  std::string text = " points=\"";
  for (const LadderPoint& point : corners)
    text += number(point.x) + ',' + number(point.y) + ' ';
  text.back() = '"';
  return text;
}

std::string lineElement(const LadderItem& item) {
  std::string wiped;
  if (item.halo)
    wiped = "<line class=\"ladder-wipe\"" + attribute("x1", item.x1) + attribute("y1", item.y1) +
            attribute("x2", item.x2) + attribute("y2", item.y2) + "/>\n";
  return wiped + "<line" + classes("ladder-s-", item, strokeClass(item.stroke)) + attribute("x1", item.x1) +
         attribute("y1", item.y1) + attribute("x2", item.x2) + attribute("y2", item.y2) +
         attribute("stroke-width", item.width) + "/>\n";
}

std::string arrowElement(const LadderItem& item) {
  return lineElement(item) + "<polygon" + classes("ladder-f-", item, "") + points(arrowHead(item)) + "/>\n";
}

std::string boxElement(const LadderItem& item, double radius, bool full) {
  const std::string kind = full ? "ladder-f-" : "ladder-w-";
  return "<rect" + classes(kind, item, strokeClass(item.stroke)) + attribute("x", item.x1) + attribute("y", item.y1) +
         attribute("width", item.x2 - item.x1) + attribute("height", std::max(0.0, item.y2 - item.y1)) +
         attribute("rx", radius) + attribute("stroke-width", full ? 0 : item.width) + "/>\n";
}

std::string markElement(const LadderItem& item) {
  const bool full = item.stroke == LadderStroke::kSolid;
  return "<polygon" + classes(full ? "ladder-f-" : "ladder-w-", item, "") +
         points(markOutline(item.mark, item.x1, item.y1, (item.x2 - item.x1) / 2)) +
         (full ? "/>\n" : " stroke-width=\"1.5\"/>\n");
}

std::string crossElement(const LadderItem& item) {
  const double half = (item.x2 - item.x1) / 2;
  LadderItem stroke = item;
  stroke.width = 2.2;
  std::string both;
  for (const double way : {1.0, -1.0}) {
    stroke.x1 = item.x1 - half;
    stroke.x2 = item.x1 + half;
    stroke.y1 = item.y1 - way * half;
    stroke.y2 = item.y1 + way * half;
    both += lineElement(stroke);
  }
  return both;
}

std::string textElement(const LadderItem& item) {
  std::string kind = item.face == LadderFace::kStrong ? "ladder-strong" : "";
  if (item.face == LadderFace::kSmall) kind = "ladder-small";
  if (item.halo) kind += kind.empty() ? "ladder-halo" : " ladder-halo";
  if (item.anchor == LadderAnchor::kMiddle) kind += " ladder-mid";
  if (item.anchor == LadderAnchor::kEnd) kind += " ladder-end";
  return "<text" + classes("ladder-f-", item, kind) + attribute("x", item.x1) + attribute("y", item.y1) + '>' +
         xmlEscaped(item.text) + "</text>\n";
}

std::string variables(bool dark) {
  std::string text = dark ? "--ladder-paper:#1d2027;" : "--ladder-paper:#ffffff;";
  for (const Colours& colour : kColours) {
    const std::string ink(colour.ink);
    text += "--ladder-" + ink + ':' + std::string(dark ? colour.dark : colour.light) + ";--ladder-" + ink +
            "-soft:" + std::string(dark ? colour.darkSoft : colour.lightSoft) + ';';
  }
  return text;
}

/// A declaration twice: once for programs that do not know CSS variables.
std::string declared(std::string_view property, std::string_view plain, const std::string& variable) {
  const std::string name(property);
  return name + ':' + std::string(plain) + ';' + name + ":var(--ladder-" + variable + ");";
}

}  // namespace

double estimatedTextWidth(std::string_view text, double pixels, bool strong) {
  double em = 0;
  while (!text.empty()) {
    const CodePoint next = firstCodePoint(text);
    const char32_t c = next.value;
    const bool narrow =
        c < 128 && std::string_view("iljtfrI.,:;|!'()[]- ").find(static_cast<char>(c)) != std::string_view::npos;
    const bool wide = c < 128 && std::string_view("mwMW@%").find(static_cast<char>(c)) != std::string_view::npos;
    const bool capital = c >= 'A' && c <= 'Z';
    em += columnsOf(c) == 2 ? 1.02 : (wide ? 0.9 : (narrow ? 0.36 : (capital ? 0.69 : 0.585))) * columnsOf(c);
    text.remove_prefix(next.length);
  }
  return em * pixels * (strong ? 1.06 : 1.0);
}

double estimatedLadderWidth(std::string_view text, LadderFace face) {
  return estimatedTextWidth(text, face == LadderFace::kSmall ? kSmallSize : kFontSize, face == LadderFace::kStrong);
}

std::string xmlEscaped(std::string_view text) {
  std::string out;
  for (const char c : sanitizeForDisplay(text)) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\'': out += "&#39;"; break;
      default: out += c;
    }
  }
  return out;
}

std::string svgElement(const LadderItem& item) {
  switch (item.shape) {
    case Shape::kLine: return lineElement(item);
    case Shape::kArrow: return arrowElement(item);
    case Shape::kBox: return boxElement(item, 6, false);
    case Shape::kBar: return boxElement(item, 3, item.stroke == LadderStroke::kSolid);
    case Shape::kMark: return markElement(item);
    case Shape::kCross: return crossElement(item);
    case Shape::kText: return textElement(item);
  }
  return {};
}

std::string svgStyle() {
  std::string css =
      ".ladder{" + variables(false) +
      "font:13px system-ui,\"Segoe UI\",\"Noto Sans\",\"PingFang SC\",\"Microsoft YaHei\",\"Noto Sans CJK "
      "SC\",sans-serif}\n@media (prefers-color-scheme:dark){.ladder{" +
      variables(true) + "}}\n";
  for (const Colours& colour : kColours) {
    const std::string ink(colour.ink);
    css += ".ladder-s-" + ink + "{fill:none;" + declared("stroke", colour.light, ink) + "}.ladder-f-" + ink + '{' +
           declared("fill", colour.light, ink) + "}.ladder-w-" + ink + '{' +
           declared("fill", colour.lightSoft, ink + "-soft") + declared("stroke", colour.light, ink) + "}\n";
  }
  css += ".ladder-wipe{stroke-width:10px;" + declared("stroke", "#ffffff", "paper") + "}.ladder-paper{" +
         declared("fill", "#ffffff", "paper") + "}.ladder-halo{paint-order:stroke;stroke-width:5px;" +
         declared("stroke", "#ffffff", "paper") +
         "stroke-linejoin:round}\n.ladder-strong{font-weight:600}.ladder-small{font-size:11.5px}"
         ".ladder-mid{text-anchor:middle}.ladder-end{text-anchor:end}"
         ".ladder-dash{stroke-dasharray:6 4}.ladder-dot{stroke-dasharray:0.1 5;stroke-linecap:round}\n";
  return css;
}

std::string svgDocument(double width, double height, std::string_view title, std::string_view body, bool withStyle) {
  const std::string size = number(width) + ' ' + number(height);
  std::string out = "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"ladder\" role=\"img\" viewBox=\"0 0 " + size +
                    '"' + attribute("width", width) + attribute("height", height) + ">\n<title>" + xmlEscaped(title) +
                    "</title>\n";
  if (withStyle) out += "<style>\n" + svgStyle() + "</style>\n";
  out += "<rect class=\"ladder-paper\" width=\"100%\" height=\"100%\"/>\n";
  return out + std::string(body) + "</svg>\n";
}

std::string svgShifted(double down, std::string_view body) {
  return "<g transform=\"translate(0 " + number(down) + ")\">\n" + std::string(body) + "</g>\n";
}

}  // namespace synscope
