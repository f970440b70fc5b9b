#include "ui/workbench/session_form.h"

#include "core/logic/base/enum_values.h"
#include "core/logic/reach/target_text.h"
#include "ui/shell/shown_text.h"
#include "ui/widgets/disclosure_button.h"
#include "ui/widgets/field_group.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/text.h"
#include "ui/workbench/kind_chooser.h"
#include "ui/workbench/session_words.h"

#include <QPushButton>
#include <QResizeEvent>
#include <QVBoxLayout>

#include <algorithm>

namespace synscope {
namespace {

using Control = FormField::Control;

enum Group { kBasic, kAddresses, kMulticast, kTlsGroup, kConnection, kKeepaliveGroup, kBuffers, kRelay, kGroups };

/// Where each field stands, and what it is filled in with.
struct Place {
  SessionField field;
  Group group;
  Control control = Control::kLine;
  int columns = 1;
};

constexpr Place kPlaces[] = {
    {SessionField::kHost, kBasic, Control::kLine, 2},
    {SessionField::kPort, kBasic},
    {SessionField::kRole, kBasic, Control::kChoice},
    {SessionField::kTls, kBasic, Control::kSwitch},
    {SessionField::kRoleFile, kBasic, Control::kFile, 2},
    {SessionField::kForward, kBasic, Control::kLine, 2},
    {SessionField::kSourceAddress, kAddresses},
    {SessionField::kSourcePort, kAddresses},
    {SessionField::kFamily, kAddresses, Control::kChoice},
    {SessionField::kGroup, kMulticast},
    {SessionField::kInterface, kMulticast},
    {SessionField::kMulticastTtl, kMulticast},
    {SessionField::kBroadcast, kMulticast, Control::kSwitch},
    {SessionField::kServerName, kTlsGroup},
    {SessionField::kCertificate, kTlsGroup, Control::kFile},
    {SessionField::kKey, kTlsGroup, Control::kFile},
    {SessionField::kVerifyPeer, kTlsGroup, Control::kSwitch},
    {SessionField::kConnectTimeout, kConnection},
    {SessionField::kMaxClients, kConnection},
    {SessionField::kUserTimeout, kConnection},
    {SessionField::kCloseMode, kConnection, Control::kChoice},
    {SessionField::kNoDelay, kConnection, Control::kSwitch},
    {SessionField::kReconnect, kConnection, Control::kSwitch},
    {SessionField::kReconnectFirst, kConnection},
    {SessionField::kReconnectMost, kConnection},
    {SessionField::kKeepalive, kKeepaliveGroup, Control::kSwitch},
    {SessionField::kKeepaliveIdle, kKeepaliveGroup},
    {SessionField::kKeepaliveInterval, kKeepaliveGroup},
    {SessionField::kKeepaliveCount, kKeepaliveGroup},
    {SessionField::kSendBuffer, kBuffers},
    {SessionField::kReceiveBuffer, kBuffers},
    {SessionField::kDelay, kRelay},
    {SessionField::kJitter, kRelay},
    {SessionField::kRate, kRelay},
    {SessionField::kSeed, kRelay},
    {SessionField::kStallAfter, kRelay},
    {SessionField::kStallFor, kRelay},
    {SessionField::kHalfCloseAfter, kRelay},
    {SessionField::kResetAfter, kRelay},
    {SessionField::kLoss, kRelay},
    {SessionField::kDuplicate, kRelay},
    {SessionField::kReorder, kRelay},
};

constexpr int kWide = 560;  ///< From here on four columns, below two.

template <typename Enum, Enum last>
QStringList choices() {
  QStringList words;
  for (const Enum value : enumValues<Enum, last>())
    words.append(shown(name(value)));
  return words;
}

SessionField fieldOf(const FormField& field) {
  return static_cast<SessionField>(field.id());
}

QStringList choicesOf(SessionField field) {
  switch (field) {
    case SessionField::kRole: return choices<ServerRole, ServerRole::kPair>();
    case SessionField::kCloseMode: return choices<CloseMode, CloseMode::kReset>();
    case SessionField::kFamily: return QStringList{QString()} + choices<IpFamily, IpFamily::kV6>();
    default: return {};
  }
}

QStringList choiceLabels(SessionField field) {
  QStringList labels;
  if (field == SessionField::kRole) {
    for (const auto role : enumValues<ServerRole, ServerRole::kPair>())
      labels.append(roleLabel(role));
  } else if (field == SessionField::kCloseMode) {
    for (const auto mode : enumValues<CloseMode, CloseMode::kReset>())
      labels.append(closeModeLabel(mode));
  } else if (field == SessionField::kFamily) {
    labels = {SessionForm::tr("IPv4 and IPv6"), QStringLiteral("IPv4"), QStringLiteral("IPv6")};
  }
  return labels;
}

}  // namespace

SessionForm::SessionForm(QWidget* parent)
    : Localized(parent),
      m_kind(new KindChooser),
      m_groups(kGroups),
      m_roleHint(new Text(TextRole::kCaption)),
      m_moreButton(new DisclosureButton),
      m_more(new QWidget),
      m_open(new QPushButton) {
  makeFields();
  setupLayout();
  setDraft({});
  retranslate();
}

void SessionForm::makeFields() {
  for (FieldGroup*& group : m_groups)
    group = new FieldGroup;
  for (const Place& place : kPlaces) {
    auto* made = new FormField(static_cast<int>(place.field), name(place.field), place.control, choicesOf(place.field));
    m_fields.push_back(made);
    m_groups[place.group]->add(made, place.columns);
    connect(made, &FormField::edited, this, [this, made] { onEdited(made); });
    connect(made, &FormField::submitted, this, &SessionForm::submit);
  }
  connect(m_kind, &KindChooser::chosen, this, &SessionForm::refresh);
  connect(m_open, &QPushButton::clicked, this, &SessionForm::submit);
  connect(m_moreButton, &DisclosureButton::toggled, this, &SessionForm::setMoreShown);
}

void SessionForm::setupLayout() {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(space::kMedium);
  column->addWidget(m_kind);
  column->addWidget(m_groups[kBasic]);
  m_roleHint->setMuted(true);
  column->addWidget(m_roleHint);
  auto* below = new QHBoxLayout;
  below->addWidget(m_moreButton);
  below->addStretch(1);
  m_open->setProperty("primary", true);
  m_open->setDefault(true);
  below->addWidget(m_open);
  column->addLayout(below);
  auto* more = new QVBoxLayout(m_more);
  more->setContentsMargins(0, 0, 0, 0);
  more->setSpacing(space::kLarge);
  for (const Group group : {kRelay, kAddresses, kMulticast, kTlsGroup, kConnection, kKeepaliveGroup, kBuffers})
    more->addWidget(m_groups[group]);
  column->addWidget(m_more);
  m_more->hide();
}

FormField* SessionForm::field(SessionField wanted) const {
  return *std::find_if(m_fields.begin(), m_fields.end(),
                       [wanted](const FormField* each) { return fieldOf(*each) == wanted; });
}

SessionDraft SessionForm::draft() const {
  SessionDraft draft;
  draft.set(SessionField::kKind, shown(name(m_kind->kind())));
  for (const FormField* each : m_fields)
    draft.set(fieldOf(*each), each->text());
  return draft;
}

void SessionForm::setDraft(const SessionDraft& draft) {
  m_filling = true;
  m_kind->setKind(draft.kind());
  for (FormField* each : m_fields) {
    each->setText(draft.text(fieldOf(*each)));
    each->clearError();
  }
  m_filling = false;
  refresh();
}

void SessionForm::submit() {
  const auto read = settingsFrom(draft());
  if (const auto* settings = std::get_if<EndpointSettings>(&read)) return Q_EMIT submitted(*settings);
  const auto& wrong = std::get<DraftError>(read);
  const bool optional = std::none_of(std::begin(kPlaces), std::end(kPlaces), [&](const Place& place) {
    return place.field == wrong.field && place.group == kBasic;
  });
  if (optional) setMoreShown(true);
  field(wrong.field)->showError(shownError(wrong.error));
}

void SessionForm::onEdited(FormField* edited) {
  edited->clearError();
  if (m_filling) return;
  if (fieldOf(*edited) == SessionField::kHost) fillFromHost(edited);
  refresh();
}

/// A port or a scheme that came with the host goes to its own field.
void SessionForm::fillFromHost(FormField* host) {
  const auto parsed = parseTarget(host->text().toStdString());
  if (!parsed) return;
  if (parsed->port) field(SessionField::kPort)->setText(QString::number(*parsed->port));
  if (parsed->tls) field(SessionField::kTls)->setText(*parsed->tls ? QStringLiteral("1") : QString());
}

void SessionForm::refresh() {
  if (m_filling) return;
  const SessionDraft now = draft();
  for (FieldGroup* group : m_groups)
    group->showWhere([&now](const FormField& each) { return applies(fieldOf(each), now); });
  for (FormField* each : m_fields)
    each->setWords(fieldLabel(fieldOf(*each), now.kind()), fieldPlaceholder(fieldOf(*each), now.kind()),
                   fieldHint(fieldOf(*each)));
  m_roleHint->setText(roleHint(now.role()));
  m_roleHint->setVisible(now.kind() != EndpointKind::kTcpClient);
  const bool listens = now.kind() == EndpointKind::kTcpServer;
  m_open->setText(now.kind() == EndpointKind::kTcpClient ? tr("Connect") : (listens ? tr("Listen") : tr("Open")));
}

void SessionForm::setMoreShown(bool shown) {
  m_moreButton->setChecked(shown);
  m_more->setVisible(shown);
}

void SessionForm::focusFirst() {
  const bool listens = m_kind->kind() == EndpointKind::kTcpServer;
  field(listens ? SessionField::kPort : SessionField::kHost)->focusControl();
}

void SessionForm::fitColumns() {
  for (FieldGroup* group : m_groups)
    group->setColumns(width() >= kWide ? 4 : 2);
  refresh();
}

void SessionForm::resizeEvent(QResizeEvent* event) {
  Localized::resizeEvent(event);
  if ((event->oldSize().width() >= kWide) != (width() >= kWide) || event->oldSize().width() < 0) fitColumns();
}

void SessionForm::retranslate() {
  const QString headings[] = {
      QString(),       tr("Addresses"), tr("Multicast and broadcast"),        QStringLiteral("TLS"), tr("Connection"),
      tr("Keepalive"), tr("Buffers"),   tr("What the relay does to the data")};
  for (std::size_t group = 0; group < kGroups; ++group)
    m_groups[group]->setHeading(headings[group]);
  for (FormField* each : m_fields)
    each->setChoiceLabels(choiceLabels(fieldOf(*each)));
  m_moreButton->setText(tr("More options"));
  m_open->setIcon(lineIconOnAccent(QStringLiteral("play")));
  refresh();
}

}  // namespace synscope
