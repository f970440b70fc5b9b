#pragma once

#include "ui/latency/latency_draft.h"
#include "ui/widgets/localized.h"

#include <QWidget>

#include <vector>

class QComboBox;
class QPushButton;

namespace synscope {

class DisclosureButton;
class FieldGroup;
class FormField;
class SettingsStore;

/// What is to be measured: targets, method, how often; the rest under "More options". What is wrong is said at its
/// field. The main button starts, and stops what runs.
class LatencyForm : public Localized<QWidget> {
  Q_OBJECT

 public:
  explicit LatencyForm(SettingsStore& settings, QWidget* parent = nullptr);

  LatencyDraft draft() const;
  void setDraft(const LatencyDraft& draft);
  /// Says the first error, or remembers what is typed and emits submitted().
  void submit();
  void showError(LatencyField field, const Error& error);
  void setRunning(bool running);
  void setMoreShown(bool shown);
  void focusTargets();

 Q_SIGNALS:
  void submitted(const synscope::LatencySettings& settings);
  void stopRequested();
  void historyRequested();

 protected:
  void retranslate() override;

 private:
  void makeFields();
  void setupLayout();
  FormField* field(LatencyField field) const;
  void refresh();
  void fillPresets();
  void applyPreset(int index);

  SettingsStore& m_settings;
  std::vector<FormField*> m_fields;
  FieldGroup* m_basic;
  FieldGroup* m_more;
  DisclosureButton* m_moreButton;
  QComboBox* m_presets;
  QPushButton* m_history;
  QPushButton* m_button;
  bool m_running = false;
  bool m_filling = false;
};

}  // namespace synscope
