#pragma once

#include "core/logic/base/enum_values.h"
#include "ui/measure/measure_form.h"
#include "ui/shell/settings_store.h"
#include "ui/shell/shown_text.h"

#include <QJsonDocument>

#include <span>

namespace synscope {

/// name() of each value, in order.
template <typename Enum, Enum last>
QStringList namesOf() {
  QStringList names;
  for (const Enum value : enumValues<Enum, last>())
    names.append(shown(name(value)));
  return names;
}

/// The form of one kind of draft (TypedFields), kept in the settings from one start to the next.
/// `applies(Field, Draft)` says whether a field means anything.
template <typename Draft>
class DraftForm : public MeasureForm {
 public:
  using Field = typename Draft::Field;
  using Control = FormField::Control;

  /// How a field is filled in, and where it stands.
  struct Place {
    Field field;
    Control control = Control::kLine;
    int columns = 1;
    bool basic = false;
  };

  Draft draft() const {
    Draft draft;
    for (const FormField* each : fields())
      draft.set(static_cast<Field>(each->id()), each->text());
    return draft;
  }

  void setDraft(const Draft& draft) {
    fill([&draft](int field) { return draft.text(static_cast<Field>(field)); });
  }

 protected:
  /// @param key Of the settings.
  DraftForm(SettingsStore& settings, const QString& key, QWidget* parent)
      : MeasureForm(parent), m_settings(settings), m_key(key) {}

  /// @param values Of a field that is a choice.
  void makeFields(std::span<const Place> places, const std::function<QStringList(Field)>& values) {
    for (const Place& place : places) {
      const bool choice = place.control == Control::kChoice;
      addField(new FormField(static_cast<int>(place.field), name(place.field), place.control,
                             choice ? values(place.field) : QStringList()),
               place.columns, place.basic);
    }
  }

  SettingsStore& settings() const { return m_settings; }
  FormField& field(Field field) const { return fieldAt(static_cast<int>(field)); }
  bool isMeant(int field) const override { return applies(static_cast<Field>(field), draft()); }

  void recall() { setDraft(Draft::fromJson(QJsonDocument::fromJson(m_settings.text(m_key).toUtf8()).object())); }
  void remember() const {
    m_settings.setText(m_key, QString::fromUtf8(QJsonDocument(draft().toJson()).toJson(QJsonDocument::Compact)));
  }

 private:
  SettingsStore& m_settings;
  QString m_key;
};

}  // namespace synscope
