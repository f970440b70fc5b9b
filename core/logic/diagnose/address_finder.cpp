#include "core/logic/diagnose/address_finder.h"

#include "core/logic/base/ip_address.h"

#include <algorithm>
#include <optional>

namespace synscope {
namespace {

bool isDigit(char c) {
  return c >= '0' && c <= '9';
}

bool isHex(char c) {
  return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

bool isLetter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool isWordCharacter(char c) {
  return isDigit(c) || isLetter(c) || c == '_';
}

/// Bytes of a name, UTF-8 included, so that internationalised names are found whole.
bool isNameCharacter(char c) {
  return isWordCharacter(c) || c == '-' || static_cast<unsigned char>(c) >= 0x80;
}

template <typename Predicate>
std::size_t runLength(std::string_view text, Predicate predicate) {
  return static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), predicate) - text.begin());
}

/// Length of four groups of one to three digits separated by dots at the start of the text; 0 where there are none.
std::size_t lengthOfV4(std::string_view text) {
  std::size_t length = 0;
  for (int group = 0; group < 4; ++group) {
    if (group > 0) {
      if (length >= text.size() || text[length] != '.') {
        return 0;
      }
      ++length;
    }
    const std::size_t digits = runLength(text.substr(length), isDigit);
    if (digits == 0 || digits > 3) {
      return 0;
    }
    length += digits;
  }
  return length;
}

/// Length of six groups of two hexadecimal digits separated by ':' or '-' at the start of the text, or 0.
std::size_t lengthOfMac(std::string_view text) {
  constexpr std::size_t kLength = 17;
  if (text.size() < kLength || (text.size() > kLength && (isHex(text[kLength]) || text[kLength] == ':'))) {
    return 0;
  }
  const char separator = text[2];
  if (separator != ':' && separator != '-') {
    return 0;
  }
  for (std::size_t i = 0; i < kLength; ++i) {
    if (i % 3 == 2 ? text[i] != separator : !isHex(text[i])) {
      return 0;
    }
  }
  return kLength;
}

std::size_t lengthOfZone(std::string_view text) {
  if (text.size() < 2 || text.front() != '%') {
    return 0;
  }
  const std::size_t zone = runLength(text.substr(1), [](char c) { return isNameCharacter(c) || c == '.'; });
  return zone == 0 ? 0 : zone + 1;
}

/// Length of an IPv6 address at the start of the text, with its zone, or 0.
std::size_t lengthOfV6(std::string_view text) {
  std::size_t length = runLength(text, [](char c) { return isHex(c) || c == ':' || c == '.'; });
  if (std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(length), ':') < 2 ||
      (length < text.size() && isWordCharacter(text[length]))) {
    return 0;
  }
  while (length > 2 && !IpAddress::parse(text.substr(0, length))) {
    if (text[length - 1] != ':' && text[length - 1] != '.') {
      return 0;
    }
    --length;
  }
  return length > 2 || text.substr(0, length) == "::" ? length + lengthOfZone(text.substr(length)) : 0;
}

/// The address that starts here. Precondition: what stands before it is no part of a word.
std::optional<FoundAddress> addressAt(std::string_view text, std::size_t offset) {
  const std::string_view rest = text.substr(offset);
  if (const std::size_t length = lengthOfMac(rest)) {
    return FoundAddress{FoundAddress::Kind::kMac, offset, length};
  }
  if (const std::size_t length = lengthOfV6(rest)) {
    return FoundAddress{FoundAddress::Kind::kV6, offset, length};
  }
  if (const std::size_t length = lengthOfV4(rest)) {
    return FoundAddress{FoundAddress::Kind::kV4, offset, length};
  }
  return std::nullopt;
}

/// Whether an address may start at this offset. Letters directly before an IPv4 address do not hide it ("ip10.0.0.1").
bool mayStart(std::string_view text, std::size_t offset) {
  if (offset == 0) {
    return true;
  }
  const char before = text[offset - 1];
  return isDigit(text[offset]) && !isHex(before) ? true : !isWordCharacter(before);
}

bool looksLikeDomain(std::string_view word) {
  const auto dot = word.rfind('.');
  if (dot == std::string_view::npos || dot == 0 || word.size() - dot <= 2) {
    return false;
  }
  return std::all_of(word.begin() + static_cast<std::ptrdiff_t>(dot) + 1, word.end(),
                     [](char c) { return !isDigit(c) || c == '-'; });
}

}  // namespace

std::vector<FoundAddress> findAddresses(std::string_view text) {
  std::vector<FoundAddress> found;
  std::size_t offset = 0;
  while (offset < text.size()) {
    const auto address = mayStart(text, offset) ? addressAt(text, offset) : std::nullopt;
    if (address) {
      found.push_back(*address);
    }
    offset += address ? address->length : 1;
  }
  return found;
}

std::vector<std::string_view> findDomainNames(std::string_view text) {
  std::vector<std::string_view> names;
  while (!text.empty()) {
    const std::size_t gap = runLength(text, [](char c) { return !isNameCharacter(c); });
    text.remove_prefix(gap);
    std::string_view word = text.substr(0, runLength(text, [](char c) { return isNameCharacter(c) || c == '.'; }));
    text.remove_prefix(word.size());
    while (!word.empty() && word.back() == '.') {
      word.remove_suffix(1);
    }
    if (looksLikeDomain(word)) {
      names.push_back(word);
    }
  }
  return names;
}

}  // namespace synscope
