#include "ui/ports/scan_form.h"

#include "core/logic/reach/port_list.h"
#include "ui/shell/settings_store.h"
#include "ui/shell/shown_text.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/inline_message.h"
#include "ui/widgets/keep_width.h"
#include "ui/widgets/text.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLineEdit>
#include <QPushButton>

namespace synscope {
namespace {

const QString kHosts = QStringLiteral("ports/hosts");
const QString kPorts = QStringLiteral("ports/ports");
constexpr int kMostHostCharacters = 256 * 1024;
constexpr int kMostPortCharacters = 4096;

Text* caption() {
  auto* text = new Text(TextRole::kCaption);
  text->setPlainLine();
  text->setMuted(true);
  return text;
}

}  // namespace

ScanForm::ScanForm(SettingsStore& settings, QWidget* parent)
    : Localized(parent),
      m_settings(settings),
      m_hosts(new QLineEdit(settings.text(kHosts))),
      m_ports(new QLineEdit(settings.text(kPorts))),
      m_protocol(new QComboBox),
      m_family(new QComboBox),
      m_button(new QPushButton),
      m_hostsCaption(caption()),
      m_portsCaption(caption()),
      m_protocolCaption(caption()),
      m_familyCaption(caption()),
      m_message(new InlineMessage) {
  m_protocol->addItems({QStringLiteral("TCP"), QStringLiteral("UDP")});
  m_family->addItems({QString(), QStringLiteral("IPv4"), QStringLiteral("IPv6")});
  m_hosts->setMaxLength(kMostHostCharacters);
  m_ports->setMaxLength(kMostPortCharacters);
  m_button->setProperty("primary", true);
  m_hostsCaption->setBuddy(m_hosts);
  m_portsCaption->setBuddy(m_ports);
  m_protocolCaption->setBuddy(m_protocol);
  m_familyCaption->setBuddy(m_family);
  setupLayout();
  connectFields();
  retranslate();
}

void ScanForm::setupLayout() {
  auto* grid = new QGridLayout(this);
  grid->setContentsMargins(0, 0, 0, 0);
  grid->setHorizontalSpacing(space::kMedium);
  grid->setVerticalSpacing(space::kTight);
  QWidget* const captions[] = {m_hostsCaption, m_portsCaption, m_protocolCaption, m_familyCaption};
  QWidget* const fields[] = {m_hosts, m_ports, m_protocol, m_family};
  for (int column = 0; column < 4; ++column) {
    grid->addWidget(captions[column], 0, column);
    grid->addWidget(fields[column], 1, column);
  }
  grid->addWidget(m_button, 1, 4);
  grid->addWidget(m_message, 2, 0, 1, 5);
  grid->setColumnStretch(0, 3);
  grid->setColumnStretch(1, 2);
}

void ScanForm::connectFields() {
  for (QLineEdit* field : {m_hosts, m_ports}) {
    connect(field, &QLineEdit::returnPressed, this, &ScanForm::submitted);
    connect(field, &QLineEdit::textChanged, this, &ScanForm::clearError);
  }
  connect(m_button, &QPushButton::clicked, this, [this] { m_running ? stopRequested() : submitted(); });
}

Result<ScanOrder> ScanForm::order() const {
  const auto hosts = parseHosts(m_hosts->text());
  if (!hosts) return hosts.error();
  ScanOrder order;
  order.protocol = m_protocol->currentIndex() == 0 ? Protocol::kTcp : Protocol::kUdp;
  const auto ports = parsePorts(m_ports->text().toStdString(), order.protocol);
  if (!ports) return ports.error();
  order.family = static_cast<FamilyChoice>(m_family->currentIndex());
  order.hosts = *hosts;
  order.ports = *ports;
  order.timeout = m_settings.scanTimeout();
  return order;
}

void ScanForm::setFields(const QString& hosts, const QString& ports) {
  m_hosts->setText(hosts);
  m_ports->setText(ports);
}

void ScanForm::setRunning(bool running) {
  m_running = running;
  retranslate();
}

void ScanForm::showError(const Error& error) {
  m_message->say(Tone::kBad, shownError(error));
}

void ScanForm::clearError() {
  m_message->clear();
}

void ScanForm::focusHosts() {
  m_hosts->setFocus();
  m_hosts->selectAll();
}

void ScanForm::remember() {
  m_settings.setText(kHosts, m_hosts->text());
  m_settings.setText(kPorts, m_ports->text());
}

void ScanForm::retranslate() {
  m_hostsCaption->setText(tr("Hosts"));
  m_portsCaption->setText(tr("Ports"));
  m_protocolCaption->setText(tr("Protocol"));
  m_familyCaption->setText(tr("Addresses"));
  m_family->setItemText(0, tr("IPv4 and IPv6"));
  m_family->setAccessibleName(m_familyCaption->text());
  m_hosts->setPlaceholderText(tr("localhost, 192.0.2.7 …"));
  m_ports->setPlaceholderText(tr("22, 80, 8000-8100, https, all"));
  m_hosts->setAccessibleName(m_hostsCaption->text());
  m_ports->setAccessibleName(m_portsCaption->text());
  m_protocol->setAccessibleName(m_protocolCaption->text());
  m_button->setText(m_running ? tr("Stop") : tr("Scan"));
  keepWidth(*m_button, {tr("Stop"), tr("Scan")});
  m_button->setIcon(lineIconOnAccent(m_running ? QStringLiteral("stop") : QStringLiteral("ports")));
}

}  // namespace synscope
