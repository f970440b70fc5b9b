#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QJsonValue>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>

namespace synscope {

/// A value of a JSON document that may be hostile, and where it stands. Every question has bounds; the first answer
/// that is missing, of the wrong kind or out of bounds is noted with its place, and a harmless value is given instead.
/// Lives on the stack of its reader: it refers to the place it was taken from.
class JsonPlace {
 public:
  /// The place of the first fault: "connections[0].state"; empty while there is none.
  using Fault = std::string;

  JsonPlace(const QJsonValue& root, Fault& fault) : m_value(root), m_fault(fault) {}

  JsonPlace operator[](const char* key) const;
  JsonPlace operator[](qsizetype index) const;

  /// Elements of an array; 0 where it is none or has more than `most`.
  qsizetype count(std::size_t most) const;
  bool isObject() const { return m_value.isObject(); }
  bool isNothing() const { return m_value.isUndefined() || m_value.isNull(); }
  bool flag() const;
  bool flagOr(bool otherwise) const { return isNothing() ? otherwise : flag(); }
  /// @param most Bytes of UTF-8.
  std::string text(std::size_t most) const;
  /// A whole number.
  std::int64_t number(std::int64_t least, std::int64_t most) const;
  std::uint64_t bigNumber() const;
  double real(double least, double most) const;

  /// The value with that name.
  template <typename Value, std::size_t count>
  Value oneOf(const Value (&values)[count]) const {
    const std::string wanted = text(64);
    for (const Value value : values)
      if (name(value) == wanted) return value;
    wrong();
    return values[0];
  }

  /// Reads a number or flag of the member's kind; nothing gives nullopt.
  template <typename T>
  void into(std::optional<T>& member) const {
    if (isNothing()) return member.reset();
    if constexpr (std::is_same_v<T, bool>)
      member = flag();
    else if constexpr (std::is_same_v<T, std::uint64_t>)
      member = bigNumber();
    else
      member = static_cast<T>(number(std::numeric_limits<T>::min(), std::numeric_limits<T>::max()));
  }

  void wrong() const;

 private:
  JsonPlace(QJsonValue value, const JsonPlace& parent, const char* key, qsizetype index)
      : m_value(std::move(value)), m_fault(parent.m_fault), m_parent(&parent), m_key(key), m_index(index) {}
  std::string path() const;

  QJsonValue m_value;
  Fault& m_fault;
  const JsonPlace* m_parent = nullptr;
  const char* m_key = nullptr;
  qsizetype m_index = 0;
};

}  // namespace synscope
