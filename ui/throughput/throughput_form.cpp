#include "ui/throughput/throughput_form.h"

#include "core/logic/throughput/iperf_error.h"
#include "ui/shell/language.h"
#include "ui/throughput/nearby_list.h"
#include "ui/throughput/throughput_words.h"
#include "ui/widgets/icon.h"

#include <QComboBox>
#include <QLayout>
#include <QPushButton>

#include <utility>

namespace synscope {
namespace {

using Control = FormField::Control;
using Place = ThroughputForm::Place;

const QString kServers = QStringLiteral("throughput/servers");

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
    {ThroughputField::kUser, Control::kLine, 2},
    {ThroughputField::kPassword, Control::kSecret, 2},
    {ThroughputField::kKeyFile, Control::kFile, 2},
};

constexpr TransferDirection kDirections[] = {TransferDirection::kDown, TransferDirection::kUp,
                                             TransferDirection::kInTurn, TransferDirection::kBoth};

QStringList valuesOf(ThroughputField field) {
  if (field == ThroughputField::kFamily) return familyValues();
  if (field == ThroughputField::kProtocol) return namesOf<Protocol, Protocol::kUdp>();
  QStringList directions;
  for (const auto direction : kDirections)
    directions.append(shown(name(direction)));
  return directions;
}

QStringList labelsOf(ThroughputField field) {
  if (field == ThroughputField::kFamily) return familyLabels();
  if (field == ThroughputField::kProtocol) return {QStringLiteral("TCP"), QStringLiteral("UDP")};
  QStringList labels;
  if (field != ThroughputField::kDirection) return labels;
  for (const auto direction : kDirections)
    labels.append(directionLabel(direction));
  return labels;
}

}  // namespace

ThroughputForm::ThroughputForm(SettingsStore& settings, QWidget* parent)
    : DraftForm(settings, QStringLiteral("throughput/draft"), parent),
      m_nearbyList(new NearbyList),
      m_servers(new QComboBox),
      m_serve(new QPushButton) {
  makeFields(kPlaces, valuesOf);
  setColumns(10, 6);
  m_serve->setFlat(true);
  addTool(m_servers);
  addTool(m_serve);
  connect(m_servers, &QComboBox::activated, this, &ThroughputForm::chooseServer);
  layout()->addWidget(m_nearbyList);
  connect(m_nearbyList, &NearbyList::chosen, this, &ThroughputForm::measureAgainst);
  connect(m_serve, &QPushButton::clicked, this, &ThroughputForm::beServerRequested);
  recall();
  retranslate();
}

void ThroughputForm::submit() {
  if (isRunning()) return;
  const auto read = orderFrom(draft());
  if (const auto* wrong = std::get_if<ThroughputDraftError>(&read))
    return showError(static_cast<int>(wrong->field), wrong->error);
  remember();
  m_asked = field(ThroughputField::kServer).text().trimmed();
  m_nearbyList->setServers({});
  Q_EMIT submitted(std::get<ThroughputOrder>(read));
}

/// The key is looked at when the test begins, and the server says only that it lets nobody in.
void ThroughputForm::nameError(const Error& error) {
  const bool refused = error.operation == iperfErrorKey(iperfError::kAuthorisation);
  const bool asked = !field(ThroughputField::kUser).text().isEmpty();
  if (error.code == ErrorCode::kThroughputRefused && refused)
    showError(static_cast<int>(asked ? ThroughputField::kPassword : ThroughputField::kUser),
              label({error.operation, {}}));
  if (asked && (error.code == ErrorCode::kThroughputKey || error.code == ErrorCode::kFileUnreadable))
    showError(static_cast<int>(ThroughputField::kKeyFile), shownError(error));
}

void ThroughputForm::noteAnswered(bool answered) {
  const QString asked = std::exchange(m_asked, {});
  if (!answered || asked.isEmpty()) return;
  QStringList all = servers();
  all.removeAll(asked);
  all.prepend(asked);
  settings().setText(kServers, QStringList(all.mid(0, kMostServers)).join(QLatin1Char('\n')));
  fillServers();
}

QStringList ThroughputForm::servers() const {
  return settings().text(kServers).split(QLatin1Char('\n'), Qt::SkipEmptyParts).mid(0, kMostServers);
}

void ThroughputForm::setNearby(const std::vector<std::pair<QString, QString>>& nearby) {
  m_nearby = nearby;
  fillServers();
  m_nearbyList->setServers(isRunning() ? decltype(m_nearby)() : nearby);
  if (!nearby.empty()) field(ThroughputField::kServer).setText(nearby.front().second);
}

void ThroughputForm::measureAgainst(const QString& server) {
  field(ThroughputField::kServer).setText(server);
  submit();
}

/// The last entry looks for others.
void ThroughputForm::chooseServer(int index) {
  const QString server = m_servers->itemData(index).toString();
  m_servers->setCurrentIndex(0);
  if (!server.isEmpty()) return field(ThroughputField::kServer).setText(server);
  if (index > 0) Q_EMIT lookAroundRequested();
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

MeasureForm::Words ThroughputForm::wordsOf(int which) const {
  const auto field = static_cast<ThroughputField>(which);
  return {throughputFieldLabel(field), throughputFieldPlaceholder(field, draft().protocol()),
          throughputFieldHint(field), labelsOf(field)};
}

void ThroughputForm::retranslate() {
  DraftForm::retranslate();
  fillServers();
  m_serve->setText(tr("Be the server"));
  m_serve->setIcon(lineIcon(QStringLiteral("server")));
}

}  // namespace synscope
