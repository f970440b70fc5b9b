#include "core/logic/endpoint/traffic_search.h"

#include <algorithm>

namespace synscope {
namespace {

constexpr std::string_view kSeparators = " \t\r\n,;:-";
constexpr std::byte kExact{0xff};
constexpr std::byte kAnyCase{0xdf};  ///< Upper and lower case of ASCII differ in one bit.

bool isLetter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

}  // namespace

bool TrafficFilter::takes(const TrafficRecordView& record) const {
  if (direction && record.direction != *direction) return false;
  return connections.empty() || std::ranges::binary_search(connections, record.connection);
}

std::string_view name(PatternKind kind) {
  switch (kind) {
    case PatternKind::kText: return "text";
    case PatternKind::kHex: return "hex";
    case PatternKind::kRegex: return "regex";
  }
  return "text";
}

PayloadPattern PayloadPattern::ofText(std::string_view text, bool caseSensitive) {
  PayloadPattern pattern;
  for (const char c : text) {
    const std::byte mask = isLetter(c) && !caseSensitive ? kAnyCase : kExact;
    pattern.m_units.push_back({static_cast<std::byte>(c) & mask, mask});
  }
  return pattern;
}

Result<PayloadPattern> PayloadPattern::ofHex(std::string_view text) {
  PayloadPattern pattern;
  while (true) {
    text.remove_prefix(std::min(text.find_first_not_of(kSeparators), text.size()));
    if (text.empty()) return pattern;
    const std::size_t hole = text.find("??");
    if (hole == 0) {
      pattern.m_units.push_back({});
      text.remove_prefix(2);
      continue;
    }
    const auto bytes = parseHex(text.substr(0, hole));
    if (!bytes) return bytes.error();
    for (const std::byte byte : *bytes)
      pattern.m_units.push_back({byte, kExact});
    text.remove_prefix(std::min(hole, text.size()));
  }
}

bool PayloadPattern::standsAt(const std::byte* at) const {
  return std::ranges::all_of(m_units, [&](Unit unit) { return (*at++ & unit.mask) == unit.value; });
}

std::optional<PayloadRange> PayloadPattern::find(std::span<const std::byte> payload, std::size_t start) const {
  if (m_units.empty() || payload.size() < m_units.size()) return std::nullopt;
  const Unit first = m_units.front();
  for (std::size_t i = start; i <= payload.size() - m_units.size(); ++i) {
    if ((payload[i] & first.mask) == first.value && standsAt(payload.data() + i))
      return PayloadRange{i, m_units.size()};
  }
  return std::nullopt;
}

Result<PayloadMatcher> compilePattern(const TrafficPattern& pattern, const ExpressionCompiler& expressions) {
  const auto finderOf = [](PayloadPattern ready) -> PayloadMatcher {
    return [ready = std::move(ready)](std::span<const std::byte> payload, std::size_t start) {
      return ready.find(payload, start);
    };
  };
  if (pattern.text.empty()) return Error{.code = ErrorCode::kEmptyInput, .operation = "search", .subject = {}};
  if (pattern.kind == PatternKind::kText) return finderOf(PayloadPattern::ofText(pattern.text, pattern.caseSensitive));
  if (pattern.kind == PatternKind::kRegex) return expressions(pattern);
  auto hex = PayloadPattern::ofHex(pattern.text);
  if (!hex) return hex.error();
  return finderOf(std::move(hex).value());
}

}  // namespace synscope
