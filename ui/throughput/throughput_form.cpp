#include "ui/throughput/throughput_form.h"

#include "ui/shell/settings_store.h"
#include "ui/shell/shown_text.h"
#include "ui/theme/type_scale.h"
#include "ui/throughput/throughput_words.h"
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

const QString kDraft = QStringLiteral("throughput/draft");
const QString kServers = QStringLiteral("throughput/servers");

/// Where each field stands, and what it is filled in with.
struct Place {
  ThroughputField field;
  Control control = Control::kLine;
  int columns = 1;
  bool basic = false;
};

constexpr Place kPlaces[] = {
    {ThroughputField::kServer, Control::kLine, 4, true},
    {ThroughputField::kDirection, Control::kChoice, 2, true},
    {ThroughputField::kProtocol, Control::kChoice, 1, true},
    {ThroughputField::kStreams, Control::kLine, 1, true},
    {ThroughputField::kTime, Control::kLine, 2, true},
    {ThroughputField::kBytes},
    {ThroughputField::kRate},
    {ThroughputField::kOmit},
    {ThroughputField::kInterval},
    {ThroughputField::kBlockLength},
    {ThroughputField::kWindow},
    {ThroughputField::kMss},
    {ThroughputField::kCongestion},
    {ThroughputField::kPacing},
    {ThroughputField::kTos},
    {ThroughputField::kWaitBusy},
    {ThroughputField::kFamily, Control::kChoice},
    {ThroughputField::kSourceAddress},
    {ThroughputField::kLatency, Control::kSwitch},
    {ThroughputField::kNoDelay, Control::kSwitch},
    {ThroughputField::kServerOutput, Control::kSwitch},
    {ThroughputField::kCounters64, Control::kSwitch},
};

QString text(std::string_view word) {
  return QString::fromUtf8(word.data(), static_cast<qsizetype>(word.size()));
}

QStringList choicesOf(ThroughputField field) {
  if (field == ThroughputField::kFamily) return {QString(), text(name(IpFamily::kV4)), text(name(IpFamily::kV6))};
  if (field == ThroughputField::kProtocol) return {text(name(Protocol::kTcp)), text(name(Protocol::kUdp))};
  return {text(name(TransferDirection::kDown)), text(name(TransferDirection::kUp)),
          text(name(TransferDirection::kBoth))};
}

QStringList choiceLabels(ThroughputField field) {
  if (field == ThroughputField::kFamily)
    return {ThroughputForm::tr("IPv4 and IPv6"), QStringLiteral("IPv4"), QStringLiteral("IPv6")};
  if (field == ThroughputField::kProtocol) return {QStringLiteral("TCP"), QStringLiteral("UDP")};
  return {directionLabel(TransferDirection::kDown), directionLabel(TransferDirection::kUp),
          directionLabel(TransferDirection::kBoth)};
}

bool isChoice(ThroughputField field) {
  return field == ThroughputField::kFamily || field == ThroughputField::kProtocol ||
         field == ThroughputField::kDirection;
}

ThroughputField fieldOf(const FormField& field) {
  return static_cast<ThroughputField>(field.id());
}

}  // namespace

ThroughputForm::ThroughputForm(SettingsStore& settings, QWidget* parent)
    : Localized(parent),
      m_settings(settings),
      m_basic(new FieldGroup),
      m_more(new FieldGroup),
      m_moreButton(new DisclosureButton),
      m_servers(new QComboBox),
      m_serve(new QPushButton),
      m_history(new QPushButton),
      m_button(new QPushButton) {
  makeFields();
  setupLayout();
  setDraft(ThroughputDraft::fromJson(QJsonDocument::fromJson(settings.text(kDraft).toUtf8()).object()));
  retranslate();
}

void ThroughputForm::makeFields() {
  for (const Place& place : kPlaces) {
    const bool choice = place.control == Control::kChoice;
    auto* made = new FormField(static_cast<int>(place.field), name(place.field), place.control,
                               choice ? choicesOf(place.field) : QStringList());
    (place.basic ? m_basic : m_more)->add(made, place.columns);
    m_fields.push_back(made);
    connect(made, &FormField::submitted, this, &ThroughputForm::submit);
    connect(made, &FormField::edited, this, [this, made] {
      made->clearError();
      refresh();
    });
  }
  m_basic->setColumns(10);
  m_more->setColumns(6);
}

