#pragma once

#include "core/logic/diagnose/request.h"
#include "ui/widgets/localized.h"

#include <QWidget>

#include <array>

class QCheckBox;
class QComboBox;

namespace synscope {

class SettingsStore;
class Text;

/// The controls of a diagnosis, each with a switch, beside the list of everything that will be sent.
class OptionsPanel : public Localized<QWidget> {
  Q_OBJECT

 public:
  explicit OptionsPanel(SettingsStore& settings, QWidget* parent = nullptr);

  DiagnosisRequest options() const;
  /// Lists what this request would send; without one, says that a target is needed.
  void announce(const std::optional<DiagnosisRequest>& request);

 Q_SIGNALS:
  void changed();

 protected:
  void retranslate() override;

 private:
  struct Switch {
    QCheckBox* box;
    bool DiagnosisRequest::*field;
    const char* key;
    const char* label;
    const char* hint;
  };

  void setupSwitches();
  void setupLayout();
  void remember();

  SettingsStore& m_settings;
  std::array<Switch, 6> m_switches;
  Text* m_familyCaption;
  QComboBox* m_family;
  Text* m_announceTitle;
  Text* m_announced;
  std::optional<DiagnosisRequest> m_announcedFor;
};

}  // namespace synscope
