#include "core/engine/endpoint/traffic_log.h"
#include "core/engine/kernel/socket_table.h"
#include "tests/support/loopback_peers.h"
#include "tests/support/thread_work.h"
#include "tests/ui/ui_test.h"
#include "ui/log/log_rows.h"
#include "ui/log/log_view.h"
#include "ui/shell/main_window.h"
#include "ui/timeline/life_view.h"
#include "ui/workbench/certificate_view.h"
#include "ui/workbench/composer.h"
#include "ui/workbench/connection_table_view.h"
#include "ui/workbench/message_editor.h"
#include "ui/workbench/session_view.h"
#include "ui/workbench/workbench_page.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTabWidget>
#include <QTest>
#include <QThread>

#include <algorithm>

using namespace synscope;
using namespace synscope::test;

namespace {

constexpr int kPatienceMs = 10'000;
#ifdef __OPTIMIZE__
constexpr double kFrameMs = 16;
#else
constexpr double kFrameMs = 33;  ///< Unoptimised, or with sanitizers: half the frames.
#endif

MessageDraft text(const char* words) {
  return {MessageDraft::Format::kText, QString::fromUtf8(words), QStringLiteral("UTF-8"), LineEnding::kNone, {}};
}

std::string linesOf(const SessionSource& session, TrafficDirection direction) {
  std::string all;
  for (const TrafficRecord& record : session.log()->read(0, 1000)) {
    if (record.direction != direction) continue;
    for (const std::byte byte : record.payload)
      all.push_back(static_cast<char>(byte));
  }
  return all;
}

bool says(const QWidget& widget, const QString& words) {
  const auto labels = widget.findChildren<QLabel*>();
  return std::any_of(labels.begin(), labels.end(),
                     [&](const QLabel* label) { return label->isVisible() && label->text().contains(words); });
}

}  // namespace

/// The Connections page with real sockets on the loopback.
class WorkbenchLiveTest : public QObject {
  Q_OBJECT

 private Q_SLOTS:
  void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
  void init();
  void cleanup() { m_page.reset(); }
  void theDemoEchoes();
  void aServerTalksToOneClientOrToAll();
  void aRefusedConnectionIsExplained();
  void aClosedSessionIsOpenedAgain();
  void aScheduleRunsAndStops();
  void closingTheWindowEndsEverythingSoon();
  void theLifeOfTheChosenConnectionIsShown();
  void theLogFollowsWhoIsChosen();
  void theListenerIsWatched();
  void aCertificateThatDoesNotHoldIsExplained();
  void aCertificateIsShownWhereNobodyAskedToCheckIt();
  void theBoxIsReadyToTypeInto();
  void aThousandConnectionsCloseWithTheWindow();
  void aHundredTalkingConnectionsLeaveFramesFree();

 private:
  /// An opened demonstration: 0 is the echo server, 1 the client.
  void openDemo();
  SessionSource& session(int position) { return m_page->view(position).session(); }
  void type(int position, const char* words);
  std::uint16_t openServer(ServerRole role, bool tls = false);
  void openClient(std::uint16_t port, std::optional<TlsSettings> tls);

  std::unique_ptr<UiTestBed> m_bed;
  std::unique_ptr<WorkbenchPage> m_page;
};

void WorkbenchLiveTest::init() {
  m_bed = std::make_unique<UiTestBed>();
  m_page = std::make_unique<WorkbenchPage>(m_bed->settings);
  m_page->resize(1100, 700);
  m_page->show();
}

void WorkbenchLiveTest::openDemo() {
  m_page->openDemo();
  QTRY_COMPARE_WITH_TIMEOUT(m_page->sessionCount(), 2, kPatienceMs);
  QTRY_COMPARE_WITH_TIMEOUT(session(1).counters().openConnections, std::uint64_t(1), kPatienceMs);
  QTRY_COMPARE_WITH_TIMEOUT(session(0).counters().openConnections, std::uint64_t(1), kPatienceMs);
}

void WorkbenchLiveTest::type(int position, const char* words) {
  m_page->showSession(position);
  m_page->refresh();
  m_page->view(position).composer().setDraft(text(words));
  m_page->view(position).composer().submit();
}

