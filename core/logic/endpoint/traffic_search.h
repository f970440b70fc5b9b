#pragma once

#include "core/logic/base/result.h"
#include "core/logic/endpoint/payload_text.h"
#include "core/logic/endpoint/traffic_record_codec.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace synscope {

/// Which records are of interest at all.
struct TrafficFilter {
  std::vector<ConnectionId> connections = {};  ///< Ascending; empty: all.
  std::optional<TrafficDirection> direction = std::nullopt;

  bool all() const { return connections.empty() && !direction; }
  bool takes(const TrafficRecordView& record) const;
  bool operator==(const TrafficFilter&) const = default;
};

enum class PatternKind : std::uint8_t { kText, kHex, kRegex };

/// "text", "hex", "regex".
std::string_view name(PatternKind kind);

/// What a person looks for in payloads.
struct TrafficPattern {
  PatternKind kind = PatternKind::kText;
  /// kText: the bytes as the chosen encoding has them. kHex: pairs of digits as parseHex() reads them, and "??" for any
  /// byte. kRegex: an expression.
  std::string text;
  bool caseSensitive = false;  ///< Of the letters of ASCII, where a pattern is not hexadecimal.

  bool operator==(const TrafficPattern&) const = default;
};

/// Where in a payload something was found.
struct PayloadRange {
  std::size_t from = 0, length = 0;

  bool operator==(const PayloadRange&) const = default;
};

/// Finds bytes of which some bits may be left open: the case of letters, or whole bytes.
class PayloadPattern {
 public:
  static PayloadPattern ofText(std::string_view text, bool caseSensitive);
  /// Error kBadHex names the first piece that is not hexadecimal.
  static Result<PayloadPattern> ofHex(std::string_view text);

  /// The first place from `start` on. An empty pattern is nowhere.
  std::optional<PayloadRange> find(std::span<const std::byte> payload, std::size_t start = 0) const;

 private:
  struct Unit {
    std::byte value{}, mask{};
  };
  bool standsAt(const std::byte* at) const;

  std::vector<Unit> m_units;
};

/// The first match in a payload at or behind a place. For expressions the engine makes one from a library whose work on
/// hostile input is bounded.
using PayloadMatcher = std::function<std::optional<PayloadRange>(std::span<const std::byte>, std::size_t start)>;
using ExpressionCompiler = std::function<Result<PayloadMatcher>(const TrafficPattern&)>;

/// Errors kEmptyInput, kBadHex, kBadPattern.
Result<PayloadMatcher> compilePattern(const TrafficPattern& pattern, const ExpressionCompiler& expressions);

}  // namespace synscope
