#pragma once

#include "ui/latency/latency_draft.h"
#include "ui/measure/draft_form.h"

class QComboBox;

namespace synscope {

/// What is to be measured: targets, method, how often; the rest under "More options".
class LatencyForm : public DraftForm<LatencyDraft> {
  Q_OBJECT

 public:
  explicit LatencyForm(SettingsStore& settings, QWidget* parent = nullptr);

  void submit() override;

 Q_SIGNALS:
  void submitted(const synscope::LatencySettings& settings);

 protected:
  void retranslate() override;
  Words wordsOf(int field) const override;

 private:
  void fillPresets();
  void applyPreset(int index);

  QComboBox* m_presets;
};

}  // namespace synscope
