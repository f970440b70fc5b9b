#pragma once

#include <QJsonObject>
#include <QString>

#include <map>
#include <utility>

namespace synscope {

/// What stands in the fields of a form: everything typed, nothing checked. Numbers are text; a switch is "" or "1"; a
/// choice is the name() of its value. `name(F)` is the name of a field in the settings file.
template <typename F, F last>
class TypedFields {
 public:
  using Field = F;

  QString text(Field field) const {
    const auto found = m_texts.find(field);
    return found == m_texts.end() ? QString() : found->second;
  }

  bool isOn(Field field) const { return !text(field).isEmpty(); }
  void set(Field field, const QString& text) { m_texts[field] = text; }

  QJsonObject toJson() const {
    QJsonObject json;
    for (const auto& [field, text] : m_texts)
      json[name(field)] = text;
    return json;
  }

  /// Unknown names and text of unreasonable length are left out.
  void read(const QJsonObject& json) {
    for (int index = 0; index <= static_cast<int>(last); ++index) {
      const auto field = static_cast<Field>(index);
      const QJsonValue value = json[name(field)];
      if (value.isString() && value.toString().size() <= kMostCharacters) set(field, value.toString());
    }
  }

  bool operator==(const TypedFields&) const = default;

 protected:
  explicit TypedFields(std::map<Field, QString> usual) : m_texts(std::move(usual)) {}

 private:
  static constexpr qsizetype kMostCharacters = 16'384;

  std::map<Field, QString> m_texts;
};

}  // namespace synscope
