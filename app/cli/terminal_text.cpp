#include "app/cli/terminal_text.h"

#include "core/logic/base/display_text.h"

#include <algorithm>
#include <utility>

namespace synscope {
namespace {

/// Bytes a UTF-8 sequence has by its first one (RFC 3629 section 3); 1 for what cannot begin one.
std::size_t lengthByLead(unsigned char lead) {
  if (lead >= 0xc2 && lead <= 0xdf) return 2;
  if (lead >= 0xe0 && lead <= 0xef) return 3;
  if (lead >= 0xf0 && lead <= 0xf4) return 4;
  return 1;
}

bool isContinuation(char byte) {
  return (static_cast<unsigned char>(byte) & 0xc0U) == 0x80;
}

/// How many bytes at the end may belong to a character, or to a CR LF, that is still incomplete.
std::size_t unfinished(std::string_view text) {
  if (text.ends_with('\r')) return 1;
  const std::size_t most = std::min<std::size_t>(3, text.size());
  for (std::size_t length = 1; length <= most; ++length) {
    const char byte = text[text.size() - length];
    if (isContinuation(byte)) continue;
    return lengthByLead(static_cast<unsigned char>(byte)) > length ? length : 0;
  }
  return 0;
}

std::string safe(std::string_view text) {
  std::string shown;
  shown.reserve(text.size());
  while (!text.empty()) {
    const std::size_t plain = std::min(text.find_first_of("\n\t"), text.size());
    std::string_view part = text.substr(0, plain);
    if (part.ends_with('\r') && plain < text.size() && text[plain] == '\n') part.remove_suffix(1);
    shown += sanitizeForDisplay(part);
    if (plain < text.size()) shown += text[plain];
    text.remove_prefix(std::min(plain + 1, text.size()));
  }
  return shown;
}

}  // namespace

std::string TerminalText::add(std::string_view piece) {
  std::string text = std::move(m_tail);
  text += piece;
  m_tail = text.substr(text.size() - unfinished(text));
  text.resize(text.size() - m_tail.size());
  return safe(text);
}

std::string TerminalText::finish() {
  return safe(std::exchange(m_tail, {}));
}

}  // namespace synscope
