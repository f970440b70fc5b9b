#include "core/logic/base/utf8.h"

#include <array>

namespace synscope {
namespace {

/// Lead bytes of one length: `lead & mask == bits`; a value under `least` would be an overlong form.
struct Form {
  unsigned char mask;
  unsigned char bits;
  char32_t least;
};

constexpr std::array kForms{Form{0x80, 0x00, 0}, Form{0xe0, 0xc0, 0x80}, Form{0xf0, 0xe0, 0x800},
                            Form{0xf8, 0xf0, 0x10000}};

bool isScalar(char32_t value) {
  return value <= 0x10ffff && (value < 0xd800 || value > 0xdfff);
}

}  // namespace

CodePoint firstCodePoint(std::string_view text) {
  if (text.empty()) return {};
  const auto lead = static_cast<unsigned char>(text.front());
  const CodePoint invalid{lead, 1, false};
  std::size_t length = 1;
  while (length <= kForms.size() && (lead & kForms[length - 1].mask) != kForms[length - 1].bits)
    ++length;
  if (length > kForms.size() || text.size() < length) return invalid;

  const Form& form = kForms[length - 1];
  char32_t value = lead & static_cast<unsigned char>(~form.mask);
  for (std::size_t i = 1; i < length; ++i) {
    const auto next = static_cast<unsigned char>(text[i]);
    if ((next & 0xc0) != 0x80) return invalid;
    value = value << 6 | (next & 0x3f);
  }
  if (value < form.least || !isScalar(value)) return invalid;
  return {value, length, true};
}

void appendUtf8(std::string& text, char32_t codePoint) {
  const auto tail = [&](int shift) { text += static_cast<char>(0x80 | (codePoint >> shift & 0x3f)); };
  if (codePoint < 0x80) {
    text += static_cast<char>(codePoint);
  } else if (codePoint < 0x800) {
    text += static_cast<char>(0xc0 | codePoint >> 6);
    tail(0);
  } else if (codePoint < 0x10000) {
    text += static_cast<char>(0xe0 | codePoint >> 12);
    tail(6);
    tail(0);
  } else {
    text += static_cast<char>(0xf0 | codePoint >> 18);
    tail(12);
    tail(6);
    tail(0);
  }
}

}  // namespace synscope
