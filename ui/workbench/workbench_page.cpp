#include "ui/workbench/workbench_page.h"

#include "core/engine/base/clock.h"
#include "ui/frame_clock.h"
#include "ui/shell/shown_text.h"
#include "ui/theme/tokens.h"
#include "ui/timeline/recording_files.h"
#include "ui/timeline/recording_view.h"
#include "ui/workbench/message_shelf.h"
#include "ui/workbench/new_session_view.h"
#include "ui/workbench/session_list.h"
#include "ui/workbench/session_starter.h"
#include "ui/workbench/session_state.h"
#include "ui/workbench/session_tile.h"
#include "ui/workbench/session_title.h"
#include "ui/workbench/session_view.h"
#include "ui/workbench/session_words.h"

#include <QHBoxLayout>
#include <QShortcut>
#include <QStackedWidget>

#include <algorithm>

namespace synscope {
namespace {

constexpr int kListWidth = 252;

WorkbenchPage::Opener realOpener() {
  return [starter = std::make_shared<SessionStarter>()](const EndpointSettings& settings) {
    return starter->open(settings);
  };
}

}  // namespace

WorkbenchPage::WorkbenchPage(SettingsStore& settings, QWidget* parent)
    : WorkbenchPage(settings, realOpener(), parent) {}

WorkbenchPage::WorkbenchPage(SettingsStore& settings, Opener opener, QWidget* parent)
    : Page(parent),
      m_settings(settings),
      m_opener(std::move(opener)),
      m_shelf(new MessageShelf(settings, this)),
      m_list(new SessionList),
      m_stack(new QStackedWidget),
      m_new(new NewSessionView(settings)),
      m_clock(new FrameClock(this)) {
  setupLayout();
  setupShortcuts();
  connect(m_list, &SessionList::chosen, this, &WorkbenchPage::showSession);
  connect(m_list, &SessionList::closeRequested, this, &WorkbenchPage::closeSession);
  connect(m_list, &SessionList::newRequested, this, &WorkbenchPage::showNew);
  connect(m_new, &NewSessionView::openRequested, this, &WorkbenchPage::open);
  connect(m_new, &NewSessionView::openRecordingRequested, this, &WorkbenchPage::askForRecording);
  connect(m_new, &NewSessionView::demoRequested, this, &WorkbenchPage::openDemo);
  connect(m_stack, &QStackedWidget::currentChanged, this, &WorkbenchPage::tellWhoIsShown);
  connect(m_clock, &FrameClock::tick, this, &WorkbenchPage::refresh);
  retranslate();
}

/// Views look at their sessions, so they go first.
WorkbenchPage::~WorkbenchPage() {
  for (Open& each : m_sessions)
    delete each.page;
}

void WorkbenchPage::setupLayout() {
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(space::kPage, space::kLarge, 0, space::kLarge);
  row->setSpacing(space::kLarge);
  m_list->setFixedWidth(kListWidth);
  m_list->hide();
  m_stack->addWidget(m_new);
  row->addWidget(m_list);
  row->addWidget(m_stack, 1);
}

void WorkbenchPage::setupShortcuts() {
  const auto add = [this](const QKeySequence& keys, auto action) {
    connect(new QShortcut(keys, this, nullptr, nullptr, Qt::WidgetWithChildrenShortcut), &QShortcut::activated, this,
            action);
  };
  add(QKeySequence::New, [this] { showNew(); });
  add(Qt::CTRL | Qt::Key_W, [this] { closeSession(current()); });
}

void WorkbenchPage::open(const EndpointSettings& settings) {
  add(m_opener(settings));
}

void WorkbenchPage::add(std::unique_ptr<SessionSource> session) {
  auto* view = new SessionView(*session, *m_shelf, m_settings);
  view->setContentsMargins(0, 0, space::kPage, 0);
  connect(view, &SessionView::diagnoseRequested, this, &WorkbenchPage::diagnoseRequested);
  connect(
      view, &SessionView::reopenRequested, this, [this, view] { reopen(positionOf(view)); }, Qt::QueuedConnection);
  const QString icon = kindIcon(session->settings().kind);
  addPage({view, {}, std::move(session), view, {}, {}}, icon);
}

void WorkbenchPage::addRecording(std::shared_ptr<const Recording> recording) {
  auto* page = new RecordingView;
  page->setContentsMargins(0, 0, space::kPage, 0);
  const QString title = shown(recording->title);
  page->showRecording(std::move(recording));
  addPage({page, title, nullptr, nullptr, {}, {}}, QStringLiteral("history"));
}

void WorkbenchPage::addPage(Open open, const QString& icon) {
  m_stack->addWidget(open.page);
  m_list->add(icon);
  m_list->show();
  m_sessions.push_back(std::move(open));
  m_clock->setRunning(true);
  showSession(sessionCount() - 1);
}

void WorkbenchPage::askForRecording() {
  askToOpenRecording(
      this, [this](std::shared_ptr<const Recording> recording) { addRecording(std::move(recording)); },
      [this](const QString& sentence) { m_new->sayFailed(sentence); });
}

void WorkbenchPage::openDemo() {
  EndpointSettings server;
  server.kind = EndpointKind::kTcpServer;
  server.role = ServerRole::kEcho;
  server.bindAddress = IpAddress::v4({127, 0, 0, 1});
  open(server);
  connectDemoClient(m_sessions.back().source.get());
}

/// Once it is known which port the server got.
void WorkbenchPage::connectDemoClient(SessionSource* server) {
  auto* once = new QObject(server);
  connect(server, &SessionSource::changed, once, [this, server, once] {
    const SessionStatus status = server->status();
    if (status.phase != SessionPhase::kOpen || !status.local) return;
    once->deleteLater();
    disconnect(server, nullptr, once, nullptr);
    EndpointSettings client;
    client.host = status.local->address.toString();
    client.port = status.local->port;
    open(client);
  });
}

void WorkbenchPage::closeSession(int position) {
  if (position < 0 || position >= sessionCount()) return;
  const int next = current() == position ? std::min(position, sessionCount() - 2) : -2;
  const auto gone = m_sessions.begin() + position;
  m_list->removeAt(position);
  delete gone->page;
  m_sessions.erase(gone);
  m_list->setVisible(!m_sessions.empty());
  m_clock->setRunning(!m_sessions.empty());
  if (next >= 0) showSession(next);
  if (next == -1) showNew();
}

/// A session like the old one in its place in the list's order: at the end.
void WorkbenchPage::reopen(int position) {
  if (position < 0) return;
  const EndpointSettings settings = m_sessions[static_cast<std::size_t>(position)].source->settings();
  closeSession(position);
  open(settings);
}

void WorkbenchPage::showNew() {
  m_list->setCurrent(-1);
  m_stack->setCurrentWidget(m_new);
  m_new->focusFirst();
}

void WorkbenchPage::showSession(int position) {
  m_list->setCurrent(position);
  m_stack->setCurrentWidget(m_sessions[static_cast<std::size_t>(position)].page);
  refresh();
  focusFirst();
}

void WorkbenchPage::refresh() {
  const TimePoint now = monotonicNow();
  for (int position = 0; position < sessionCount(); ++position) {
    Open& each = m_sessions[static_cast<std::size_t>(position)];
    if (!each.source) {
      refreshTile(position);
      continue;
    }
    const SessionCounters counters = each.source->counters();
    each.in.sample(now, counters.bytesIn);
    each.out.sample(now, counters.bytesOut);
    refreshTile(position);
    if (each.view == m_stack->currentWidget()) each.view->refresh(now, each.rate());
  }
}

void WorkbenchPage::refreshTile(int position) {
  const Open& each = m_sessions[static_cast<std::size_t>(position)];
  if (!each.source) return m_list->tile(position).show(each.title, {tr("Recording"), Tone::kNeutral}, QString());
  const double rate = each.rate().both();
  const bool quiet = rate < 1;
  m_list->tile(position).show(sessionTitle(each.source->settings(), each.source->status().local), stateOf(*each.source),
                              quiet ? QString() : shownRate(rate));
}

/// Only what can be seen is asked for.
void WorkbenchPage::tellWhoIsShown() {
  for (const Open& each : m_sessions)
    if (each.source) each.source->setShown(isVisible() && each.view == m_stack->currentWidget());
}

void WorkbenchPage::showEvent(QShowEvent* event) {
  Page::showEvent(event);
  tellWhoIsShown();
}

void WorkbenchPage::hideEvent(QHideEvent* event) {
  Page::hideEvent(event);
  tellWhoIsShown();
}

int WorkbenchPage::positionOf(const QWidget* page) const {
  const auto found =
      std::find_if(m_sessions.begin(), m_sessions.end(), [page](const Open& each) { return each.page == page; });
  return found == m_sessions.end() ? -1 : static_cast<int>(found - m_sessions.begin());
}

SessionView* WorkbenchPage::shownView() const {
  return qobject_cast<SessionView*>(m_stack->currentWidget());
}

int WorkbenchPage::current() const {
  return positionOf(m_stack->currentWidget());
}

void WorkbenchPage::focusFirst() {
  if (shownView() != nullptr) return shownView()->focusFirst();
  if (m_stack->currentWidget() == m_new) m_new->focusFirst();
}

bool WorkbenchPage::stop() {
  return shownView() != nullptr && shownView()->stop();
}

void WorkbenchPage::copy() {
  if (shownView() != nullptr) shownView()->copy();
}

void WorkbenchPage::retranslate() {
  refresh();
}

}  // namespace synscope
