#include "core/logic/base/ip_address.h"

#include <algorithm>
#include <utility>

namespace synscope {
namespace {

using Groups = std::array<std::uint16_t, 8>;

constexpr std::size_t kLongestAddress = 45;  // "ffff:" six times and a dotted-decimal tail.
constexpr std::size_t kLongestZone = 32;

std::optional<std::uint8_t> parseOctet(std::string_view text) {
  if (text.empty() || text.size() > 3 || (text.size() > 1 && text.front() == '0')) return std::nullopt;
  int value = 0;
  for (char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  if (value > 255) return std::nullopt;
  return static_cast<std::uint8_t>(value);
}

std::optional<std::array<std::uint8_t, 4>> parseDotted(std::string_view text) {
  std::array<std::uint8_t, 4> octets{};
  for (std::size_t i = 0; i < octets.size(); ++i) {
    const std::size_t dot = text.find('.');
    if ((dot == std::string_view::npos) != (i == 3)) return std::nullopt;
    const auto octet = parseOctet(text.substr(0, dot));
    if (!octet) return std::nullopt;
    octets[i] = *octet;
    if (i < 3) text.remove_prefix(dot + 1);
  }
  return octets;
}

std::optional<std::uint16_t> parseGroup(std::string_view text) {
  if (text.empty() || text.size() > 4) return std::nullopt;
  unsigned value = 0;
  for (char c : text) {
    const char lower = static_cast<char>(c | 0x20);
    const bool digit = c >= '0' && c <= '9';
    if (!digit && (lower < 'a' || lower > 'f')) return std::nullopt;
    value = value * 16 + static_cast<unsigned>(digit ? c - '0' : lower - 'a' + 10);
  }
  return static_cast<std::uint16_t>(value);
}

/// Reads the groups on one side of "::" (or all of them) and returns how many there were. The last may be dotted
/// decimal.
std::optional<std::size_t> parseGroups(std::string_view text, Groups& groups) {
  std::size_t count = 0;
  if (text.empty()) return count;
  while (true) {
    const std::size_t colon = text.find(':');
    const std::string_view part = text.substr(0, colon);
    const bool last = colon == std::string_view::npos;
    if (last && part.find('.') != std::string_view::npos) {
      const auto dotted = parseDotted(part);
      if (!dotted || count + 2 > groups.size()) return std::nullopt;
      groups[count++] = static_cast<std::uint16_t>((*dotted)[0] << 8 | (*dotted)[1]);
      groups[count++] = static_cast<std::uint16_t>((*dotted)[2] << 8 | (*dotted)[3]);
      return count;
    }
    const auto group = parseGroup(part);
    if (!group || count == groups.size()) return std::nullopt;
    groups[count++] = *group;
    if (last) return count;
    text.remove_prefix(colon + 1);
  }
}

std::optional<Groups> parseAllGroups(std::string_view text) {
  Groups front{};
  const std::size_t gap = text.find("::");
  const auto frontCount = parseGroups(text.substr(0, gap), front);
  if (!frontCount) return std::nullopt;
  if (gap == std::string_view::npos) return *frontCount == front.size() ? std::optional(front) : std::nullopt;

  const std::string_view head = text.substr(0, gap);
  if (head.find('.') != std::string_view::npos) return std::nullopt;
  Groups back{};
  const auto backCount = parseGroups(text.substr(gap + 2), back);
  if (!backCount || *frontCount + *backCount >= front.size()) return std::nullopt;
  std::copy_n(back.begin(), *backCount, front.end() - static_cast<std::ptrdiff_t>(*backCount));
  return front;
}

bool isZone(std::string_view zone) {
  return !zone.empty() && zone.size() <= kLongestZone && std::all_of(zone.begin(), zone.end(), [](char c) {
    return c > ' ' && c < 0x7f && c != '%' && c != '/' && c != '[' && c != ']';
  });
}

struct Run {
  std::size_t begin = 0;
  std::size_t length = 0;
};

/// RFC 5952 section 4.2: the first of the longest runs of two zero groups or more.
Run longestZeroRun(const Groups& groups) {
  Run best;
  for (std::size_t i = 0; i < groups.size();) {
    std::size_t end = i;
    while (end < groups.size() && groups[end] == 0)
      ++end;
    if (end - i >= 2 && end - i > best.length) best = {i, end - i};
    i = std::max(end, i + 1);
  }
  return best;
}

std::string hex(std::uint16_t group) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  for (int shift = 12; shift >= 0; shift -= 4) {
    const auto digit = static_cast<std::size_t>(group >> shift & 0xf);
    if (digit != 0 || !text.empty() || shift == 0) text += kDigits[digit];
  }
  return text;
}

std::string dotted(std::span<const std::uint8_t> octets) {
  std::string text;
  for (std::uint8_t octet : octets) {
    if (!text.empty()) text += '.';
    text += std::to_string(octet);
  }
  return text;
}

bool isV4Mapped(std::span<const std::uint8_t> octets) {
  return std::all_of(octets.begin(), octets.begin() + 10, [](std::uint8_t o) { return o == 0; }) &&
         octets[10] == 0xff && octets[11] == 0xff;
}

std::string compressed(const Groups& groups) {
  const Run run = longestZeroRun(groups);
  std::string text;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    if (run.length != 0 && i == run.begin) {
      text += "::";
      i += run.length - 1;
      continue;
    }
    if (!text.empty() && text.back() != ':') text += ':';
    text += hex(groups[i]);
  }
  return text;
}

std::optional<IpAddress> parseV6(std::string_view text) {
  const std::size_t percent = text.find('%');
  std::string zone;
  if (percent != std::string_view::npos) {
    zone = text.substr(percent + 1);
    if (!isZone(zone)) return std::nullopt;
    text = text.substr(0, percent);
  }
  const auto groups = parseAllGroups(text);
  if (!groups) return std::nullopt;
  std::array<std::uint8_t, 16> octets{};
  for (std::size_t i = 0; i < groups->size(); ++i) {
    octets[2 * i] = static_cast<std::uint8_t>((*groups)[i] >> 8);
    octets[2 * i + 1] = static_cast<std::uint8_t>((*groups)[i] & 0xff);
  }
  return IpAddress::v6(octets, std::move(zone));
}

}  // namespace

