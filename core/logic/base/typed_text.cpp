#include "core/logic/base/typed_text.h"

#include "core/logic/base/utf8.h"

#include <algorithm>
#include <array>
#include <utility>

namespace synscope {
namespace {

char32_t folded(char32_t c) {
  if (c >= 0xff01 && c <= 0xff5e) return c - 0xff01 + '!';
  if (c >= 0x2000 && c <= 0x200a) return ' ';
  if (c >= 0x2010 && c <= 0x2015) return '-';
  switch (c) {
    case 0x00a0:
    case 0x202f:
    case 0x205f:
    case 0x3000: return ' ';
    case 0x2212: return '-';
    case 0x3001:
    case 0xff64: return ',';
    case 0x3002:
    case 0xff61: return '.';
    case 0x3010: return '[';
    case 0x3011: return ']';
    default: return c;
  }
}

constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";

constexpr std::array<std::pair<std::string_view, std::string_view>, 12> kQuotes{{
    {"\"", "\""},
    {"'", "'"},
    {"`", "`"},
    {"<", ">"},
    {"(", ")"},
    {"“", "”"},
    {"‘", "’"},
    {"「", "」"},
    {"『", "』"},
    {"《", "》"},
    {"〈", "〉"},
    {"«", "»"},
}};

}  // namespace

std::string foldWidth(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  while (!text.empty()) {
    const CodePoint point = firstCodePoint(text);
    if (point.valid) {
      appendUtf8(result, folded(point.value));
    } else {
      result += text.front();
    }
    text.remove_prefix(point.length);
  }
  return result;
}

std::string_view trimmed(std::string_view text) {
  while (true) {
    if (text.starts_with(kByteOrderMark)) {
      text.remove_prefix(kByteOrderMark.size());
    } else if (text.ends_with(kByteOrderMark)) {
      text.remove_suffix(kByteOrderMark.size());
    } else if (!text.empty() && isSpace(text.front())) {
      text.remove_prefix(1);
    } else if (!text.empty() && isSpace(text.back())) {
      text.remove_suffix(1);
    } else {
      return text;
    }
  }
}

std::string_view unquoted(std::string_view text) {
  const auto around = std::ranges::find_if(kQuotes, [&](const auto& quote) {
    return text.size() >= quote.first.size() + quote.second.size() && text.starts_with(quote.first) &&
           text.ends_with(quote.second);
  });
  if (around == kQuotes.end()) return text;
  text.remove_prefix(around->first.size());
  text.remove_suffix(around->second.size());
  return text;
}

bool isSpace(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}

bool isDigit(char c) {
  return c >= '0' && c <= '9';
}

std::string lowered(std::string_view text) {
  std::string result(text);
  for (char& c : result) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return result;
}

}  // namespace synscope
