#pragma once

#include <QString>
#include <QStringList>

namespace synscope {

/// Escaped for running text and table cells. Backticks stay: our own words set commands in them, and a hostile one can
/// at most open a code span.
QString markdownEscaped(const QString& text);

/// Escaped outside `commands`, which Markdown shows as they are.
QString markdownMarked(const QString& text);

/// One row of a table. A bar inside a cell would end it, even within `commands` (GitHub Flavored Markdown, tables).
QString markdownRow(QStringList cells);

}  // namespace synscope
