#include "app/cli/text_width.h"

#include "core/logic/base/text_columns.h"

#include <QList>

#include <algorithm>

namespace synscope {
namespace {

/// As columnsOf(), with Qt's complete list of combining marks.
int widthOf(char32_t c) {
  if (QChar::isNonCharacter(c) || QChar::category(c) == QChar::Mark_NonSpacing) return 0;
  return std::max(1, columnsOf(c));
}

bool mayNotBegin(char32_t c) {
  return QStringView(u"，。、；：？！）》」』】”’…,.;:?!)]}%").contains(QChar(static_cast<char16_t>(c)));
}

bool mayNotEnd(char32_t c) {
  return QStringView(u"（《「『【“‘([{").contains(QChar(static_cast<char16_t>(c)));
}

/// Whether a line may end between two neighbouring characters, the first kept on it.
bool mayBreakBetween(char32_t before, char32_t after) {
  if (after == U' ' || mayNotBegin(after) || mayNotEnd(before)) return false;
  return before == U' ' || widthOf(before) == 2 || widthOf(after) == 2;
}

/// How many characters of a text stand on its first line.
qsizetype firstLineLength(const QList<uint>& text, int width) {
  qsizetype broken = 0;
  int columns = 0;
  for (qsizetype i = 0; i < text.size(); ++i) {
    if (i > 0 && mayBreakBetween(text[i - 1], text[i])) broken = i;
    columns += text[i] == U' ' ? 0 : widthOf(text[i]);
    if (columns > width && i > 0) return broken > 0 ? broken : i;
    columns += text[i] == U' ' ? 1 : 0;
  }
  return text.size();
}

}  // namespace

int textWidth(const QString& text) {
  int width = 0;
  for (const uint c : text.toUcs4())
    width += widthOf(c);
  return width;
}

QString padded(const QString& text, int width) {
  return text + QString(std::max(0, width - textWidth(text)), QLatin1Char(' '));
}

QStringList wrapped(const QString& text, int width) {
  QStringList lines;
  const QStringList paragraphs = text.split(QLatin1Char('\n'));
  for (const QString& paragraph : paragraphs) {
    QList<uint> rest = paragraph.trimmed().toUcs4();
    while (!rest.isEmpty()) {
      const qsizetype length = firstLineLength(rest, width);
      const QList<uint> line = rest.first(length);
      lines << QString::fromUcs4(reinterpret_cast<const char32_t*>(line.constData()), line.size()).trimmed();
      rest.remove(0, length);
    }
  }
  return lines;
}

QStringList wrappedBelow(const QString& mark, const QString& text, int width) {
  const int columns = textWidth(mark);
  QStringList lines = wrapped(text, std::max(width - columns, 1));
  for (qsizetype index = 0; index < lines.size(); ++index)
    lines[index].prepend(index == 0 ? mark : QString(columns, QLatin1Char(' ')));
  return lines;
}

QString elided(const QString& text, int width) {
  if (textWidth(text) <= width) return text;
  QString cut = text;
  while (!cut.isEmpty() && textWidth(cut) > width - 1)
    cut.chop(cut.back().isLowSurrogate() ? 2 : 1);
  return cut + QChar(0x2026);
}

}  // namespace synscope
