#include "core/engine/base/markdown_text.h"

#include <QRegularExpression>

namespace synscope {

QString markdownEscaped(const QString& text) {
  QString result;
  for (const QChar c : text) {
    if (QStringLiteral("\\*_[]<>|#~&").contains(c)) result += QLatin1Char('\\');
    result += c == QLatin1Char('\n') ? QLatin1Char(' ') : c;
  }
  return result;
}

QString markdownMarked(const QString& text) {
  const QStringList parts = text.split(QLatin1Char('`'));
  QStringList result;
  for (qsizetype i = 0; i < parts.size(); ++i) {
    const bool isCommand = i % 2 == 1 && i + 1 < parts.size();
    result.append(isCommand ? QLatin1Char('`') + parts[i] + QLatin1Char('`') : markdownEscaped(parts[i]));
  }
  return result.join(QString());
}

QString markdownRow(QStringList cells) {
  static const QRegularExpression bareBar(QStringLiteral("(?<!\\\\)\\|"));
  return QStringLiteral("| ") + cells.replaceInStrings(bareBar, QStringLiteral("\\|")).join(QStringLiteral(" | ")) +
         QStringLiteral(" |\n");
}

}  // namespace synscope
