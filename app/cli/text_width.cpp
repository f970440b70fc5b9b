#include "app/cli/text_width.h"

#include <QList>

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

int columnsOf(char32_t c) {
  if (QChar::isNonCharacter(c) || QChar::category(c) == QChar::Mark_NonSpacing) return 0;
  return std::ranges::any_of(kWide, [c](Range r) { return c >= r.first && c <= r.last; }) ? 2 : 1;
}

}  // namespace

int textWidth(const QString& text) {
  int width = 0;
  for (const uint c : text.toUcs4())
    width += columnsOf(c);
  return width;
}

QString padded(const QString& text, int width) {
  return text + QString(std::max(0, width - textWidth(text)), QLatin1Char(' '));
}

QString elided(const QString& text, int width) {
  if (textWidth(text) <= width) return text;
  QString cut = text;
  while (!cut.isEmpty() && textWidth(cut) > width - 1)
    cut.chop(cut.back().isLowSurrogate() ? 2 : 1);
  return cut + QChar(0x2026);
}

}  // namespace synscope
