#include "ui/latency/latency_form.h"

#include "ui/latency/latency_words.h"

#include <QComboBox>

namespace synscope {
namespace {

using Control = FormField::Control;
using Place = LatencyForm::Place;

constexpr Place kPlaces[] = {
    {LatencyField::kTargets, Control::kLine, 5, true},
    {LatencyField::kMethod, Control::kChoice, 2, true},
    {LatencyField::kInterval, Control::kLine, 1, true},
    {LatencyField::kCount, Control::kLine, 2, true},
    {LatencyField::kTimeout},
    {LatencyField::kFamily, Control::kChoice},
    {LatencyField::kSourceAddress},
    {LatencyField::kEveryAddress, Control::kSwitch},
    {LatencyField::kPath},
    {LatencyField::kTls, Control::kSwitch},
    {LatencyField::kVerifyPeer, Control::kSwitch},
    {LatencyField::kKeepAlive, Control::kSwitch},
};

struct Preset {
  const char *interval, *count, *timeout;
};

/// In the order of their words.
constexpr Preset kPresets[] = {{"1", "", "3"}, {"0.1", "100", "3"}, {"0.01", "6000", "1"}, {"10", "", "5"}};

QStringList valuesOf(LatencyField field) {
  if (field == LatencyField::kFamily) return familyValues();
  return namesOf<LatencyMethod, LatencyMethod::kUdpEcho>();
}

QStringList labelsOf(LatencyField field) {
  if (field == LatencyField::kFamily) return familyLabels();
  QStringList labels;
  if (field != LatencyField::kMethod) return labels;
  for (const auto method : enumValues<LatencyMethod, LatencyMethod::kUdpEcho>())
    labels.append(methodLabel(method));
  return labels;
}

}  // namespace

LatencyForm::LatencyForm(SettingsStore& settings, QWidget* parent)
    : DraftForm(settings, QStringLiteral("latency/draft"), parent), m_presets(new QComboBox) {
  makeFields(kPlaces, valuesOf);
  setColumns(10, 4);
  addTool(m_presets);
  connect(m_presets, &QComboBox::activated, this, &LatencyForm::applyPreset);
  recall();
  retranslate();
}

void LatencyForm::submit() {
  if (isRunning()) return;
  const auto read = settingsFrom(draft());
  if (const auto* wrong = std::get_if<LatencyDraftError>(&read))
    return showError(static_cast<int>(wrong->field), wrong->error);
  remember();
  Q_EMIT submitted(std::get<LatencySettings>(read));
}

void LatencyForm::applyPreset(int index) {
  if (index < 1) return;
  const Preset& preset = kPresets[index - 1];
  field(LatencyField::kInterval).setText(QString::fromLatin1(preset.interval));
  field(LatencyField::kCount).setText(QString::fromLatin1(preset.count));
  field(LatencyField::kTimeout).setText(QString::fromLatin1(preset.timeout));
  m_presets->setCurrentIndex(0);
}

void LatencyForm::fillPresets() {
  m_presets->clear();
  m_presets->addItems({tr("Presets"), tr("Watch: every second"), tr("Quick look: 100 in 10 seconds"),
                       tr("Fine: 100 a second for a minute"), tr("Long watch: every 10 seconds")});
  m_presets->setAccessibleName(tr("Presets"));
}

MeasureForm::Words LatencyForm::wordsOf(int which) const {
  const auto field = static_cast<LatencyField>(which);
  return {latencyFieldLabel(field), latencyFieldPlaceholder(field), latencyFieldHint(field), labelsOf(field)};
}

void LatencyForm::retranslate() {
  DraftForm::retranslate();
  fillPresets();
}

}  // namespace synscope
