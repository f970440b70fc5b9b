#include "ui/throughput/server_panel.h"

#include "core/engine/base/own_addresses.h"
#include "ui/shell/shown_text.h"
#include "ui/theme/tokens.h"
#include "ui/throughput/nearby_servers.h"
#include "ui/widgets/card.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/inline_message.h"
#include "ui/widgets/keep_width.h"
#include "ui/widgets/row_delegate.h"
#include "ui/widgets/text.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>

namespace synscope {
namespace {

constexpr int kPortWidth = 90;
constexpr int kColumnWidths[] = {210, 380, 120};
constexpr int kUsualPort = 5201;
constexpr const char* kThisMachine = "127.0.0.1";

}  // namespace

ServerPanel::ServerPanel(Opener opener, QWidget* parent)
    : Localized(parent),
      m_opener(std::move(opener)),
      m_model(new ServedModel(this)),
      m_table(new QTableView),
      m_heading(new Text(TextRole::kHeading)),
      m_about(new Text(TextRole::kBody)),
      m_portCaption(new Text(TextRole::kBody)),
      m_port(new QLineEdit(QString::number(kUsualPort))),
      m_busy(new QComboBox),
      m_announce(new QCheckBox),
      m_button(new QPushButton),
      m_back(new QPushButton),
      m_state(new Text(TextRole::kStrong)),
      m_address(new Text(TextRole::kMono)),
      m_message(new InlineMessage) {
  m_busy->addItems({QString(), QString(), QString()});
  m_busy->setCurrentIndex(static_cast<int>(BusyPolicy::kServeTogether));
  setupLayout();
  m_table->setModel(m_model);
  setupRows(*m_table);
  for (int index = 0; index < ServedModel::kRate; ++index)
    m_table->setColumnWidth(index, kColumnWidths[index]);
  m_table->horizontalHeader()->setStretchLastSection(true);
  connect(m_button, &QPushButton::clicked, this, [this] { isServing() ? stop() : start(); });
  connect(m_announce, &QCheckBox::toggled, this, &ServerPanel::announce);
  connect(m_back, &QPushButton::clicked, this, &ServerPanel::closeRequested);
  connect(m_table, &QTableView::doubleClicked, this,
          [this](const QModelIndex& index) { Q_EMIT openRequested(m_model->report(index.row())); });
  retranslate();
}

ServerPanel::~ServerPanel() = default;

void ServerPanel::setupLayout() {
  auto* outer = new QVBoxLayout(this);
  outer->setContentsMargins(0, 0, 0, 0);
  auto* card = new Card;
  outer->addWidget(card);
  auto* column = new QVBoxLayout(card);
  column->setContentsMargins(space::kLarge, space::kMedium, space::kLarge, space::kMedium);
  column->setSpacing(space::kMedium);
  auto* head = new QHBoxLayout;
  head->setSpacing(space::kMedium);
  m_heading->setPlainLine();
  head->addWidget(m_heading, 1);
  head->addWidget(m_back);
  column->addLayout(head);
  m_about->setMuted(true);
  column->addWidget(m_about);
  auto* row = new QHBoxLayout;
  row->setSpacing(space::kMedium);
  m_portCaption->setPlainLine();
  m_port->setFixedWidth(kPortWidth);
  row->addWidget(m_portCaption);
  row->addWidget(m_port);
  row->addWidget(m_busy);
  row->addWidget(m_announce);
  row->addWidget(m_button);
  m_state->setPlainLine();
  m_address->setWordWrap(false);
  row->addStretch(1);
  column->addLayout(row);
  auto* told = new QHBoxLayout;
  told->setSpacing(space::kMedium);
  told->addWidget(m_state);
  told->addWidget(m_address, 1);
  column->addLayout(told);
  column->addWidget(m_message);
  column->addWidget(m_table, 1);
}

void ServerPanel::start() {
  bool ok = false;
  const int port = m_port->text().trimmed().toInt(&ok);
  if (!ok || port < 0 || port > 65'535)
    return m_message->say(Tone::kBad, shownError({ErrorCode::kBadPort, "parse-port", m_port->text().toStdString()}));
  m_message->clear();
  startAt(static_cast<std::uint16_t>(port));
}

void ServerPanel::startAt(std::uint16_t port) {
  ThroughputServerSettings settings;
  settings.port = port;
  if (m_onlyHere) settings.bindAddress = IpAddress::parse(kThisMachine);
  settings.busy = static_cast<BusyPolicy>(m_busy->currentIndex());
  m_serving = m_opener(settings);
  connectServing();
  showState();
  Q_EMIT servingChanged();
}

void ServerPanel::startForThisMachine() {
  m_onlyHere = m_anywhere = true;
  start();
}

/// Another program has the port.
void ServerPanel::startElsewhere() {
  m_onlyHere = true;
  startAt(0);
  m_message->mention(Tone::kInfo, tr("Port %1 is taken: a free one is used.").arg(std::exchange(m_taken, QString())));
}

void ServerPanel::connectServing() {
  ThroughputServing* serving = m_serving.get();
  connect(serving, &ThroughputServing::listening, this, [this](const IpEndpoint& local) {
    m_local = local;
    m_anywhere = false;
    showState();
    Q_EMIT listening(local.port);
  });
  connect(serving, &ThroughputServing::failed, this, [this](const Error& error) {
    if (std::exchange(m_anywhere, false)) m_taken = m_port->text();
    m_message->say(Tone::kBad, shownError(error));
  });
  connect(serving, &ThroughputServing::refused, this, [this](const IpEndpoint& client) {
    m_message->mention(Tone::kInfo, tr("%1 was told that this server is busy.").arg(shown(client.toString())));
  });
  connect(serving, &ThroughputServing::ended, this, [this] {
    refresh();
    m_serving.release()->deleteLater();
    m_local.reset();
    m_onlyHere = false;
    showState();
    if (!m_taken.isEmpty()) return startElsewhere();
    Q_EMIT servingChanged();
  });
}

void ServerPanel::stop() {
  if (m_serving) m_serving->stop();
}

void ServerPanel::refresh() {
  if (m_serving) m_model->setReports(m_serving->reports());
}

QString ServerPanel::addressText() const {
  if (!m_local) return {};
  QStringList texts;
  for (const IpAddress& address : m_onlyHere ? std::vector{*IpAddress::parse(kThisMachine)} : ownAddresses()) {
    const QString text = shown(address.toString());
    texts.append(m_local->port == kUsualPort ? QStringLiteral("iperf3 -c %1").arg(text)
                                             : QStringLiteral("iperf3 -c %1 -p %2").arg(text).arg(m_local->port));
  }
  return texts.join(QStringLiteral("   "));
}

/// Only while it serves, and only if asked for.
void ServerPanel::announce() {
  const bool wanted = m_local && m_announce->isChecked();
  if (wanted && !m_announcement) m_announcement = std::make_unique<ServerAnnouncement>(m_local->port);
  if (!wanted) m_announcement.reset();
}

void ServerPanel::showState() {
  announce();
  m_button->setText(isServing() ? tr("Stop") : tr("Start"));
  m_button->setIcon(lineIcon(isServing() ? QStringLiteral("stop") : QStringLiteral("play")));
  for (QWidget* each : {static_cast<QWidget*>(m_port), static_cast<QWidget*>(m_busy)})
    each->setEnabled(!isServing());
  m_state->setText(m_local ? tr("Waiting for clients. At the other end:") : QString());
  m_state->setTone(Tone::kGood);
  m_address->setText(addressText());
}

void ServerPanel::retranslate() {
  m_heading->setText(tr("Be the server"));
  m_about->setText(
      tr("Other machines measure against this one: with SynScope, or with any iperf3. Double-click a test to see it."));
  m_portCaption->setText(tr("Port"));
  m_port->setAccessibleName(tr("Port"));
  m_busy->setItemText(0, tr("One at a time, others are refused"));
  m_busy->setItemText(1, tr("One at a time, others wait"));
  m_busy->setItemText(2, tr("Several at once"));
  m_busy->setAccessibleName(tr("When several clients come"));
  m_announce->setText(tr("Let it be found on the local network"));
  m_announce->setToolTip(tr("Other SynScopes there find it with one click; it never speaks unasked."));
  m_back->setText(tr("Back"));
  m_back->setIcon(lineIcon(QStringLiteral("close")));
  keepWidth(*m_button, {tr("Stop"), tr("Start")});
  m_table->setAccessibleName(tr("Tests served"));
  m_model->retranslate();
  showState();
}

}  // namespace synscope
