#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace synscope {

/// True for what must not reach a terminal or a label as it is: control characters (C0, DEL, C1), line separators,
/// characters that reorder or hide text (Unicode UAX #9 and general category Cf), tags and private bytes.
bool isHiddenCharacter(char32_t codePoint);

/// Makes hostile text safe to show on one line: hidden characters and bytes that are not UTF-8 become visible escapes
/// (`\n`, `\x1b`, `\u202e`). Everything else stays as it is.
std::string sanitizeForDisplay(std::string_view text);

/// The front of a text, at most `maxBytes` long and cut between characters, with "…" where something was cut.
std::string excerpt(std::string_view text, std::size_t maxBytes = 80);

}  // namespace synscope
