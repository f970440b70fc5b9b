#include "core/logic/base/json_writer.h"

#include "core/logic/base/utf8.h"

#include <array>
#include <charconv>
#include <cmath>

namespace synscope {
namespace {

constexpr std::string_view kReplacement = "\xef\xbf\xbd";  // U+FFFD

bool isPlain(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x20 && byte < 0x7f && c != '"' && c != '\\';
}

}  // namespace

void JsonWriter::separate() {
  if (m_comma) m_text += ',';
  if (m_newLine) m_text += '\n';
  m_newLine = false;
  m_comma = true;
}

void JsonWriter::open(char bracket) {
  separate();
  m_text += bracket;
  m_comma = false;
}

void JsonWriter::close(char bracket) {
  if (m_newLine) m_text += '\n';
  m_newLine = false;
  m_text += bracket;
  m_comma = true;
}

void JsonWriter::key(std::string_view name) {
  separate();
  m_text += '"';
  m_text += name;
  m_text += "\":";
  m_comma = false;
}

void JsonWriter::anyKey(std::string_view name) {
  value(name);
  m_text += ':';
  m_comma = false;
}

void JsonWriter::value(std::string_view text) {
  separate();
  m_text += '"';
  appendEscaped(text);
  m_text += '"';
}

void JsonWriter::value(bool truth) {
  separate();
  m_text += truth ? "true" : "false";
}

/// The shortest text that reads back as the same number; JSON has no infinity and no NaN.
void JsonWriter::value(double number) {
  if (!std::isfinite(number)) return null();
  separate();
  std::array<char, 32> room{};
  const auto [end, error] = std::to_chars(room.data(), room.data() + room.size(), number);
  m_text.append(room.data(), end);
}

void JsonWriter::null() {
  separate();
  m_text += "null";
}

void JsonWriter::appendEscaped(std::string_view text) {
  constexpr std::string_view kHex = "0123456789abcdef";
  while (!text.empty()) {
    const CodePoint point = isPlain(text.front()) ? CodePoint{U'a', 1, true} : firstCodePoint(text);
    const std::string_view bytes = text.substr(0, point.length);
    if (!point.valid) {
      m_text += kReplacement;
    } else if (bytes == "\"" || bytes == "\\") {
      (m_text += '\\') += bytes;
    } else if (point.value < 0x20) {
      ((m_text += "\\u00") += kHex[point.value >> 4U]) += kHex[point.value & 15U];
    } else {
      m_text += bytes;
    }
    text.remove_prefix(point.length);
  }
}

}  // namespace synscope
