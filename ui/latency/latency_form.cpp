#include "ui/latency/latency_form.h"

#include "core/logic/base/enum_values.h"
#include "ui/latency/latency_words.h"
#include "ui/shell/settings_store.h"
#include "ui/shell/shown_text.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/disclosure_button.h"
#include "ui/widgets/field_group.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/keep_width.h"

#include <QComboBox>
#include <QJsonDocument>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace synscope {
namespace {

using Control = FormField::Control;

const QString kDraft = QStringLiteral("latency/draft");

/// Where each field stands, and what it is filled in with.
struct Place {
  LatencyField field;
  Control control = Control::kLine;
  int columns = 1;
  bool basic = false;
};

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

QString text(std::string_view word) {
  return QString::fromUtf8(word.data(), static_cast<qsizetype>(word.size()));
}

QStringList choicesOf(LatencyField field) {
  if (field == LatencyField::kFamily) return {QString(), text(name(IpFamily::kV4)), text(name(IpFamily::kV6))};
  QStringList methods;
  for (const auto method : enumValues<LatencyMethod, LatencyMethod::kUdpEcho>())
    methods.append(text(name(method)));
  return methods;
}

QStringList choiceLabels(LatencyField field) {
  if (field == LatencyField::kFamily)
    return {LatencyForm::tr("IPv4 and IPv6"), QStringLiteral("IPv4"), QStringLiteral("IPv6")};
  QStringList labels;
  for (const auto method : enumValues<LatencyMethod, LatencyMethod::kUdpEcho>())
    labels.append(methodLabel(method));
  return labels;
}

LatencyField fieldOf(const FormField& field) {
  return static_cast<LatencyField>(field.id());
}

}  // namespace

LatencyForm::LatencyForm(SettingsStore& settings, QWidget* parent)
    : Localized(parent),
      m_settings(settings),
      m_basic(new FieldGroup),
      m_more(new FieldGroup),
      m_moreButton(new DisclosureButton),
      m_presets(new QComboBox),
      m_history(new QPushButton),
      m_button(new QPushButton) {
  makeFields();
  setupLayout();
  setDraft(LatencyDraft::fromJson(QJsonDocument::fromJson(settings.text(kDraft).toUtf8()).object()));
  retranslate();
}

void LatencyForm::makeFields() {
  for (const Place& place : kPlaces) {
    const bool choice = place.control == Control::kChoice;
    auto* made = new FormField(static_cast<int>(place.field), name(place.field), place.control,
                               choice ? choicesOf(place.field) : QStringList());
    (place.basic ? m_basic : m_more)->add(made, place.columns);
    m_fields.push_back(made);
    connect(made, &FormField::submitted, this, &LatencyForm::submit);
    connect(made, &FormField::edited, this, [this, made] {
      made->clearError();
      refresh();
    });
  }
  m_basic->setColumns(10);
  m_more->setColumns(4);
}

void LatencyForm::setupLayout() {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(space::kSmall);
  m_button->setProperty("primary", true);
  auto* row = new QHBoxLayout;
  row->setSpacing(space::kMedium);
  row->addWidget(m_basic, 1, Qt::AlignTop);
  auto* buttonColumn = new QVBoxLayout;
  buttonColumn->setSpacing(0);
  buttonColumn->addSpacing(QFontMetrics(fontFor(TextRole::kCaption)).height() + space::kTight);
  buttonColumn->addWidget(m_button);
  buttonColumn->addStretch(1);
  row->addLayout(buttonColumn);
  column->addLayout(row);
  auto* below = new QHBoxLayout;
  below->setSpacing(space::kMedium);
  below->addWidget(m_moreButton);
  below->addStretch(1);
  below->addWidget(m_presets);
  m_history->setFlat(true);
  below->addWidget(m_history);
  column->addLayout(below);
  column->addWidget(m_more);
  m_more->hide();
  connect(m_button, &QPushButton::clicked, this, [this] { m_running ? stopRequested() : submit(); });
  connect(m_moreButton, &DisclosureButton::toggled, this, &LatencyForm::setMoreShown);
  connect(m_history, &QPushButton::clicked, this, &LatencyForm::historyRequested);
  connect(m_presets, &QComboBox::activated, this, &LatencyForm::applyPreset);
}