/// On a free port of the loopback; its position is 0.
std::uint16_t WorkbenchLiveTest::openServer(ServerRole role, bool tls) {
  EndpointSettings server;
  server.kind = EndpointKind::kTcpServer;
  server.role = role;
  server.bindAddress = IpAddress::v4({127, 0, 0, 1});
  if (tls) server.tls = TlsSettings{};
  m_page->open(server);
  const bool opened = QTest::qWaitFor([this] { return session(0).status().local.has_value(); }, kPatienceMs);
  return opened ? session(0).status().local->port : std::uint16_t{0};
}

void WorkbenchLiveTest::openClient(std::uint16_t port, std::optional<TlsSettings> tls) {
  EndpointSettings client;
  client.host = "127.0.0.1";
  client.port = port;
  client.tls = std::move(tls);
  m_page->open(client);
}

void WorkbenchLiveTest::theDemoEchoes() {
  openDemo();
  type(1, "hello, 你好");
  const std::string said = "hello, 你好";
  QTRY_COMPARE_WITH_TIMEOUT(session(1).counters().bytesIn, std::uint64_t(said.size()), kPatienceMs);
  QTRY_COMPARE_WITH_TIMEOUT(linesOf(session(1), TrafficDirection::kIn), said, kPatienceMs);
  QCOMPARE(linesOf(session(0), TrafficDirection::kIn), said);
  QTRY_VERIFY_WITH_TIMEOUT(says(*m_page, QStringLiteral("ESTABLISHED")), kPatienceMs);
}

void WorkbenchLiveTest::aServerTalksToOneClientOrToAll() {
  EndpointSettings server;
  server.kind = EndpointKind::kTcpServer;
  server.bindAddress = IpAddress::v4({127, 0, 0, 1});
  m_page->open(server);
  QTRY_VERIFY_WITH_TIMEOUT(session(0).status().local.has_value(), kPatienceMs);
  for (std::uint64_t clients = 1; clients <= 2; ++clients) {
    EndpointSettings client;
    client.host = "127.0.0.1";
    client.port = session(0).status().local->port;
    m_page->open(client);
    QTRY_COMPARE_WITH_TIMEOUT(session(0).counters().openConnections, clients, kPatienceMs);
  }
  QTRY_COMPARE_WITH_TIMEOUT(session(0).table()->rows.size(), std::size_t(2), kPatienceMs);
  m_page->showSession(0);
  type(0, "all;");
  m_page->view(0).table()->selectRow(1);
  type(0, "one");
  QTRY_COMPARE_WITH_TIMEOUT(linesOf(session(2), TrafficDirection::kIn), std::string("all;one"), kPatienceMs);
  QTRY_COMPARE_WITH_TIMEOUT(linesOf(session(1), TrafficDirection::kIn), std::string("all;"), kPatienceMs);
  Q_EMIT m_page->view(0).table()->closeRequested({session(0).table()->rows[0].id}, CloseMode::kFin);
  QTRY_COMPARE_WITH_TIMEOUT(session(0).counters().openConnections, std::uint64_t(1), kPatienceMs);
}

void WorkbenchLiveTest::aRefusedConnectionIsExplained() {
  const ClosedPort closed;
  EndpointSettings client;
  client.host = "127.0.0.1";
  client.port = closed.port();
  m_page->open(client);
  QTRY_VERIFY_WITH_TIMEOUT(session(0).status().phase == SessionPhase::kEnded, kPatienceMs);
  QVERIFY(says(*m_page, QStringLiteral("the answer was a reset (RST)")));
  QSignalSpy diagnosed(m_page.get(), &WorkbenchPage::diagnoseRequested);
  for (auto* button : m_page->findChildren<QPushButton*>()) {
    if (button->isVisible() && button->text() == QStringLiteral("Diagnose this")) button->click();
  }
  QCOMPARE(diagnosed.count(), 1);
  QCOMPARE(diagnosed[0][0].toString(), QStringLiteral("127.0.0.1:%1").arg(closed.port()));
}

void WorkbenchLiveTest::aClosedSessionIsOpenedAgain() {
  openDemo();
  session(1).close();
  QTRY_VERIFY_WITH_TIMEOUT(session(1).status().phase == SessionPhase::kEnded, kPatienceMs);
  QVERIFY2(!session(1).status().failure, "closing is no failure");
  Q_EMIT m_page->view(1).reopenRequested();
  QTRY_COMPARE_WITH_TIMEOUT(session(1).counters().openConnections, std::uint64_t(1), kPatienceMs);
}

