#include "core/logic/base/text_columns.h"

#include "core/logic/base/utf8.h"

#include <algorithm>
#include <array>

namespace synscope {
namespace {

struct Range {
  char32_t first, last;
};

/// The wide blocks of UAX #11 that our words and pasted names use; sorted.
constexpr std::array kWide = {Range{0x1100, 0x115F},  Range{0x2E80, 0x303E}, Range{0x3041, 0xA4CF},
                              Range{0xAC00, 0xD7A3},  Range{0xF900, 0xFAFF}, Range{0xFE30, 0xFE6F},
                              Range{0xFF00, 0xFF60},  Range{0xFFE0, 0xFFE6}, Range{0x1F300, 0x1FAFF},
                              Range{0x20000, 0x3FFFD}};

/// Blocks of combining marks (general category Mn).
constexpr std::array kCombining = {Range{0x0300, 0x036F}, Range{0x0483, 0x0487}, Range{0x0591, 0x05BD},
                                   Range{0x064B, 0x065F}, Range{0x1AB0, 0x1ACE}, Range{0x1DC0, 0x1DFF},
                                   Range{0x20D0, 0x20F0}, Range{0xFE00, 0xFE0F}, Range{0xFE20, 0xFE2F}};

template <std::size_t N>
bool within(const std::array<Range, N>& ranges, char32_t c) {
  return std::ranges::any_of(ranges, [c](Range range) { return c >= range.first && c <= range.last; });
}

}  // namespace

int columnsOf(char32_t codePoint) {
  if (within(kCombining, codePoint)) return 0;
  return within(kWide, codePoint) ? 2 : 1;
}

int textColumns(std::string_view text) {
  int columns = 0;
  while (!text.empty()) {
    const CodePoint next = firstCodePoint(text);
    columns += columnsOf(next.value);
    text.remove_prefix(next.length);
  }
  return columns;
}

std::string cutToColumns(std::string_view text, int columns) {
  if (textColumns(text) <= columns) return std::string(text);
  if (columns <= 0) return {};
  std::string kept;
  for (int taken = 0; !text.empty();) {
    const CodePoint next = firstCodePoint(text);
    taken += columnsOf(next.value);
    if (taken > columns - 1) break;
    kept += text.substr(0, next.length);
    text.remove_prefix(next.length);
  }
  return kept + "…";
}

}  // namespace synscope