std::string_view name(IpFamily family) {
  return family == IpFamily::kV4 ? "ipv4" : "ipv6";
}

IpAddress IpAddress::v4(std::array<std::uint8_t, 4> octets) {
  IpAddress address;
  std::copy(octets.begin(), octets.end(), address.m_octets.begin());
  return address;
}

IpAddress IpAddress::v6(std::array<std::uint8_t, 16> octets, std::string zone) {
  IpAddress address;
  address.m_family = IpFamily::kV6;
  address.m_octets = octets;
  address.m_zone = std::move(zone);
  return address;
}

std::optional<IpAddress> IpAddress::parse(std::string_view text) {
  if (text.size() > kLongestAddress + 1 + kLongestZone) return std::nullopt;
  if (text.find(':') != std::string_view::npos) return parseV6(text);
  const auto octets = parseDotted(text);
  return octets ? std::optional(v4(*octets)) : std::nullopt;
}

std::string IpAddress::toString() const {
  if (isV4()) return dotted(octets());
  Groups groups{};
  for (std::size_t i = 0; i < groups.size(); ++i) {
    groups[i] = static_cast<std::uint16_t>(m_octets[2 * i] << 8 | m_octets[2 * i + 1]);
  }
  std::string text = isV4Mapped(m_octets) ? "::ffff:" + dotted(octets().subspan(12)) : compressed(groups);
  if (!m_zone.empty()) text += '%' + m_zone;
  return text;
}

}  // namespace synscope
