#include "core/engine/endpoint/traffic_log.h"
#include "tests/ui/ui_test.h"
#include "ui/shell/main_window.h"
#include "ui/workbench/composer.h"
#include "ui/workbench/connection_table_view.h"
#include "ui/workbench/session_view.h"
#include "ui/workbench/workbench_page.h"

#include <QElapsedTimer>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>
#include <QThread>

#include <arpa/inet.h>
#include <sys/socket.h>

#include <unistd.h>

using namespace synscope;

namespace {

constexpr int kPatienceMs = 10'000;

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

/// A port of 127.0.0.1 that is held and on which nobody listens.
class ClosedPort {
 public:
  ClosedPort() {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof address;
    const bool bound = bind(m_fd, reinterpret_cast<sockaddr*>(&address), length) == 0;
    if (bound && getsockname(m_fd, reinterpret_cast<sockaddr*>(&address), &length) == 0)
      m_port = ntohs(address.sin_port);
  }
  ~ClosedPort() { ::close(m_fd); }
  ClosedPort(const ClosedPort&) = delete;
  ClosedPort& operator=(const ClosedPort&) = delete;

  std::uint16_t port() const { return m_port; }

 private:
  int m_fd = socket(AF_INET, SOCK_STREAM, 0);
  std::uint16_t m_port = 0;
};

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

 private:
  /// An opened demonstration: 0 is the echo server, 1 the client.
  void openDemo();
  SessionSource& session(int position) { return m_page->view(position).session(); }
  void type(int position, const char* words);

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

QTEST_MAIN(WorkbenchLiveTest)
#include "workbench_live_test.moc"
