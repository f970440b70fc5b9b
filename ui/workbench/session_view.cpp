#include "ui/workbench/session_view.h"

#include "core/engine/timeline/recording_file.h"
#include "ui/log/log_view.h"
#include "ui/shell/language.h"
#include "ui/shell/settings_store.h"
#include "ui/sockets/listener_health_bar.h"
#include "ui/timeline/life_view.h"
#include "ui/widgets/card.h"
#include "ui/workbench/certificate_view.h"
#include "ui/workbench/composer.h"
#include "ui/workbench/connection_table_view.h"
#include "ui/workbench/details_view.h"
#include "ui/workbench/message_shelf.h"
#include "ui/workbench/rules_editor.h"
#include "ui/workbench/saved_messages_panel.h"
#include "ui/workbench/session_header.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QSplitter>
#include <QTabWidget>
#include <QVBoxLayout>

namespace synscope {
namespace {

const QString kSplitter = QStringLiteral("connections/table");
const QString kLifeLayout = QStringLiteral("connections/life");
const QString kEnterSends = QStringLiteral("connections/enterSends");
constexpr int kSmallestTable = 96;

bool answersByRules(const EndpointSettings& settings) {
  return settings.role == ServerRole::kTalk;
}

}  // namespace

SessionView::SessionView(SessionSource& session, MessageShelf& shelf, SettingsStore& settings, QWidget* parent)
    : Localized(parent),
      m_session(session),
      m_settings(settings),
      m_header(new SessionHeader(session)),
      m_tabs(new QTabWidget),
      m_talk(new QWidget),
      m_log(new LogView),
      m_composer(new Composer(shelf, session.settings().kind != EndpointKind::kTcpClient)),
      m_saved(new SavedMessagesPanel(shelf)),
      m_details(new DetailsView(session)) {
  setupTable();
  setupTabs(shelf);
  setupLayout();
  connectSending();
  connect(m_header, &SessionHeader::reopenRequested, this, &SessionView::reopenRequested);
  connect(m_header, &SessionHeader::closeRequested, this, [this](CloseMode mode) {
    for (const ConnectionId each : endable())
      m_session.closeConnection(each, mode);
  });
  connect(m_header, &SessionHeader::diagnoseRequested, this, &SessionView::diagnoseRequested);
  retranslate();
}

void SessionView::setupTable() {
  const EndpointKind kind = m_session.settings().kind;
  if (kind == EndpointKind::kTcpClient) return;
  m_table = new ConnectionTableView(kind == EndpointKind::kUdp);
  m_table->setMinimumHeight(kSmallestTable);
  connect(m_table, &ConnectionTableView::closeRequested, this,
          [this](const std::vector<ConnectionId>& connections, CloseMode mode) {
            for (const ConnectionId each : connections)
              m_session.closeConnection(each, mode);
          });
  connect(m_table, &ConnectionTableView::selectionMoved, this, &SessionView::filterLog);
}

void SessionView::setupTabs(MessageShelf& shelf) {
  m_tabs->setDocumentMode(true);
  setupTalk();
  if (m_session.settings().kind != EndpointKind::kUdp) setupLife();
  m_tabs->addTab(m_saved, QString());
  if (answersByRules(m_session.settings())) {
    m_rules = new RulesEditor(shelf);
    m_tabs->addTab(m_rules, QString());
    connect(m_rules, &RulesEditor::rulesChanged, this,
            [this](const std::vector<AutoReplyRule>& rules) { m_session.setAutoReply(rules); });
  }
  if (const auto& tls = m_session.settings().tls) {
    m_certificate = new CertificateView(tls->verifyPeer);
    m_tabs->addTab(m_certificate, QString());
  }
  m_tabs->addTab(m_details, QString());
}

void SessionView::setupTalk() {
  auto* talk = new QVBoxLayout(m_talk);
  talk->setContentsMargins(0, space::kSmall, 0, 0);
  talk->setSpacing(space::kSmall);
  talk->addWidget(m_log, 1);
  talk->addWidget(m_composer);
  m_log->setLog(m_session.log());
  m_tabs->addTab(m_talk, QString());
}

void SessionView::setupLife() {
  m_life = new LifeView;
  m_life->setContentsMargins(0, space::kSmall, 0, 0);
  m_life->restoreLayout(m_settings.state(kLifeLayout));
  m_life->setRecorder([this] {
    return recordSession(m_session.settings(), *m_session.table(),
                         [this](ConnectionId id) { return m_session.life(id); });
  });
  m_tabs->addTab(m_life, QString());
  connect(m_tabs, &QTabWidget::currentChanged, this,
          [this] { m_settings.setState(kLifeLayout, m_life->saveLayout()); });
}

void SessionView::setupLayout() {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(space::kMedium);
  column->addWidget(m_header);
  auto* tabs = new Card;
  auto* insideTabs = new QVBoxLayout(tabs);
  insideTabs->setContentsMargins(space::kMedium, space::kTight, space::kMedium, space::kMedium);
  insideTabs->addWidget(m_tabs);
  if (m_table == nullptr) return column->addWidget(tabs, 1);
  auto* table = new Card;
  auto* insideTable = new QVBoxLayout(table);
  insideTable->setContentsMargins(space::kMedium, space::kTight, space::kMedium, space::kTight);
  insideTable->addWidget(m_table);
  auto* splitter = new QSplitter(Qt::Vertical);
  splitter->setChildrenCollapsible(false);
  splitter->addWidget(table);
  splitter->addWidget(tabs);
  splitter->setStretchFactor(1, 1);
  splitter->setSizes({150, 450});
  splitter->restoreState(m_settings.state(kSplitter));
  connect(splitter, &QSplitter::splitterMoved, this,
          [this, splitter] { m_settings.setState(kSplitter, splitter->saveState()); });
  column->addWidget(splitter, 1);
}

void SessionView::connectSending() {
  m_composer->setEnterSends(m_settings.flag(kEnterSends, false));
  connect(m_composer, &Composer::enterSendsChanged, this, [this](bool on) { m_settings.setFlag(kEnterSends, on); });
  connect(m_composer, &Composer::sendRequested, this, &SessionView::send);
  connect(m_composer, &Composer::repeatRequested, this, &SessionView::startSending);
  connect(m_composer, &Composer::stopRequested, this, &SessionView::stop);
  connect(m_composer, &Composer::fileChosen, this,
          [this](const QString& file) { m_session.sendFile(file, targets()); });
  connect(m_composer, &Composer::keepRequested, this, [this](const MessageDraft& draft) {
    m_saved->keep(draft);
    m_tabs->setCurrentWidget(m_saved);
  });
  connect(m_saved, &SavedMessagesPanel::sendRequested, this, &SessionView::send);
  connect(m_saved, &SavedMessagesPanel::startRequested, this, &SessionView::startSending);
  connect(m_saved, &SavedMessagesPanel::stopRequested, this, &SessionView::stop);
  connect(m_saved, &SavedMessagesPanel::editRequested, this, [this](const MessageDraft& draft) {
    m_tabs->setCurrentWidget(m_talk);
    m_composer->setDraft(draft);
  });
  connect(&m_session, &SessionSource::sendingProgressed, this,
          [this](quint64 sent, quint64 total) { setSending(true, sent, total); });
  connect(&m_session, &SessionSource::sendingDone, this, [this] { setSending(false); });
}

std::vector<ConnectionId> SessionView::targets() const {
  return m_table != nullptr ? m_table->selected() : std::vector<ConnectionId>{};
}

void SessionView::send(const QByteArray& bytes) {
  m_session.send(bytes, targets());
}

void SessionView::startSending(const std::vector<QByteArray>& messages, const SendSchedule::Plan& plan) {
  setSending(true);
  m_session.startSending(messages, plan, targets());
}

void SessionView::setSending(bool running, quint64 sent, quint64 total) {
  m_sending = running;
  m_composer->setRunning(running, sent);
  m_saved->setRunning(running);
  m_saved->showProgress(sent, total);
}

bool SessionView::stop() {
  if (!m_sending) return false;
  m_session.stopSending();
  setSending(false);
  return true;
}

void SessionView::refresh(TimePoint now, const TrafficRate& rate) {
  m_header->refresh(rate);
  warnOfListener();
  const std::uint64_t open = m_session.counters().openConnections;
  m_composer->setSendable(open > 0);
  if (m_table != nullptr) {
    m_table->showTable(m_session.table(), now);
    m_composer->setTargets(open, static_cast<std::size_t>(m_table->selectionModel()->selectedRows().size()));
  }
  if (const ConnectionId shown = shownConnection(); shown != m_watched) {
    m_watched = shown;
    m_session.setWatched(shown);
  }
  m_header->setClosable(!endable().empty());
  refreshShownTab(rate);
}

void SessionView::refreshShownTab(const TrafficRate& rate) {
  QWidget* shown = m_tabs->currentWidget();
  if (shown == m_talk) m_log->refresh();
  if (shown == m_details) m_details->refresh(rate);
  if (shown == m_life) {
    if (auto life = m_session.life(m_watched)) m_life->showLife(std::move(life));
  }
  if (shown == m_certificate) m_certificate->showSession(m_session.tlsSession(m_watched));
}

/// Where the chosen connection is over and long forgotten, what was last known of it stays.
ConnectionId SessionView::shownConnection() const {
  if (m_table != nullptr) return m_table->current();
  const auto table = m_session.table();
  return table->rows.empty() ? m_watched : table->rows.back().id;
}

/// A client has one connection; of many, those that are chosen.
std::vector<ConnectionId> SessionView::endable() const {
  if (m_table != nullptr) return m_table->selected();
  return m_session.counters().openConnections > 0 ? std::vector{shownConnection()} : std::vector<ConnectionId>{};
}

void SessionView::filterLog() {
  m_log->setConnections(targets());
}

void SessionView::warnOfListener() {
  const auto report = m_session.listener();
  const auto local = m_session.status().local;
  if (!report || !local) return;
  const auto warnings = listenerWarnings(local->toString(), report->health, report->justGrown);
  m_header->setWarning(sentencesOf(warnings).in(shownLanguage()));
}

void SessionView::copy() {
  if (m_table != nullptr && m_table->hasFocus()) return m_table->copySelected();
  QString text;
  QWidget* shown = m_tabs->currentWidget();
  if (shown == m_details) text = m_details->asText();
  if (shown == m_life && m_life != nullptr) text = m_life->asText();
  if (shown == m_certificate && m_certificate != nullptr) text = m_certificate->asText();
  if (shown == m_talk) return m_log->copyText();
  if (!text.isEmpty()) QGuiApplication::clipboard()->setText(text);
}

void SessionView::focusFirst() {
  m_tabs->setCurrentWidget(m_talk);
  m_composer->focusText();
}

void SessionView::retranslate() {
  const std::pair<QWidget*, QString> tabs[] = {{m_talk, tr("Talk")},       {m_life, tr("Life")},
                                               {m_saved, tr("Messages")},  {m_rules, tr("Automatic answers")},
                                               {m_certificate, tr("TLS")}, {m_details, tr("Details")}};
  for (const auto& [widget, words] : tabs) {
    if (const int index = m_tabs->indexOf(widget); widget != nullptr && index >= 0) m_tabs->setTabText(index, words);
  }
}

}  // namespace synscope