FormField* LatencyForm::field(LatencyField wanted) const {
  return *std::find_if(m_fields.begin(), m_fields.end(),
                       [wanted](const FormField* each) { return fieldOf(*each) == wanted; });
}

LatencyDraft LatencyForm::draft() const {
  LatencyDraft draft;
  for (const FormField* each : m_fields)
    draft.set(fieldOf(*each), each->text());
  return draft;
}

void LatencyForm::setDraft(const LatencyDraft& draft) {
  m_filling = true;
  for (FormField* each : m_fields) {
    each->setText(draft.text(fieldOf(*each)));
    each->clearError();
  }
  m_filling = false;
  refresh();
}

void LatencyForm::submit() {
  if (m_running) return;
  const auto read = settingsFrom(draft());
  if (const auto* wrong = std::get_if<LatencyDraftError>(&read)) return showError(wrong->field, wrong->error);
  m_settings.setText(kDraft, QString::fromUtf8(QJsonDocument(draft().toJson()).toJson(QJsonDocument::Compact)));
  Q_EMIT submitted(std::get<LatencySettings>(read));
}

void LatencyForm::showError(LatencyField wrong, const Error& error) {
  const bool basic = std::any_of(std::begin(kPlaces), std::end(kPlaces),
                                 [wrong](const Place& place) { return place.field == wrong && place.basic; });
  if (!basic) setMoreShown(true);
  field(wrong)->showError(shownError(error));
}

void LatencyForm::setRunning(bool running) {
  m_running = running;
  retranslate();
}

void LatencyForm::setMoreShown(bool shown) {
  m_moreButton->setChecked(shown);
  m_more->setVisible(shown);
  refresh();
}

void LatencyForm::focusTargets() {
  field(LatencyField::kTargets)->focusControl();
}

void LatencyForm::refresh() {
  if (m_filling) return;
  const LatencyDraft now = draft();
  const auto wanted = [&now](const FormField& each) { return applies(fieldOf(each), now); };
  m_basic->showWhere(wanted);
  if (m_moreButton->isChecked()) m_more->showWhere(wanted);
}

void LatencyForm::applyPreset(int index) {
  if (index < 1) return;
  const Preset& preset = kPresets[index - 1];
  field(LatencyField::kInterval)->setText(QString::fromLatin1(preset.interval));
  field(LatencyField::kCount)->setText(QString::fromLatin1(preset.count));
  field(LatencyField::kTimeout)->setText(QString::fromLatin1(preset.timeout));
  m_presets->setCurrentIndex(0);
}

void LatencyForm::fillPresets() {
  m_presets->clear();
  m_presets->addItems({tr("Presets"), tr("Watch: every second"), tr("Quick look: 100 in 10 seconds"),
                       tr("Fine: 100 a second for a minute"), tr("Long watch: every 10 seconds")});
  m_presets->setAccessibleName(tr("Presets"));
}

void LatencyForm::retranslate() {
  for (FormField* each : m_fields) {
    const LatencyField which = fieldOf(*each);
    each->setWords(latencyFieldLabel(which), latencyFieldPlaceholder(which), latencyFieldHint(which));
    if (which == LatencyField::kMethod || which == LatencyField::kFamily) each->setChoiceLabels(choiceLabels(which));
  }
  fillPresets();
  m_moreButton->setText(tr("More options"));
  m_history->setText(tr("Earlier runs"));
  m_history->setIcon(lineIcon(QStringLiteral("history")));
  m_button->setText(m_running ? tr("Stop") : tr("Start"));
  keepWidth(*m_button, {tr("Stop"), tr("Start")});
  m_button->setIcon(lineIconOnAccent(m_running ? QStringLiteral("stop") : QStringLiteral("play")));
  refresh();
}

}  // namespace synscope
