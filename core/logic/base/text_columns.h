#pragma once

#include <string>
#include <string_view>

namespace synscope {

/// Columns of a terminal or a monospaced font that a character takes: 0 for combining marks, 2 for East Asian wide and
/// full-width ones (UAX #11), else 1.
int columnsOf(char32_t codePoint);

/// Columns that a UTF-8 text takes on one line.
int textColumns(std::string_view text);

/// The text cut to at most `columns`, with "…" at its end where something was cut.
std::string cutToColumns(std::string_view text, int columns);

}  // namespace synscope
