#include "ui/diagnose/target_bar.h"

#include "core/engine/base/resolver.h"
#include "core/logic/reach/port_list.h"
#include "core/logic/reach/target_text.h"
#include "ui/shell/settings_store.h"
#include "ui/shell/shown_text.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/inline_message.h"
#include "ui/widgets/keep_width.h"
#include "ui/widgets/text.h"

#include <QAction>
#include <QComboBox>
#include <QCompleter>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QStringListModel>

namespace synscope {
namespace {

constexpr int kMostCharacters = 4096;

Result<std::uint16_t> parsePort(const QString& text, Protocol protocol) {
  const auto ports = parsePorts(text.toStdString(), protocol);
  if (!ports) return ports.error();
  if (ports->size() != 1) return Error{ErrorCode::kBadPort, "parse-port", text.toStdString()};
  return ports->front();
}

}  // namespace

TargetBar::TargetBar(SettingsStore& settings, QWidget* parent)
    : Localized(parent),
      m_settings(settings),
      m_host(new QLineEdit),
      m_port(new QLineEdit),
      m_protocol(new QComboBox),
      m_tls(new QComboBox),
      m_button(new QPushButton),
      m_hostCaption(caption()),
      m_portCaption(caption()),
      m_protocolCaption(caption()),
      m_tlsCaption(caption()),
      m_message(new InlineMessage),
      m_history(new QStringListModel(this)),
      m_showHistory(nullptr) {
  setupFields();
  setupHistory();
  setupLayout();
  connectFields();
  retranslate();
}

Text* TargetBar::caption() {
  auto* text = new Text(TextRole::kCaption);
  text->setPlainLine();
  text->setMuted(true);
  return text;
}

void TargetBar::setupFields() {
  m_host->setMaxLength(kMostCharacters);
  m_host->setMinimumWidth(150);
  m_port->setMaxLength(40);
  m_port->setFixedWidth(96);
  m_protocol->addItems({QStringLiteral("TCP"), QStringLiteral("UDP")});
  for (int index = 0; index < 3; ++index)
    m_tls->addItem(QString());
  m_button->setProperty("primary", true);
  m_button->setDefault(true);
  m_hostCaption->setBuddy(m_host);
  m_portCaption->setBuddy(m_port);
  m_protocolCaption->setBuddy(m_protocol);
  m_tlsCaption->setBuddy(m_tls);
}

void TargetBar::setupHistory() {
  auto* completer = new QCompleter(m_history, this);
  completer->setCaseSensitivity(Qt::CaseInsensitive);
  completer->setFilterMode(Qt::MatchContains);
  m_host->setCompleter(completer);
  m_showHistory = m_host->addAction(lineIcon(QStringLiteral("chevron-down")), QLineEdit::TrailingPosition);
  connect(m_showHistory, &QAction::triggered, this, [this, completer] {
    completer->setCompletionPrefix(QString());
    completer->complete();
  });
  refreshHistory();
}

void TargetBar::setupLayout() {
  auto* grid = new QGridLayout(this);
  grid->setContentsMargins(0, 0, 0, 0);
  grid->setHorizontalSpacing(space::kMedium);
  grid->setVerticalSpacing(space::kTight);
  QWidget* const captions[] = {m_hostCaption, m_portCaption, m_protocolCaption, m_tlsCaption};
  QWidget* const fields[] = {m_host, m_port, m_protocol, m_tls};
  for (int column = 0; column < 4; ++column) {
    grid->addWidget(captions[column], 0, column);
    grid->addWidget(fields[column], 1, column);
  }
  grid->addWidget(m_button, 1, 4);
  grid->addWidget(m_message, 2, 0, 1, 5);
  grid->setColumnStretch(0, 1);
}

void TargetBar::connectFields() {
  connect(m_host, &QLineEdit::textChanged, this, &TargetBar::fillFromTarget);
  for (QLineEdit* field : {m_host, m_port}) {
    field->installEventFilter(this);
    connect(field, &QLineEdit::textChanged, this, &TargetBar::clearError);
    connect(field, &QLineEdit::textChanged, this, &TargetBar::edited);
    connect(field, &QLineEdit::returnPressed, this, &TargetBar::submitted);
  }
  for (QComboBox* box : {m_protocol, m_tls})
    connect(box, &QComboBox::currentIndexChanged, this, &TargetBar::edited);
  connect(m_protocol, &QComboBox::currentIndexChanged, this, [this](int index) { m_tls->setEnabled(index == 0); });
  connect(m_button, &QPushButton::clicked, this, [this] { m_running ? stopRequested() : submitted(); });
}

/// With nothing selected there is nothing for a field to copy: Ctrl+C is the page's then.
bool TargetBar::eventFilter(QObject* watched, QEvent* event) {
  const auto* field = qobject_cast<const QLineEdit*>(watched);
  if (field == nullptr || event->type() != QEvent::ShortcutOverride || field->hasSelectedText()) return false;
  if (!static_cast<QKeyEvent*>(event)->matches(QKeySequence::Copy)) return false;
  event->ignore();
  return true;
}

void TargetBar::fillFromTarget() {
  const auto parsed = parseTarget(m_host->text().toStdString());
  if (!parsed) return;
  if (parsed->port) m_port->setText(QString::number(*parsed->port));
  if (parsed->tls) m_tls->setCurrentIndex(static_cast<int>(*parsed->tls ? TlsChoice::kYes : TlsChoice::kNo));
}

Result<DiagnosisRequest> TargetBar::request(DiagnosisRequest rest) const {
  const auto parsed = parseTarget(m_host->text().toStdString());
  if (!parsed) return parsed.error();
  const auto encoded = parsed->address ? Result<std::string>(parsed->host) : encodeHost(parsed->host);
  if (!encoded) return encoded.error();
  rest.protocol = m_protocol->currentIndex() == 0 ? Protocol::kTcp : Protocol::kUdp;
  const auto port = parsePort(m_port->text(), rest.protocol);
  if (!port) return port.error();
  rest.host = *encoded;
  rest.hostAsTyped = parsed->host;
  rest.port = *port;
  rest.tls = static_cast<TlsChoice>(m_tls->currentIndex());
  return rest;
}

void TargetBar::setTarget(const QString& target) {
  m_host->setText(target);
}

QString TargetBar::target() const {
  return m_host->text();
}

void TargetBar::setRunning(bool running) {
  m_running = running;
  if (running) refreshHistory();
  retranslate();
}

void TargetBar::showError(const Error& error) {
  m_message->say(Tone::kBad, shownError(error));
  const bool aboutPort = error.code == ErrorCode::kBadPort || error.operation == "parse-port";
  (aboutPort ? m_port : m_host)->setFocus();
}

void TargetBar::clearError() {
  m_message->clear();
}

void TargetBar::focusTarget() {
  m_host->setFocus();
  m_host->selectAll();
}

void TargetBar::refreshHistory() {
  m_history->setStringList(m_settings.targets());
  m_showHistory->setVisible(m_history->rowCount() > 0);
}

void TargetBar::retranslate() {
  m_hostCaption->setText(tr("Host, address or URL"));
  m_portCaption->setText(tr("Port"));
  m_protocolCaption->setText(tr("Protocol"));
  m_tlsCaption->setText(QStringLiteral("TLS"));
  m_host->setPlaceholderText(tr("example.net, 192.0.2.7:22, https://…"));
  m_host->setAccessibleName(m_hostCaption->text());
  m_port->setPlaceholderText(tr("443 or https"));
  m_port->setAccessibleName(m_portCaption->text());
  m_protocol->setAccessibleName(m_protocolCaption->text());
  m_tls->setAccessibleName(m_tlsCaption->text());
  m_tls->setItemText(0, tr("By port"));
  m_tls->setItemText(1, tr("Yes"));
  m_tls->setItemText(2, tr("No"));
  m_showHistory->setToolTip(tr("Earlier targets"));
  m_button->setText(m_running ? tr("Stop") : tr("Diagnose"));
  keepWidth(*m_button, {tr("Stop"), tr("Diagnose")});
  m_button->setIcon(lineIconOnAccent(m_running ? QStringLiteral("stop") : QStringLiteral("diagnose")));
}

}  // namespace synscope
