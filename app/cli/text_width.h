#pragma once

#include <QString>

namespace synscope {

/// Columns a text takes in a terminal: East Asian wide and full-width characters take two (UAX #11).
int textWidth(const QString& text);

/// The text, filled with spaces on the right to `width` columns.
QString padded(const QString& text, int width);

/// The text, cut to `width` columns with "…" at the end where it is longer.
QString elided(const QString& text, int width);

}  // namespace synscope
