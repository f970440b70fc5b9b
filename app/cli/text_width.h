#pragma once

#include <QString>
#include <QStringList>

namespace synscope {

/// Columns a text takes in a terminal: East Asian wide and full-width characters take two (UAX #11).
int textWidth(const QString& text);

/// The text, filled with spaces on the right to `width` columns.
QString padded(const QString& text, int width);

/// The text, cut to `width` columns with "…" at the end where it is longer.
QString elided(const QString& text, int width);

/// Breaks a text into lines of at most `width` columns: at spaces, and between East Asian characters, but never so that
/// a line begins with a closing sign (W3C, Requirements for Chinese Text Layout, section 3.1.2). A word longer than a
/// line is cut.
QStringList wrapped(const QString& text, int width);

/// The same below a mark such as "  1. ": the first line begins with it, the others are indented by its columns.
QStringList wrappedBelow(const QString& mark, const QString& text, int width);

}  // namespace synscope
