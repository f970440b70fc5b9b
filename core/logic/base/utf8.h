#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace synscope {

/// One step through a UTF-8 text.
struct CodePoint {
  char32_t value = 0;      ///< The byte itself where `valid` is false.
  std::size_t length = 0;  ///< Bytes, 1 to 4; 0 at the end of the text.
  bool valid = false;      ///< RFC 3629: shortest form, no surrogate, at most U+10FFFF.
};

/// Reads the code point at the front. An invalid byte is one step of length 1, so a loop always ends.
CodePoint firstCodePoint(std::string_view text);

void appendUtf8(std::string& text, char32_t codePoint);

}  // namespace synscope
