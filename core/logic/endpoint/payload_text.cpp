#include "core/logic/endpoint/payload_text.h"

#include <optional>

namespace synscope {
namespace {

constexpr std::string_view kHexDigits = "0123456789ABCDEF";
constexpr std::string_view kSeparators = " \t\r\n,;:-";
constexpr std::size_t kSubjectLimit = 16;

Error badInput(ErrorCode code, std::string_view operation, std::string_view subject) {
  return {.code = code, .operation = std::string(operation), .subject = std::string(subject.substr(0, kSubjectLimit))};
}

std::optional<int> hexValue(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return std::nullopt;
}

std::byte toByte(int value) {
  return static_cast<std::byte>(value);
}

bool hasHexPrefix(std::string_view text) {
  return text.size() >= 2 &&
         ((text[0] == '0' && (text[1] == 'x' || text[1] == 'X')) || (text[0] == '\\' && text[1] == 'x'));
}

/// How many hexadecimal digits stand at the front of the text, up to `most`.
std::size_t leadingDigits(std::string_view text, std::size_t most) {
  std::size_t count = 0;
  while (count < most && count < text.size() && hexValue(text[count]))
    ++count;
  return count;
}

int valueOf(std::string_view digits) {
  int value = 0;
  for (const char c : digits)
    value = value * 16 + *hexValue(c);
  return value;
}

std::optional<std::byte> simpleEscape(char letter) {
  switch (letter) {
    case 'n': return toByte('\n');
    case 'r': return toByte('\r');
    case 't': return toByte('\t');
    case '0': return toByte(0);
    case 'a': return toByte('\a');
    case 'b': return toByte('\b');
    case 'e': return toByte(0x1B);
    case 'f': return toByte('\f');
    case 'v': return toByte('\v');
    case '\\':
    case '"':
    case '\'': return toByte(letter);
    default: return std::nullopt;
  }
}

}  // namespace

Result<Bytes> parseHex(std::string_view text) {
  Bytes bytes;
  bytes.reserve(text.size() / 2);
  while (true) {
    const std::size_t start = text.find_first_not_of(kSeparators);
    if (start == std::string_view::npos) return bytes;
    text.remove_prefix(start);
    const std::string_view piece = text;
    if (hasHexPrefix(text)) text.remove_prefix(2);
    const std::size_t digits = leadingDigits(text, 2);
    if (digits == 0) return badInput(ErrorCode::kBadHex, "parse-hex", piece);
    bytes.push_back(toByte(valueOf(text.substr(0, digits))));
    text.remove_prefix(digits);
  }
}

std::string toHex(std::span<const std::byte> bytes, std::string_view separator) {
  std::string text;
  text.reserve(bytes.size() * (2 + separator.size()));
  for (const std::byte byte : bytes) {
    if (!text.empty()) text += separator;
    text += kHexDigits[std::to_integer<unsigned>(byte) >> 4U];
    text += kHexDigits[std::to_integer<unsigned>(byte) & 0xFU];
  }
  return text;
}

Result<Bytes> parseEscapes(std::string_view text) {
  Bytes bytes;
  bytes.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\') {
      bytes.push_back(toByte(text[i]));
      continue;
    }
    const std::string_view escape = text.substr(i);
    if (escape.size() < 2) return badInput(ErrorCode::kBadEscape, "parse-escapes", escape);
    if (escape[1] == 'x') {
      const std::size_t digits = leadingDigits(escape.substr(2), 2);
      if (digits != 2) return badInput(ErrorCode::kBadEscape, "parse-escapes", escape.substr(0, 2 + digits));
      bytes.push_back(toByte(valueOf(escape.substr(2, 2))));
      i += 3;
      continue;
    }
    const auto byte = simpleEscape(escape[1]);
    if (!byte) return badInput(ErrorCode::kBadEscape, "parse-escapes", escape.substr(0, 2));
    bytes.push_back(*byte);
    i += 1;
  }
  return bytes;
}

std::string_view name(LineEnding ending) {
  switch (ending) {
    case LineEnding::kNone: return "none";
    case LineEnding::kLf: return "lf";
    case LineEnding::kCrLf: return "crlf";
    case LineEnding::kCr: return "cr";
    case LineEnding::kNul: return "nul";
  }
  return "none";
}

std::string_view bytesOf(LineEnding ending) {
  switch (ending) {
    case LineEnding::kNone: return {};
    case LineEnding::kLf: return "\n";
    case LineEnding::kCrLf: return "\r\n";
    case LineEnding::kCr: return "\r";
    case LineEnding::kNul: return {"\0", 1};
  }
  return {};
}

std::string withLineEnding(std::string_view text, LineEnding ending) {
  if (ending == LineEnding::kNone) return std::string(text);
  std::string out;
  out.reserve(text.size() + 16);
  bool open = true;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool isBreak = text[i] == '\n' || text[i] == '\r';
    if (text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n') ++i;
    if (isBreak)
      out += bytesOf(ending);
    else
      out += text[i];
    open = !isBreak;
  }
  if (open) out += bytesOf(ending);
  return out;
}

}  // namespace synscope