void ThroughputForm::setupLayout() {
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
  below->addWidget(m_servers);
  m_serve->setFlat(true);
  below->addWidget(m_serve);
  m_history->setFlat(true);
  below->addWidget(m_history);
  column->addLayout(below);
  column->addWidget(m_more);
  m_more->hide();
  connect(m_button, &QPushButton::clicked, this, [this] { m_running ? stopRequested() : submit(); });
  connect(m_moreButton, &DisclosureButton::toggled, this, &ThroughputForm::setMoreShown);
  connect(m_history, &QPushButton::clicked, this, &ThroughputForm::historyRequested);
  connect(m_serve, &QPushButton::clicked, this, &ThroughputForm::beServerRequested);
  connect(m_servers, &QComboBox::activated, this, [this](int index) {
    const QString server = m_servers->itemData(index).toString();
    m_servers->setCurrentIndex(0);
    if (!server.isEmpty()) return field(ThroughputField::kServer)->setText(server);
    if (index > 0) Q_EMIT lookAroundRequested();
  });
}

FormField* ThroughputForm::field(ThroughputField wanted) const {
  return *std::find_if(m_fields.begin(), m_fields.end(),
                       [wanted](const FormField* each) { return fieldOf(*each) == wanted; });
}

ThroughputDraft ThroughputForm::draft() const {
  ThroughputDraft draft;
  for (const FormField* each : m_fields)
    draft.set(fieldOf(*each), each->text());
  return draft;
}

void ThroughputForm::setDraft(const ThroughputDraft& draft) {
  m_filling = true;
  for (FormField* each : m_fields) {
    each->setText(draft.text(fieldOf(*each)));
    each->clearError();
  }
  m_filling = false;
  refresh();
}

void ThroughputForm::submit() {
  if (m_running) return;
  const auto read = orderFrom(draft());
  if (const auto* wrong = std::get_if<ThroughputDraftError>(&read)) {
    const bool basic = std::any_of(std::begin(kPlaces), std::end(kPlaces),
                                   [wrong](const Place& place) { return place.field == wrong->field && place.basic; });
    if (!basic) setMoreShown(true);
    return field(wrong->field)->showError(shownError(wrong->error));
  }
  remember();
  Q_EMIT submitted(std::get<ThroughputOrder>(read));
}

void ThroughputForm::remember() {
  m_settings.setText(kDraft, QString::fromUtf8(QJsonDocument(draft().toJson()).toJson(QJsonDocument::Compact)));
  QStringList all = servers();
  const QString now = field(ThroughputField::kServer)->text().trimmed();
  all.removeAll(now);
  all.prepend(now);
  m_settings.setText(kServers, QStringList(all.mid(0, kMostServers)).join(QLatin1Char('\n')));
  fillServers();
}

QStringList ThroughputForm::servers() const {
  return m_settings.text(kServers).split(QLatin1Char('\n'), Qt::SkipEmptyParts).mid(0, kMostServers);
}

void ThroughputForm::setNearby(const std::vector<std::pair<QString, QString>>& nearby) {
  m_nearby = nearby;
  fillServers();
  if (!nearby.empty()) field(ThroughputField::kServer)->setText(nearby.front().second);
}

void ThroughputForm::fillServers() {
  m_servers->clear();
  m_servers->addItem(tr("Saved servers"));
  for (const QString& server : servers())
    m_servers->addItem(server, server);
  for (const auto& [name, server] : m_nearby)
    m_servers->addItem(QStringLiteral("%1 · %2").arg(name, server), server);
  m_servers->addItem(tr("Look for SynScopes nearby"));
  m_servers->setAccessibleName(tr("Saved servers"));
}

void ThroughputForm::setRunning(bool running) {
  m_running = running;
  retranslate();
}

void ThroughputForm::setMoreShown(bool shown) {
  m_moreButton->setChecked(shown);
  m_more->setVisible(shown);
  refresh();
}

void ThroughputForm::focusServer() {
  field(ThroughputField::kServer)->focusControl();
}

void ThroughputForm::refresh() {
  if (m_filling) return;
  const ThroughputDraft now = draft();
  const auto wanted = [&now](const FormField& each) { return applies(fieldOf(each), now); };
  m_basic->showWhere(wanted);
  if (m_moreButton->isChecked()) m_more->showWhere(wanted);
}

void ThroughputForm::retranslate() {
  for (FormField* each : m_fields) {
    const ThroughputField which = fieldOf(*each);
    each->setWords(throughputFieldLabel(which), throughputFieldPlaceholder(which, draft().protocol()),
                   throughputFieldHint(which));
    if (!isChoice(which)) continue;
    each->setChoiceLabels(choiceLabels(which));
  }
  fillServers();
  m_serve->setText(tr("Be the server"));
  m_serve->setIcon(lineIcon(QStringLiteral("server")));
  m_moreButton->setText(tr("More options"));
  m_history->setText(tr("Earlier runs"));
  m_history->setIcon(lineIcon(QStringLiteral("history")));
  m_button->setText(m_running ? tr("Stop") : tr("Start"));
  keepWidth(*m_button, {tr("Stop"), tr("Start")});
  m_button->setIcon(lineIconOnAccent(m_running ? QStringLiteral("stop") : QStringLiteral("play")));
  refresh();
}

}  // namespace synscope
