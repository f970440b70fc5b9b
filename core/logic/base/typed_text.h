#pragma once

#include <string>
#include <string_view>

namespace synscope {

/// Turns what input methods, word processors and web pages make of ASCII back into ASCII: full-width letters, digits
/// and punctuation (U+FF01 to U+FF5E), ideographic full stop and comma, 【】, dashes, and every kind of space. All
/// other text, and bytes that are not UTF-8, stay as they are.
std::string foldWidth(std::string_view text);

/// Without white space and byte order marks at both ends.
std::string_view trimmed(std::string_view text);

/// Without pairs of quotes or brackets of any script around the whole text: "x", 「x」, “x”, <x>, (x). Square brackets
/// stay: they belong to IPv6 addresses.
std::string_view unquoted(std::string_view text);

bool isSpace(char c);
bool isDigit(char c);
/// ASCII only.
std::string lowered(std::string_view text);

}  // namespace synscope
