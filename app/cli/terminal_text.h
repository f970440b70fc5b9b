#pragma once

#include <string>
#include <string_view>

namespace synscope {

/// Makes a stream from the wire safe for a terminal: control and escape sequences and what is not UTF-8 become visible
/// escapes, line breaks (LF, CR LF) and tabs stay. Characters may be split between two pieces.
class TerminalText {
 public:
  /// The text of this piece, up to the last character that is complete.
  std::string add(std::string_view piece);
  /// What was kept back, at the end of the stream.
  std::string finish();

 private:
  std::string m_tail;  ///< Up to 3 bytes.
};

}  // namespace synscope