void WorkbenchLiveTest::aScheduleRunsAndStops() {
  openDemo();
  SendSchedule::Plan plan;
  plan.delays = {Duration{}};
  plan.interval = std::chrono::milliseconds(1);
  m_page->showSession(1);
  Q_EMIT m_page->view(1).composer().repeatRequested({QByteArrayLiteral("tick")}, plan);
  QTRY_VERIFY_WITH_TIMEOUT(session(1).counters().bytesIn >= 40, kPatienceMs);
  QVERIFY(m_page->stop());
  QVERIFY(!m_page->stop());
}

void WorkbenchLiveTest::closingTheWindowEndsEverythingSoon() {
  openDemo();
  SendSchedule::Plan plan;
  plan.delays = {Duration{}};
  m_page->showSession(1);
  Q_EMIT m_page->view(1).composer().repeatRequested({QByteArray(100'000, 'x')}, plan);
  QTRY_VERIFY_WITH_TIMEOUT(session(1).counters().bytesIn > 1'000'000, kPatienceMs);
  QElapsedTimer timer;
  timer.start();
  m_page.reset();
  const auto took = timer.elapsed();
  QVERIFY2(took < 1000, qPrintable(QString::number(took)));
  qInfo("closed in %lld ms", static_cast<long long>(took));
}

void WorkbenchLiveTest::theLifeOfTheChosenConnectionIsShown() {
  openDemo();
  SessionView& view = m_page->view(1);
  m_page->showSession(1);
  view.tabs().setCurrentWidget(view.life());
  QTRY_VERIFY_WITH_TIMEOUT(view.life()->asText().contains(QStringLiteral("SYN-ACK")), kPatienceMs);
  session(0).closeConnection(session(0).table()->rows.front().id, CloseMode::kReset);
  QTRY_VERIFY_WITH_TIMEOUT(view.life()->asText().contains(QStringLiteral("RST")), kPatienceMs);
}

void WorkbenchLiveTest::theLogFollowsWhoIsChosen() {
  const Peers peers(openServer(ServerRole::kEcho), 2);
  QTRY_COMPARE_WITH_TIMEOUT(session(0).counters().openConnections, std::uint64_t(2), kPatienceMs);
  peers.say("x");
  QTRY_COMPARE_WITH_TIMEOUT(session(0).log()->size().records, std::uint64_t(4), kPatienceMs);
  SessionView& view = m_page->view(0);
  QTRY_COMPARE_WITH_TIMEOUT(view.log().rows().count(), std::uint64_t(4), kPatienceMs);
  view.table()->selectRow(0);
  QTRY_COMPARE_WITH_TIMEOUT(view.log().rows().count(), std::uint64_t(2), kPatienceMs);
  view.table()->clearSelection();
  QTRY_COMPARE_WITH_TIMEOUT(view.log().rows().count(), std::uint64_t(4), kPatienceMs);
}

void WorkbenchLiveTest::theListenerIsWatched() {
  if (!socketTableCapability().available) QSKIP("this system does not list its sockets");
  QVERIFY(openServer(ServerRole::kTalk) != 0);
  QTRY_VERIFY_WITH_TIMEOUT(session(0).listener().has_value(), kPatienceMs);
  QVERIFY(session(0).listener()->health.backlog > 0);
  QCOMPARE(session(0).listener()->health.acceptQueue, std::uint32_t(0));
}

void WorkbenchLiveTest::aCertificateThatDoesNotHoldIsExplained() {
  openClient(openServer(ServerRole::kEcho, true), TlsSettings{});
  QTRY_VERIFY_WITH_TIMEOUT(session(1).status().phase == SessionPhase::kEnded, kPatienceMs);
  SessionView& view = m_page->view(1);
  view.tabs().setCurrentWidget(view.certificate());
  QTRY_VERIFY_WITH_TIMEOUT(view.certificate()->asText().contains(QStringLiteral("signed only by itself")), kPatienceMs);
  QVERIFY(says(*m_page, QStringLiteral("The connection was ended")));
  QVERIFY(session(1).status().failure.has_value());
}

void WorkbenchLiveTest::aCertificateIsShownWhereNobodyAskedToCheckIt() {
  TlsSettings unchecked;
  unchecked.verifyPeer = false;
  openClient(openServer(ServerRole::kEcho, true), unchecked);
  QTRY_COMPARE_WITH_TIMEOUT(session(1).counters().openConnections, std::uint64_t(1), kPatienceMs);
  SessionView& view = m_page->view(1);
  view.tabs().setCurrentWidget(view.certificate());
  QTRY_VERIFY_WITH_TIMEOUT(view.certificate()->asText().contains(QStringLiteral("TLSv1.3")), kPatienceMs);
  QVERIFY(says(*m_page, QStringLiteral("Not checked, as you asked")));
  SessionView& server = m_page->view(0);
  m_page->showSession(0);
  server.tabs().setCurrentWidget(server.certificate());
  QTRY_VERIFY_WITH_TIMEOUT(server.certificate()->asText().contains(QStringLiteral("Our certificate")), kPatienceMs);
  type(1, "secret");
  QTRY_COMPARE_WITH_TIMEOUT(linesOf(session(1), TrafficDirection::kIn), std::string("secret"), kPatienceMs);
}

void WorkbenchLiveTest::theBoxIsReadyToTypeInto() {
  QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
  openDemo();
  QTRY_VERIFY_WITH_TIMEOUT(qobject_cast<MessageBox*>(QApplication::focusWidget()) != nullptr, kPatienceMs);
  for (const QWidget* window : QApplication::topLevelWidgets())
    QVERIFY2(window == m_page.get() || !window->isVisible(), "a widget without a parent was shown as a window");
  QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("typed"));
  QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return, Qt::ControlModifier);
  QTRY_COMPARE_WITH_TIMEOUT(linesOf(session(1), TrafficDirection::kIn), std::string("typed"), kPatienceMs);
}

void WorkbenchLiveTest::aThousandConnectionsCloseWithTheWindow() {
  constexpr int kMany = 1000;
  const Peers peers(openServer(ServerRole::kEcho), kMany);
  if (peers.count() < kMany) QSKIP("not enough descriptors here");
  QTRY_COMPARE_WITH_TIMEOUT(session(0).counters().openConnections, std::uint64_t(kMany), kPatienceMs);
  peers.say("still here\n");
  QTRY_COMPARE_WITH_TIMEOUT(session(0).counters().messagesIn, std::uint64_t(kMany), kPatienceMs);
  QElapsedTimer timer;
  timer.start();
  m_page.reset();
  const auto took = timer.elapsed();
  qInfo("1,000 connections closed in %lld ms", static_cast<long long>(took));
  QVERIFY2(took < 1000, qPrintable(QString::number(took)));
}

/// A frame is what the window's thread works from one look at the sessions to the next, painting included.
void WorkbenchLiveTest::aHundredTalkingConnectionsLeaveFramesFree() {
  constexpr int kMany = 100;
  constexpr std::size_t kFrames = 200;
  const std::uint16_t port = openServer(ServerRole::kEcho);
  TalkingPeers peers(port, kMany);
  QTRY_COMPARE_WITH_TIMEOUT(session(0).counters().openConnections, std::uint64_t(kMany), kPatienceMs);
  SessionView& view = m_page->view(0);
  for (int tab = 0; tab < view.tabs().count(); ++tab) {
    view.tabs().setCurrentIndex(tab);
    std::vector<double> frames;
    while (frames.size() < kFrames) {
      QTest::qWait(16);
      const double start = workedMs();
      m_page->refresh();
      QCoreApplication::processEvents();
      frames.push_back(workedMs() - start);
    }
    std::sort(frames.begin(), frames.end());
    const double slow = frames[(kFrames - 1) * 99 / 100];
    qInfo("%s: a frame takes %.1f ms, 99 %% of them at most %.1f ms, the longest %.1f ms",
          qPrintable(view.tabs().tabText(tab)), frames[kFrames / 2], slow, frames.back());
    QVERIFY2(slow < kFrameMs, qPrintable(view.tabs().tabText(tab)));
  }
  QVERIFY(session(0).counters().messagesIn > kMany);
}

QTEST_MAIN(WorkbenchLiveTest)
#include "workbench_live_test.moc"
