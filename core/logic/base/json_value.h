#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace synscope {

/// What a document may cost. What exceeds a limit is refused as a whole.
struct JsonLimits {
  std::size_t maxBytes = std::size_t{16} << 20U;
  std::size_t maxDepth = 64;
  std::size_t maxNodes = 100'000;  ///< Values of any kind, keys not counted.
  /// Objects and arrays under this key of the top object are kept as text (JSON) and cost no nodes; empty: none.
  std::string_view textKey{};
};

/// One value of a JSON document (RFC 8259), read from hostile text. Keys keep their order; a key that comes twice is
/// found the first time.
class JsonValue {
 public:
  using Items = std::vector<JsonValue>;
  using Members = std::vector<std::pair<std::string, JsonValue>>;

  /// nullopt: no JSON, or beyond a limit. Bytes that are not UTF-8 become U+FFFD; NUL bytes at the end are ignored.
  static std::optional<JsonValue> parse(std::string_view text, const JsonLimits& limits = {});

  JsonValue() = default;
  template <typename T>
  explicit JsonValue(T value) : m_value(std::move(value)) {}

  bool isNull() const { return std::holds_alternative<std::monostate>(m_value); }
  std::optional<bool> boolean() const;
  /// Any finite number; integers of 2^63 and more as they are written.
  std::optional<double> number() const;
  /// A number cut to a whole one. 2^63 and more mean that value minus 2^64, because some programs print signed numbers
  /// as unsigned ones; what then still does not fit is the nearest that does. An exact 2^64 read as double is -1.
  std::optional<std::int64_t> integer() const;
  const std::string* text() const { return std::get_if<std::string>(&m_value); }
  const Items* items() const { return std::get_if<Items>(&m_value); }
  const Members* members() const { return std::get_if<Members>(&m_value); }

  /// Member of an object; nullptr where there is none, or this is no object.
  const JsonValue* find(std::string_view key) const;
  /// As find(), ASCII letters of either case being the same.
  const JsonValue* findIgnoringCase(std::string_view key) const;

 private:
  friend class JsonTreeBuilder;
  std::variant<std::monostate, bool, std::int64_t, std::uint64_t, double, std::string, Items, Members> m_value;
};

}  // namespace synscope
