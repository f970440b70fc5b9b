#include "core/logic/base/json_value.h"

#include "core/logic/base/json_writer.h"
#include "core/logic/base/utf8.h"

#include <algorithm>
#include <cmath>
#include <exception>
#include <limits>
#include <nlohmann/json.hpp>

namespace synscope {
namespace {

using Sax = nlohmann::json_sax<nlohmann::json>;

constexpr double kTwoTo63 = 9223372036854775808.0;

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool sameIgnoringCase(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, [](char x, char y) { return lower(x) == lower(y); });
}

bool isUtf8(std::string_view text) {
  while (!text.empty()) {
    const CodePoint point = firstCodePoint(text);
    if (!point.valid) return false;
    text.remove_prefix(point.length);
  }
  return true;
}

std::string withReplacements(std::string_view text) {
  std::string valid;
  valid.reserve(text.size());
  while (!text.empty()) {
    const CodePoint point = firstCodePoint(text);
    point.valid ? (void)valid.append(text.substr(0, point.length)) : appendUtf8(valid, 0xfffd);
    text.remove_prefix(point.length);
  }
  return valid;
}

std::int64_t wrapped(double number) {
  constexpr auto kLimits = std::numeric_limits<std::int64_t>();
  if (number >= 2 * kTwoTo63) return -1;
  if (number >= kTwoTo63) return static_cast<std::int64_t>(number - 2 * kTwoTo63);
  return number <= -kTwoTo63 ? kLimits.min() : static_cast<std::int64_t>(number);
}

}  // namespace

/// Builds the tree from the parser's events. Invariant: m_path holds the open containers, outermost first; a container
/// moves into its parent when it closes.
class JsonTreeBuilder final : public Sax {
 public:
  explicit JsonTreeBuilder(const JsonLimits& limits) : m_limits(limits) {}

  JsonValue takeRoot() { return std::move(m_root); }

  bool null() override {
    return m_asText ? wrote([&] { m_writer.null(); }) : add(JsonValue());
  }
  bool boolean(bool value) override { return leaf(value); }
  bool number_integer(std::int64_t value) override { return leaf(value); }
  bool number_unsigned(std::uint64_t value) override { return leaf(value); }
  bool number_float(double value, const std::string&) override { return leaf(value); }
  bool string(std::string& value) override {
    return m_asText ? wrote([&] { m_writer.value(std::string_view(value)); }) : add(JsonValue(std::move(value)));
  }
  bool binary(nlohmann::json::binary_t&) override { return false; }
  bool key(std::string& name) override {
    if (m_asText) return wrote([&] { m_writer.anyKey(name); });
    m_path.back().key = std::move(name);
    return true;
  }
  bool start_object(std::size_t) override { return open(JsonValue(JsonValue::Members()), '{'); }
  bool end_object() override { return close('}'); }
  bool start_array(std::size_t) override { return open(JsonValue(JsonValue::Items()), '['); }
  bool end_array() override { return close(']'); }
  bool parse_error(std::size_t, const std::string&, const nlohmann::json::exception&) override { return false; }

 private:
  struct Open {
    JsonValue value;
    std::string key;  ///< Of the member that comes next.
  };

  template <typename T>
  bool leaf(T value) {
    return m_asText ? wrote([&] { m_writer.value(value); }) : add(JsonValue(value));
  }

  template <typename Write>
  bool wrote(Write write) {
    write();
    return true;
  }

  bool add(JsonValue value) {
    if (++m_nodes > m_limits.maxNodes) return false;
    place(std::move(value));
    return true;
  }

  void place(JsonValue value) {
    if (m_path.empty()) {
      m_root = std::move(value);
      return;
    }
    auto& parent = m_path.back();
    if (auto* items = std::get_if<JsonValue::Items>(&parent.value.m_value)) items->push_back(std::move(value));
    if (auto* members = std::get_if<JsonValue::Members>(&parent.value.m_value))
      members->emplace_back(std::move(parent.key), std::move(value));
  }

  bool open(JsonValue container, char bracket) {
    if (m_path.size() + m_textDepth >= m_limits.maxDepth) return false;
    if (!m_asText && opensText()) {
      m_asText = true;
      m_textDepth = 0;
    }
    if (m_asText) {
      ++m_textDepth;
      return wrote([&] { bracket == '{' ? m_writer.beginObject() : m_writer.beginArray(); });
    }
    if (++m_nodes > m_limits.maxNodes) return false;
    m_path.push_back({std::move(container), {}});
    return true;
  }

  bool opensText() const {
    return !m_limits.textKey.empty() && m_path.size() == 1 && m_path.back().value.members() &&
           m_path.back().key == m_limits.textKey;
  }

  bool close(char bracket) {
    if (m_asText) {
      bracket == '}' ? m_writer.endObject() : m_writer.endArray();
      if (--m_textDepth > 0) return true;
      m_asText = false;
      std::string text = std::exchange(m_writer, JsonWriter()).take();
      return add(JsonValue(std::move(text)));
    }
    JsonValue whole = std::move(m_path.back().value);
    m_path.pop_back();
    place(std::move(whole));
    return true;
  }

  const JsonLimits& m_limits;
  std::vector<Open> m_path;
  JsonValue m_root;
  JsonWriter m_writer;
  std::size_t m_nodes = 0, m_textDepth = 0;
  bool m_asText = false;
};

std::optional<JsonValue> JsonValue::parse(std::string_view text, const JsonLimits& limits) {
  while (!text.empty() && text.back() == '\0')
    text.remove_suffix(1);
  if (text.empty() || text.size() > limits.maxBytes) return std::nullopt;
  try {
    const std::string repaired = isUtf8(text) ? std::string() : withReplacements(text);
    const std::string_view valid = repaired.empty() ? text : repaired;
    JsonTreeBuilder builder(limits);
    if (!nlohmann::json::sax_parse(valid.begin(), valid.end(), &builder)) return std::nullopt;
    return builder.takeRoot();
  } catch (const std::exception&) {
    return std::nullopt;
  }
}

std::optional<bool> JsonValue::boolean() const {
  const bool* truth = std::get_if<bool>(&m_value);
  return truth ? std::optional(*truth) : std::nullopt;
}

std::optional<double> JsonValue::number() const {
  if (const auto* value = std::get_if<std::int64_t>(&m_value)) return static_cast<double>(*value);
  if (const auto* value = std::get_if<std::uint64_t>(&m_value)) return static_cast<double>(*value);
  const double* value = std::get_if<double>(&m_value);
  return value && std::isfinite(*value) ? std::optional(*value) : std::nullopt;
}

std::optional<std::int64_t> JsonValue::integer() const {
  if (const auto* value = std::get_if<std::int64_t>(&m_value)) return *value;
  if (const auto* value = std::get_if<std::uint64_t>(&m_value)) return static_cast<std::int64_t>(*value);
  const std::optional<double> real = number();
  return real ? std::optional(wrapped(*real)) : std::nullopt;
}

const JsonValue* JsonValue::find(std::string_view key) const {
  if (!members()) return nullptr;
  const auto it =
      std::ranges::find(*members(), key, [](const auto& member) -> std::string_view { return member.first; });
  return it == members()->end() ? nullptr : &it->second;
}

const JsonValue* JsonValue::findIgnoringCase(std::string_view key) const {
  if (!members()) return nullptr;
  const auto it = std::ranges::find_if(*members(), [&](const auto& m) { return sameIgnoringCase(m.first, key); });
  return it == members()->end() ? nullptr : &it->second;
}

}  // namespace synscope
