#include "core/logic/base/display_text.h"

#include "core/logic/base/utf8.h"

#include <algorithm>
#include <array>

namespace synscope {
namespace {

struct Range {
  char32_t first;
  char32_t last;
};

constexpr std::array kHidden{
    Range{0x00, 0x1f},        Range{0x7f, 0x9f},     Range{0xad, 0xad},     Range{0x34f, 0x34f},
    Range{0x600, 0x605},      Range{0x61c, 0x61c},   Range{0x70f, 0x70f},   Range{0x115f, 0x1160},
    Range{0x17b4, 0x17b5},    Range{0x180b, 0x180f}, Range{0x200b, 0x200f}, Range{0x2028, 0x202e},
    Range{0x2060, 0x206f},    Range{0x3164, 0x3164}, Range{0xfe00, 0xfe0f}, Range{0xfeff, 0xfeff},
    Range{0xffa0, 0xffa0},    Range{0xfff0, 0xfffb}, Range{0xfffe, 0xffff}, Range{0xe0000, 0xe0fff},
    Range{0xf0000, 0x10ffff},
};

std::string hex(char32_t value, int digits) {
  std::string text;
  for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4)
    text += "0123456789abcdef"[value >> shift & 0xf];
  return text;
}

std::string escape(const CodePoint& point) {
  if (point.value == '\n') return "\\n";
  if (point.value == '\r') return "\\r";
  if (point.value == '\t') return "\\t";
  if (!point.valid || point.value < 0x80) return "\\x" + hex(point.value, 2);
  if (point.value < 0x10000) return "\\u" + hex(point.value, 4);
  return "\\U" + hex(point.value, 8);
}

}  // namespace

bool isHiddenCharacter(char32_t codePoint) {
  return std::ranges::any_of(kHidden, [&](Range range) { return range.first <= codePoint && codePoint <= range.last; });
}

std::string sanitizeForDisplay(std::string_view text) {
  std::string safe;
  safe.reserve(text.size());
  while (!text.empty()) {
    const CodePoint point = firstCodePoint(text);
    if (point.valid && !isHiddenCharacter(point.value)) {
      safe += text.substr(0, point.length);
    } else {
      safe += escape(point);
    }
    text.remove_prefix(point.length);
  }
  return safe;
}

std::string excerpt(std::string_view text, std::size_t maxBytes) {
  constexpr std::string_view kEllipsis = "…";
  if (text.size() <= maxBytes) return std::string(text);
  if (maxBytes < kEllipsis.size()) return {};
  std::size_t cut = maxBytes - kEllipsis.size();
  while (cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xc0) == 0x80)
    --cut;
  return std::string(text.substr(0, cut)) += kEllipsis;
}

}  // namespace synscope
