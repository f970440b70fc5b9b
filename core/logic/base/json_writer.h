#pragma once

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace synscope {

/// Writes JSON (RFC 8259) straight into text, for documents with very many values. Keys stand in the order written;
/// commas come by themselves. Text that is not UTF-8 gets U+FFFD where it is not.
/// Invariant: the caller closes what it opens and writes one value after each key.
class JsonWriter {
 public:
  void beginObject() { open('{'); }
  void endObject() { close('}'); }
  void beginArray() { open('['); }
  void endArray() { close(']'); }

  /// @param name Plain ASCII without quotes: keys are our own.
  void key(std::string_view name);
  /// A key that came from elsewhere, whatever it holds.
  void anyKey(std::string_view name);
  void value(std::string_view text);
  void value(const char* text) { value(std::string_view(text)); }
  void value(bool truth);
  void value(double number);
  template <std::integral T>
  requires(!std::same_as<T, bool>) void value(T number) {
    separate();
    m_text += std::to_string(number);
  }
  /// What is not known is null.
  template <typename T>
  void value(const std::optional<T>& known) {
    known ? value(*known) : null();
  }
  void null();
  template <typename T>
  void member(std::string_view name, const T& what) {
    key(name);
    value(what);
  }
  /// Begins a new line before the next value; no more than looks.
  void newLine() { m_newLine = true; }

  std::string take() { return std::move(m_text); }

 private:
  void separate();
  void open(char bracket);
  void close(char bracket);
  void appendEscaped(std::string_view text);

  std::string m_text;
  bool m_comma = false;  ///< A value stands before at this level.
  bool m_newLine = false;
};

}  // namespace synscope
